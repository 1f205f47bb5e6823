"""Permission: which right each verb of the services needs, asked before anything is done."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from charting.domain.practice import Practitioner
from charting.domain.roles import Right, check


class OfSomebody(Protocol):
    """A service of somebody at work."""

    _who: Practitioner


Service = TypeVar("Service", bound=OfSomebody)
Given = ParamSpec("Given")
Answer = TypeVar("Answer")

Verb = Callable[Concatenate[Service, Given], Answer]

NEEDED: dict[str, Right] = {}
"""The right that each verb needs, by the verb's module and qualified name."""


def needs(right: Right) -> Callable[[Verb[Service, Given, Answer]], Verb[Service, Given, Answer]]:
    """A verb that refuses NOT_PERMITTED where the role of who is at work has not this right."""

    def guard(verb: Verb[Service, Given, Answer]) -> Verb[Service, Given, Answer]:
        NEEDED[f"{verb.__module__}.{verb.__qualname__}"] = right

        @wraps(verb)
        def guarded(service: Service, /, *args: Given.args, **kwargs: Given.kwargs) -> Answer:
            check(service._who.role, right)
            return verb(service, *args, **kwargs)

        return guarded

    return guard

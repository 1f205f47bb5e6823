"""A visit as it is recorded: what is asked in it, how it ended, and what its record still lacks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from charting.domain.comparable_signs import SignDifference, SignUnit, difference
from charting.domain.errors import ErrorCode, Refused
from charting.domain.session import Answer, Reply, Session

Answers = Mapping[str, Answer]

OUTCOME = "vi.outcome"
PACKS_OPENED = "hy.count_in"
NEEDLES_REMOVED = "hy.count_out"
UNUSED = "hy.count_unused"
RESOLVED = "hy.count_resolved"
EMERGENCY = "ev.emergency"
NEXT_VISIT = "pl.next"
PAIN_BEFORE = "om.nprs.before"
PAIN_AFTER = "om.nprs.after"
LEAFLET_GIVEN = "pt.aftercare"
ANTICOAGULANT = "pr.anticoag"
BLEEDING_DISORDER = "pr.bleeding"

# What the count of needles is judged by.
COUNT_ITEMS = frozenset({OUTCOME, PACKS_OPENED, NEEDLES_REMOVED, UNUSED, RESOLVED})

# A next visit further away than this is a slip of the year.
FARTHEST_DAYS = 366


class Step(StrEnum):
    """Where in the visit an item is asked."""

    PREPARE = "prepare"
    FINISH = "finish"


class Kind(StrEnum):
    """How an item is answered."""

    YES_NO = "yes_no"
    NUMBER = "number"
    CHOICE = "choice"
    SEVERAL = "several"
    DATE = "date"
    SIGN = "sign"
    COMPARED = "compared"


# What may stay empty: nothing is said by leaving it out.
_FREE = frozenset({Kind.SEVERAL, Kind.SIGN, Kind.COMPARED})


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is asked or noted in a visit.

    `hoped` is the reply that needs no second look, `advice` what is said about any other;
    `low` and `high` bound a number; `choices` are codes with their words; `needled` items are
    asked only where a needle was opened; an `optional` one may stay empty; `cautions` are what is
    said once a code is chosen, by the code. One of a `group`
    belongs to the screening, which decides when it is asked (`charting.domain.screening`), or to
    the grid of movement and nerves. `unit` spells its number; a sign can be measured in any of its
    `units`. One that `follows` another is asked only where that was noted.
    """

    id: str
    step: Step
    kind: Kind
    words: str
    source: str
    hoped: Reply | None = None
    advice: str = ""
    low: int = 0
    high: int = 0
    choices: tuple[tuple[str, str], ...] = ()
    needled: bool = False
    optional: bool = False
    group: str = ""
    unit: str = ""
    follows: str = ""
    cautions: tuple[tuple[str, str], ...] = ()
    units: tuple[SignUnit, ...] = ()


class Outcome(StrEnum):
    """How a visit ended."""

    NEEDLED = "needled"
    PARTLY = "partly"
    DECLINED = "declined"
    CONTRAINDICATED = "contraindicated"
    REFERRED = "referred"
    UNWELL = "unwell"
    NO_TIME = "no_time"
    DID_NOT_ATTEND = "did_not_attend"


def outcome(session: Session) -> Outcome | None:
    """How the visit ended; `None` while nobody has said."""
    return _outcome(session.answers)


def _outcome(answers: Answers) -> Outcome | None:
    answer = answers.get(OUTCOME)
    return Outcome(answer.choice) if answer and answer.choice else None


def was_needled(session: Session) -> bool:
    """Whether a needle was opened: one is charted, packs were counted, or the outcome says so."""
    return bool(session.needles()) or _says_needled(session.answers)


def _says_needled(answers: Answers) -> bool:
    opened = number_noted(answers, PACKS_OPENED) or 0
    return opened > 0 or _outcome(answers) in (Outcome.NEEDLED, Outcome.PARTLY)


def asked(item: Item, session: Session) -> bool:
    """Whether an item is asked in this visit."""
    if item.id in (RESOLVED, EMERGENCY) and item.id not in session.answers:
        return item.id == RESOLVED and count_difference(session) is not None
    if outcome(session) is Outcome.DID_NOT_ATTEND:
        return item.id in (OUTCOME, NEXT_VISIT)
    if item.follows and not {item.follows, item.id} & session.answers.keys():
        return False
    return not item.needled or was_needled(session)


def needs_a_look(item: Item, answer: Answer | None) -> bool:
    """Whether a reply is not the hoped one: its advice is said, and a reason belongs to it."""
    return bool(answer and item.hoped and answer.reply and answer.reply is not item.hoped)


def cautions(item: Item, answer: Answer | None) -> tuple[str, ...]:
    """What is said about the codes that an answer chooses, each sentence once."""
    chosen = answer.choice.split() if answer else []
    return tuple(dict.fromkeys(words for code, words in item.cautions if code in chosen))


def sign_difference(item: Item, answers: Answers) -> SignDifference | None:
    """How a sign that is tested again with `item` differs from before; `None` unless it was
    measured both times.
    """
    return difference(answers.get(item.follows), answers.get(item.id), item.units)


def unresolved_count(session: Session) -> bool:
    """Whether packs were opened, or needles set, and not every needle is accounted for: removed,
    discarded unused, or its absence explained.
    """
    return is_unresolved(session.answers, charted=bool(session.needles()))


def is_unresolved(answers: Answers, *, charted: bool) -> bool:
    """Whether the count is unresolved in a visit with these answers, those to `COUNT_ITEMS` among
    them, in which needles are `charted` or not.
    """
    if not (charted or _says_needled(answers)):
        return False
    opened, found = number_noted(answers, PACKS_OPENED), needles_found(answers)
    return opened is None or (found != opened and not _explained(answers))


def count_difference(session: Session) -> tuple[int, int] | None:
    """Needles accounted for and packs opened, where both are counted, are not the same, and
    nothing explains it.
    """
    answers = session.answers
    opened, found = number_noted(answers, PACKS_OPENED), needles_found(answers)
    if opened is None or found is None or opened == found or _explained(answers):
        return None
    return found, opened


def needles_found(answers: Answers) -> int | None:
    """The needles removed and those discarded unused; `None` while nobody has counted."""
    removed = number_noted(answers, NEEDLES_REMOVED)
    return None if removed is None else removed + (number_noted(answers, UNUSED) or 0)


def _explained(answers: Answers) -> bool:
    """Whether somebody has said what became of the needle that is missing."""
    answer = answers.get(RESOLVED)
    return answer is not None and bool(answer.choice)


def next_visit(session: Session) -> date | None:
    """The day of the next visit, if one was agreed."""
    answer = session.answers.get(NEXT_VISIT)
    return date.fromisoformat(answer.choice) if answer and answer.choice else None


def checked_next_visit(day: date, session: Session) -> date:
    """The day, if a next visit can be then.

    Raises `Refused` (NEXT_VISIT_IMPOSSIBLE) for a day before the visit or over a year after it.
    """
    if not 0 <= (day - session.opened.day).days <= FARTHEST_DAYS:
        raise Refused(ErrorCode.NEXT_VISIT_IMPOSSIBLE, {"day": day.isoformat()})
    return day


def lacking(session: Session, items: Iterable[Item]) -> tuple[Item, ...]:
    """The items asked in this visit that nobody has answered; it never hinders writing."""
    mandatory = (
        item for item in items if item.kind not in _FREE and not item.optional and not item.group
    )
    return tuple(
        item for item in mandatory if asked(item, session) and item.id not in session.answers
    )


def number_noted(answers: Answers, item: str) -> int | None:
    """The number noted for an item, `None` where there is none."""
    answer = answers.get(item)
    return answer.number if answer else None

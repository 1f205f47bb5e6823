"""What one key notes at the selected needle: twitches, depth, familiar pain, bone; and the next."""

from dataclasses import replace

from charting.domain.marks import Needle
from charting.ui.session.model import SessionModel

DEPTH_STEP_MM = 5
_ROUND = {None: True, True: False, False: None}


class Response:
    """Keys of one hand; each is a change of its own, undone like any other."""

    def __init__(self, model: SessionModel) -> None:
        self._model = model

    def twitch(self, by: int) -> None:
        """One twitch more or fewer; fewer than none means not looked for."""
        needle = self._needle()
        if needle is not None:
            # The first press says one, or that there was none.
            counted = max(by, 0) if needle.twitches is None else needle.twitches + by
            self._model.edit(replace(needle, twitches=None if counted < 0 else counted))

    def deeper(self, by_mm: int) -> None:
        """The depth reached more or less by so many mm; none is not recorded."""
        needle = self._needle()
        if needle is not None:
            depth = min(needle.length, (needle.depth or 0) + by_mm)
            known = depth if depth > 0 else None
            seen = needle.depth_seen and known is not None
            self._model.edit(replace(needle, depth=known, depth_seen=seen))

    def familiar(self) -> None:
        """The patient knows this pain, does not, was not asked: round and round."""
        needle = self._needle()
        if needle is not None:
            self._model.edit(replace(needle, familiar_pain=_ROUND[needle.familiar_pain]))

    def bone(self) -> None:
        """There was bone contact, there was none, it was not looked for: round and round."""
        needle = self._needle()
        if needle is not None:
            self._model.edit(replace(needle, bone_contact=_ROUND[needle.bone_contact]))

    def go(self, step: int) -> None:
        """Select the next needle, or the one before, round and round."""
        session = self._model.session
        needles = [needle.id for needle in session.needles()] if session else []
        if not needles:
            return
        selected = self._model.selected
        at = needles.index(selected) + step if selected in needles else min(step, 0)
        self._model.select(needles[at % len(needles)])

    def _needle(self) -> Needle | None:
        mark = self._model.selected_mark
        return mark if isinstance(mark, Needle) else None

"""What consent is in force for a patient, from the sheets on file."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from charting.domain.consent import Consent, ConsentWithdrawn
from charting.domain.sheet import Sheet, standing


@dataclass(frozen=True, slots=True)
class ConsentOnFile:
    """The last consent that was signed, on `sheet`, and what was taken back of it since: regions
    with the day on which that was said, and the day on which all of it was.
    """

    sheet: Sheet
    consent: Consent
    without: tuple[tuple[str, date], ...] = ()
    ended: date | None = None

    @property
    def in_force(self) -> bool:
        """Whether it was not taken back as a whole."""
        return self.ended is None

    @property
    def closed(self) -> tuple[str, ...]:
        """The regions not agreed to, at first or since."""
        return tuple(dict.fromkeys([*self.consent.excluded, *(each for each, _d in self.without)]))


def consent_on_file(sheets: Iterable[Sheet]) -> ConsentOnFile | None:
    """The consent that was signed last, in force or not; `None` where there is none."""
    return next(iter(reversed(consents_on_file(sheets))), None)


def consents_on_file(sheets: Iterable[Sheet]) -> tuple[ConsentOnFile, ...]:
    """Every consent that was signed, the first one first; the last is the one that holds, unless
    it was taken back.
    """
    there = sorted(standing(sheets), key=lambda sheet: (sheet.at.utc, sheet.id.bytes))
    signed = [(one, one.content) for one in there if isinstance(one.content, Consent)]
    return tuple(_on_file(sheet, consent, there) for sheet, consent in signed)


def _on_file(sheet: Sheet, consent: Consent, there: Iterable[Sheet]) -> ConsentOnFile:
    without: list[tuple[str, date]] = []
    ended: date | None = None
    for one in there:
        if isinstance(one.content, ConsentWithdrawn) and one.content.consent == sheet.id:
            without += [(region, one.at.day) for region in one.content.regions]
            if not one.content.regions:
                ended = ended or one.at.day
    return ConsentOnFile(sheet, consent, tuple(without), ended)

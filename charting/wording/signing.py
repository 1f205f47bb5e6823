"""Signatures in words: what is about to be signed, what was, by whom and when, and what changed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from charting.domain.changes import AddMark, Change, EditMark, EditNote, MoveMark, SetAnswer
from charting.domain.marks import TriggerPoint
from charting.domain.session import Answer, Session, Status
from charting.domain.signing import Meaning, SignedForm
from charting.domain.visit import Item
from charting.i18n import _, listed, ngettext
from charting.wording.answers import answer_words
from charting.wording.carried import moment_words, section_words
from charting.wording.marks import Structures, mark_words, site_words
from charting.wording.values import date_words

# So many bytes of a hash are enough to hold a page against the record by eye.
_SHORT_BYTES = 8
_HASH = re.compile(r"\b[0-9a-f]{64}\b")


def meaning_words(meaning: Meaning) -> str:
    """What a signature means."""
    return {
        Meaning.AUTHOR: _("Signed as author"),
        Meaning.COSIGNATURE: _("Co-signed"),
        Meaning.ADDENDUM: _("Addendum"),
        Meaning.CORRECTION: _("Correction"),
        Meaning.IN_ERROR: _("Entered in error"),
    }[meaning]


def state_of_record_words(status: Status) -> str:
    """How far the record of a visit has come."""
    return {
        Status.DRAFT: _("Draft"),
        Status.SIGNED: _("Signed"),
        Status.CORRECTING: _("Being corrected"),
        Status.AMENDED: _("Signed, amended"),
        Status.IN_ERROR: _("Entered in error"),
    }[status]


def signatory_words(form: SignedForm) -> str:
    """Who signed: the name, and the registration and role where there are such."""
    who = form.signatory
    return listed(part for part in (who.name, who.registration, who.role) if part)


def short_hash(whole: bytes) -> str:
    """The beginning of a hash in groups of four: "3f9a 22c1 88d0 17be"."""
    digits = whole[:_SHORT_BYTES].hex()
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def shortened(text: str) -> str:
    """`text` with the beginning of each SHA-256 in it in the place of the whole."""
    return _HASH.sub(lambda found: f"{short_hash(bytes.fromhex(found[0]))} …", text)


def late_words(form: SignedForm, country: str) -> str:
    """That a record is a late entry, with both times and the reason; empty where it is none."""
    if form.late is None:
        return ""
    words = _("Late entry: the visit was on {happened}, this was written on {signed}.").format(
        happened=moment_words(form.late.happened, country), signed=moment_words(form.at, country)
    )
    if form.late.reason:
        words += " " + _("Reason: {reason}").format(reason=form.late.reason)
    return words


def written_words(session: Session, country: str) -> str:
    """That a visit was written up afterwards, and when; empty where it was charted in the room."""
    if session.written is None:
        return ""
    return _("The visit was on {visited}; its note was begun on {written}.").format(
        visited=moment_words(session.opened, country),
        written=moment_words(session.written, country),
    )


def to_sign_words(session: Session, patient: str, who: str, country: str) -> str:
    """What is about to be signed, in a sentence."""
    needles = session.needles()
    points = sum(isinstance(mark, TriggerPoint) for mark in session.marks.values())
    charted = [
        _needles_words(len(needles), sum(needle.in_situ for needle in needles)),
        ngettext("{n} trigger point", "{n} trigger points", points).format(n=points),
        ngettext("{n} answer", "{n} answers", len(session.answers)).format(n=len(session.answers)),
        _("the note as it stands"),
    ]
    return _("{who} signs session {number} of {patient}, {day}: {charted}.").format(
        who=who,
        number=session.number,
        patient=patient,
        day=date_words(session.opened.day, country),
        charted=listed(charted),
    )


def _needles_words(needles: int, still_in: int) -> str:
    if not needles:
        return _("no needle")
    if still_in:
        told = ngettext("{n} needle", "{n} needles", needles).format(n=needles)
        return listed((told, _("{number} still in").format(number=still_in)))
    return ngettext("{n} needle, out", "{n} needles, all out", needles).format(n=needles)


@dataclass(frozen=True, slots=True)
class Corrected:
    """One thing that a correction changed: what it is about, how it was, how it is; `was` or `now`
    is empty for what was added or taken out.
    """

    about: str
    was: str
    now: str


def corrected_words(
    changes: Sequence[Change], structures: Structures, items: Mapping[str, Item], country: str
) -> Iterator[Corrected]:
    """What a correction changed, one by one."""
    for change in changes:
        if isinstance(change, SetAnswer):
            item = items.get(change.item)
            yield Corrected(
                _(item.words) if item else change.item,
                _given(change.before, item, country),
                _given(change.after, item, country),
            )
        elif isinstance(change, EditNote):
            if change.before != change.after:
                yield Corrected(section_words(change.section), change.before, change.after)
        elif isinstance(change, EditMark):
            was, now = (mark_words(one, structures) for one in (change.before, change.after))
            yield Corrected(
                _("Mark"), was, now if now != was else _("{mark}, details").format(mark=now)
            )
        elif isinstance(change, MoveMark):
            was, now = (site_words(one, structures) for one in (change.before, change.after))
            yield Corrected(_("Mark"), was, now)
        else:
            words = mark_words(change.mark, structures)
            added = isinstance(change, AddMark)
            yield Corrected(_("Mark"), "" if added else words, words if added else "")


def _given(answer: Answer | None, item: Item | None, country: str) -> str:
    return answer_words(answer, item, country) if answer else ""

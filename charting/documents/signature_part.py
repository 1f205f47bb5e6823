"""The signatures of a session on paper: who signed what, as whom and when, what was corrected, and
the hashes by which a page is held against the record.
"""

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable

from charting.documents.hand import Hand, heading, line
from charting.documents.tables import table
from charting.documents.tags import Role
from charting.domain.differences import changes_between
from charting.domain.session import Session, Status
from charting.domain.signing import SignedForm, SignedRecord
from charting.i18n import _, listed
from charting.services.ports import SessionReport
from charting.wording import (
    corrected_words,
    late_words,
    meaning_words,
    moment_words,
    short_hash,
    signatory_words,
    state_of_record_words,
    written_words,
)


def state_words(status: Status) -> str:
    """Whether a session is signed, as it stands at its head."""
    return {
        Status.DRAFT: _("Draft, not signed"),
        Status.CORRECTING: _("A correction is being written, not signed"),
    }.get(status, state_of_record_words(status))


def signature_part(report: SessionReport, hand: Hand) -> list[Flowable]:
    """Every signature with its meaning, name, role and time; nothing for a draft."""
    story: list[Flowable] = []
    if written := written_words(report.session, hand.country):
        story.append(line(hand.sheet, written, 9))
    signed = [(record, record.form()) for record in report.signatures]
    if not signed:
        return story
    heads = (_("Meaning"), _("Signed by"), _("When"), _("Words"), _("Record"))
    rows = [_row(record, form, hand.country) for record, form in signed]
    shares = (0.14, 0.2, 0.2, 0.28, 0.18)
    story += [
        heading(hand.sheet, _("Signatures"), role=Role.H3),
        table(heads, shares, rows, hand.sheet.inner),
    ]
    story += _corrections([form for _record, form in signed], hand)
    last = report.signatures[-1]
    head = _("Last signed record of this session: {number}, {hash}").format(
        number=last.number, hash=last.hash.hex()
    )
    return [*story, line(hand.sheet, head, 9)]


def signed_lines(signatures: Sequence[SignedRecord], country: str) -> list[str]:
    """Who signed last, when and with what meaning, and the hash of what was signed; nothing where
    nobody did.
    """
    if not signatures:
        return []
    last = signatures[-1]
    form = last.form()
    who = _("{meaning}: {who}, {when}").format(
        meaning=meaning_words(form.meaning),
        who=signatory_words(form),
        when=moment_words(form.at, country),
    )
    record = _("Signed record {number}, SHA-256 {hash}")
    return [who, record.format(number=last.number, hash=last.hash.hex())]


def _row(record: SignedRecord, form: SignedForm, country: str) -> tuple[str, ...]:
    said = [form.words, late_words(form, country)]
    return (
        meaning_words(form.meaning),
        signatory_words(form),
        moment_words(form.at, country),
        " ".join(part for part in said if part),
        listed((str(record.number), short_hash(record.hash))),
    )


def _corrections(forms: Sequence[SignedForm], hand: Hand) -> list[Flowable]:
    rows = list(_corrected(forms, hand))
    if not rows:
        return []
    heads = (_("Corrected"), _("Was"), _("Is"))
    return [
        heading(hand.sheet, _("What the corrections changed")),
        table(heads, (0.2, 0.4, 0.4), rows, hand.sheet.inner),
    ]


def _corrected(forms: Sequence[SignedForm], hand: Hand) -> Iterator[tuple[str, str, str]]:
    before: Session | None = None
    structures = hand.body_map.structures
    for form in forms:
        if form.session is None:
            continue
        if before is not None:
            changes = changes_between(before, form.session)
            for one in corrected_words(changes, structures, hand.items, hand.country):
                yield one.about, one.was or _("nothing"), one.now or _("nothing")
        before = form.session

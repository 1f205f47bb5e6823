"""Signatures on paper: name, role, time, meaning and hash; what a correction changed."""

from charting import content
from charting.documents.reports import session_report_pdf
from charting.domain.changes import EditNote
from charting.domain.session import NoteSection
from charting.services.ports import SessionReport
from charting.wording import short_hash
from tests.documents.reading import outside, text
from tests.fakes import Kept
from tests.signing_desk import SigningDesk
from tests.storage.backends import CLINIC, Memory, found


def test_the_report_of_a_signed_session_shows_every_signature_and_change() -> None:
    records = found(Memory(Kept()).open())
    desk = SigningDesk(records)
    patient = desk.patient()
    session = desk.charted(patient, note="Worse on the left.")
    desk.signing.sign(session)
    desk.signing.add(session.id, "Called at six: well.")
    again = desk.signing.begin_correction(session.id)
    change = EditNote(NoteSection.SUBJECTIVE, "Worse on the left.", "Worse on the right.")
    desk.signing.sign(desk.make(again, change), "The side was wrong")
    signatures = records.signed.of_session(session.id)
    report = SessionReport(
        CLINIC,
        records.practice.practitioners(),
        patient,
        None,
        records.sessions.session(session.id),
        None,
        desk.clock.now(),
        signatures,
    )

    made = session_report_pdf(report, content.body_map(), content.visit_items())

    read = " ".join(text(made).split())
    assert "Signed, amended" in read
    assert "not signed" not in read
    # In a narrow column a line ends within what belongs together.
    for words in (
        "Signed as author Addendum Correction Nora Feld, NF-1207, owner",
        "Called at six: well. The side was wrong",
        "Worse on the left. Worse on the right.",
        *(short_hash(record.hash) for record in signatures),
    ):
        assert [word for word in words.split() if word not in read] == []
    assert signatures[-1].hash.hex() in read.replace(" ", "")
    assert not outside(made)

"""One call of each verb of the services of paper, as somebody would make it."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

from charting.documents.lot_list import lot_list_pdf
from charting.domain.attachment import Attachment, AttachmentKind, Media
from charting.domain.canonical import digest
from charting.domain.clinic_paper import USUAL, OwnMovement, OwnWords
from charting.domain.episode_scores import EpisodeScores
from charting.domain.given_papers import GivenId, GivenPaper, Kind, Way
from charting.domain.leaflet_plan import LeafletPlan
from charting.domain.letters import Letter, LetterDraft, LetterKind
from charting.domain.practice import Practice
from charting.domain.sheet import SheetId
from charting.services.care_papers import Reading as Reader
from charting.services.courses import CourseFile
from charting.services.handouts import Handout
from charting.services.letters import LetterFile
from charting.services.outcomes import OutcomesFile
from charting.services.supplies import LotReport
from tests.attached import a_pdf
from tests.fakes import NOON
from tests.invented import PASSPHRASE
from tests.services.world import World

Call = Callable[[World, Any], Any]
LETTER = Letter(LetterKind.REFERRAL, NOON.date(), "Dr Wu", "Referral", "Please see the patient.")

SWIM = OwnMovement("Swim", "Swim slowly.")


def _mailed(world: World, service: Any) -> Any:  # noqa: ANN401
    pdf = lot_list_pdf(LotReport(_practice(world), [], "AB-1", [], [], world.session.opened))
    handout = Handout(Kind.SLIP, world.patient.id, NOON.date(), "A6", pdf)
    return service.save(handout, world.folder.parent / "mail.pdf", PASSPHRASE)


def _shown_again(world: World, service: Any) -> Any:  # noqa: ANN401
    records, sha256 = service._records, digest(b"%PDF")
    by, at = world.session.practitioner_id, world.session.opened
    paper = GivenPaper(
        *(GivenId(UUID(int=7)), world.patient.id, Kind.LEAFLET, Way.SAVED, at, by, sha256, "A4")
    )
    records.kept.paper_files[world.patient.id, sha256] = b"%PDF"
    return service.shown(paper)


def _paper(world: World) -> Handout:
    return Handout(Kind.LEAFLET, world.session.id, world.session.opened.day, "A4", b"%PDF")


def _practice(world: World) -> Practice:
    practice: Practice = world.services["Sheets"]._records.practice.practice()
    return practice


def _letter_file(world: World) -> LetterFile:
    writer = world.services["Sheets"]._who
    return LetterFile(_practice(world), writer, world.patient, (), None, (), ())


def _scan(world: World) -> Path:
    file = world.folder.parent / "scan.pdf"
    file.write_bytes(a_pdf())
    return file


def _attached(world: World, service: Any) -> Any:  # noqa: ANN401
    """The attachment that somebody put on file before, whoever may now."""
    data = a_pdf()
    key = hashlib.sha256(data)
    service._records.attached.put(key.digest(), data)
    scan = Attachment(AttachmentKind.REPORT, "MRI", Media.PDF, key.hexdigest(), len(data))
    number = len(service._records.kept.sheets)
    sheet = replace(world.sheet, id=SheetId(UUID(int=number)), version=1, content=scan)
    service._records.kept.sheets.append(sheet)
    return sheet


CALLS: dict[str, dict[str, Call]] = {
    "CoursePapers": {
        "event_report": lambda w, s: s.event_report(w.patient.id, w.event.id),
        "episode_summary": lambda w, s: s.episode_summary(w.patient.id, w.session.episode_id),
    },
    "ClinicPapers": {
        "look": lambda w, s: s.look(),
        "movements": lambda w, s: s.movements(),
        "picture": lambda w, s: s.picture("00" * 32),
        "keep_look": lambda w, s: s.keep_look(USUAL, USUAL),
        "keep_logo": lambda w, s: s.keep_logo(None),
        "keep_movement": lambda w, s: s.keep_movement(SWIM),
        "words": lambda w, s: s.words("en"),
        "keep_words": lambda w, s: s.keep_words(OwnWords("en", "expect", "", "You may be sore.")),
        "drop_movement": lambda w, s: s.drop_movement((s.movements() or s.keep_movement(SWIM))[0]),
    },
    "Leaflets": {
        "arrangement": lambda w, s: s.arrangement(w.session.id),
        "arrange": lambda w, s: s.arrange(s.arrangement(w.session.id), LeafletPlan()),
    },
    "GivenPapers": {
        "of_patient": lambda w, s: s.of_patient(w.patient.id),
        "keep": lambda w, s: s.keep(w.session.id, Kind.LEAFLET, "A4", b"%PDF", Way.SAVED),
        "shown": _shown_again,
    },
    "Attachments": {
        "of_patient": lambda w, s: s.of_patient(w.patient.id),
        "add": lambda w, s: s.add(w.patient.id, _scan(w), AttachmentKind.REPORT, "MRI"),
        "call": lambda w, s: s.call(_attached(w, s), AttachmentKind.OTHER, "Scan"),
        "strike": lambda w, s: s.strike(_attached(w, s), "Another patient"),
        "data": lambda w, s: s.data(_attached(w, s)),
        "shown": lambda w, s: s.shown(_attached(w, s)),
    },
    "Letters": {
        "of_patient": lambda w, s: s.of_patient(w.patient.id),
        "keep": lambda w, s: s.keep(_letter_file(w), LETTER),
        "again": lambda w, s: s.again(replace(w.sheet, content=LETTER)),
        "put_draft": lambda w, s: s.put_draft(w.patient.id, LetterDraft(LETTER)),
        "drop_draft": lambda w, s: s.drop_draft(w.patient.id),
    },
    "CarePapers": {
        "reading": lambda w, s: s.reading(w.patient.id),
        "education": lambda w, s: s.education(Reader(_practice(w), w.patient)),
        "outcomes": lambda w, s: s.outcomes(OutcomesFile(w.patient, None, (), EpisodeScores())),
        "course": lambda w, s: s.course(CourseFile(w.patient, (), None, (), ())),
    },
    "Handouts": {
        "leaflet": lambda w, s: s.leaflet(w.session.id),
        "session_report": lambda w, s: s.session_report(w.session.id),
        "record": lambda w, s: s.record(w.patient.id),
        "made_leaflet": lambda w, s: s.made_leaflet(w.session.id),
        "made_report": lambda w, s: s.made_report(w.session.id),
        "making_record": lambda w, s: list(s.making_record(w.patient.id)),
        "made_record": lambda w, s: s.made_record(w.patient.id),
        "made_consent": lambda w, s: s.made_consent(w.patient.id),
        "save": lambda w, s: s.save(_paper(w), w.folder.parent / "leaflet.pdf"),
        "saved": lambda w, s: s.saved(_paper(w)),
        "printed": lambda w, s: s.printed(_paper(w)),
    },
    "RecordPapers": {
        "plate": lambda w, s: s.plate(w.session.id),
        "needle_log": lambda w, s: s.needle_log(w.patient.id),
        "contacts": lambda w, s: s.contacts(w.patient.id),
        "trail": lambda w, s: s.trail(w.patient.id),
    },
    "SmallPapers": {
        "label": lambda w, s: s.label(w.patient.id),
        "slip": lambda w, s: s.slip(w.patient.id),
    },
    "PaperDesk": {
        "made": lambda w, s: s.made(Kind.SLIP, w.patient.id, None),
        "making": lambda w, s: list(s.making(Kind.RECORD, w.patient.id, None)),
    },
    "MailCopies": {"save": _mailed},
    "DayPapers": {"without_leaflet": lambda w, s: s.without_leaflet()},
}

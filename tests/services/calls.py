"""One call of each verb of the services, as somebody would make it."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from charting import care_content
from charting.documents.lot_list import LotLists
from charting.domain.audit import Wanted
from charting.domain.changes import AddMark
from charting.domain.clinic import ClinicAddress
from charting.domain.conflicts import Conflict
from charting.domain.erasure import Why
from charting.domain.follow_up import ContactOutcome, FollowUpKind
from charting.domain.ids import EntryId
from charting.domain.lots import Lot
from charting.domain.moment import Moment
from charting.domain.near_miss import NearMiss
from charting.domain.note_text import NoteTextId, Snippet
from charting.domain.note_text_file import written
from charting.domain.outcomes import Reading, Scored
from charting.domain.own_ways import Hand, OwnWays
from charting.domain.patient import FactKind, Patient
from charting.domain.patient_table import ComingTable
from charting.domain.patient_table import Reading as ReadAs
from charting.domain.point_set import PointSet
from charting.domain.practice import Practitioner
from charting.domain.session import NoteSection, note_subject
from charting.exchange.audit_table import CsvAudit
from charting.exchange.fhir.bundles import FhirBundles
from charting.services.archiving import Wanted as ArchiveWanted
from charting.services.clinics import Admin
from charting.services.coming_patients import Batch, Doubles
from charting.services.note_text_shelf import KeptText
from tests.documents.cases import on_the_map
from tests.exchange.whole_file import whole_file
from tests.fakes import NOON, ZONE, CountingIds
from tests.invented import PASSPHRASE, PRESET, people
from tests.services.calls_of_paper import CALLS as OF_PAPER
from tests.services.calls_of_paper import Call
from tests.services.world import BRUISE, JAN, NEAR_MISS, NEW, PLAN, World

_SERVER, _ADMIN = ClinicAddress("localhost", "clinic"), Admin("postgres", "")
SNIPPET = Snippet(NoteTextId(UUID(int=1)), "hep", "Walk {minutes}.")


def _a_mark(world: World, service: Any) -> Any:  # noqa: ANN401 - each service in turn
    needle = service.needle(on_the_map(18, 13), PRESET)
    return service.store(service.entry(world.session, AddMark(needle)))


def _set_aside(world: World, service: Any) -> Any:  # noqa: ANN401
    sessions = world.services["Sessions"]
    needle = sessions.needle(on_the_map(18, 13), PRESET)
    return service.set_aside(sessions.entry(world.session, AddMark(needle)), needle)


def _conflict(world: World) -> Conflict:
    return Conflict(EntryId(world.session.id), note_subject(NoteSection.PLAN), "mine", "theirs")


def _plan(world: World, service: Any) -> Any:  # noqa: ANN401
    episode = world.services["Sessions"]._records.episodes(world.patient.id)[0]
    return service.plan(episode, FollowUpKind.CALL, date(2026, 12, 1), "how it went")


def _plan_consequence(world: World, service: Any) -> Any:  # noqa: ANN401
    episode = world.services["Sessions"]._records.episodes(world.patient.id)[0]
    return service.plan_consequence(episode, world.session.id, PLAN.consequences[0])


def _correct_episode(world: World, service: Any) -> Any:  # noqa: ANN401
    episode = service._records.episodes(world.patient.id)[0]
    return service.correct_episode(replace(episode, complaint="low back"))


def _end_episode(world: World, service: Any) -> Any:  # noqa: ANN401
    return service.end_episode(service._records.episodes(world.patient.id)[0], "goals_met")


def _resume_episode(world: World, service: Any) -> Any:  # noqa: ANN401
    return service.resume_episode(service._records.episodes(world.patient.id)[0])


def _file(world: World) -> Path:
    """A record from elsewhere."""
    file = world.folder.parent / "elsewhere.json"
    file.write_bytes(whole_file())
    return file


def _people_file(world: World) -> Path:
    file = world.folder.parent / "people.csv"
    file.write_text("family,born\nLi,1990-01-01\n")
    return file


_NOBODY = ComingTable((), ())


def _questionnaire(world: World) -> Path:
    """A text of 24 statements."""
    file = world.folder.parent / "form.txt"
    file.write_text("\n".join(f"Statement {n}" for n in range(24)), "utf-8")
    return file


def _yesterday() -> Moment:
    return Moment.of(NOON - timedelta(days=1), ZONE)


def _somebody_else() -> Patient:
    """Whom everybody has put on file by then."""
    return next(people(1, CountingIds(9_000)))


def _sign_contact(world: World, service: Any) -> Any:  # noqa: ANN401
    """The note that whoever may has written of the call."""
    noted = world.services["FollowUps"].note_contact(world.call, ContactOutcome.REACHED)
    return service.sign(noted, noted.contacts[-1])


LOT = Lot("AB-1234", date(2028, 6, 30))
PAIN = Scored("om.nprs", (Reading("now", 6),))


def _drop_point_set(_world: World, service: Any) -> Any:  # noqa: ANN401
    service.keep(PointSet("L5", ("mf l5 l",)))
    return service.drop("L5")


def _drop_note_text(_world: World, service: Any) -> Any:  # noqa: ANN401
    service.keep(Snippet(NoteTextId(UUID(int=1)), "rest", "Rest."))
    own = next(each for each in service.all() if each.version)
    return service.drop(own.id)


def _who_got(_world: World, service: Any) -> Any:  # noqa: ANN401
    service.open_box(LOT, 50, 300)
    return service.who_got(" ab-1234 ")


def _erase(world: World, service: Any) -> Any:  # noqa: ANN401
    """Somebody put on file by mistake."""
    twice = world.services["Patients"].add(next(people(1, CountingIds(9_600))))
    return service.erase(twice.id, Why.MISTAKE, twice.name)


def _made_ready(world: World) -> Path:
    ready = world.folder / ".restore-1"
    ready.mkdir()
    return ready


CALLS: dict[str, dict[str, Call]] = {
    **OF_PAPER,
    "Patients": {
        "find": lambda w, s: s.find("a"),
        "patient": lambda w, s: s.patient(w.patient.id),
        "viewed": lambda w, s: s.viewed(w.patient.id),
        "likely_doubles": lambda w, s: s.likely_doubles(w.patient),
        "add": lambda w, s: s.add(next(people(1, CountingIds(9_000)))),
        "facts": lambda w, s: s.facts(w.patient.id),
        "last_review": lambda w, s: s.last_review(w.patient.id),
        "add_fact": lambda w, s: s.add_fact(w.patient.id, FactKind.MEDICINE, "ibuprofen"),
        "end_fact": lambda w, s: s.end_fact(w.fact),
        "review": lambda w, s: s.review(w.patient.id),
        "measures": lambda w, s: s.measures(w.patient.id),
        "all_measures": lambda w, s: s.all_measures(w.patient.id),
        "measure": lambda w, s: s.measure(w.patient.id, "reference", spine=154),
        "correct": lambda w, s: s.correct(replace(w.patient, phone="1")),
        "archive": lambda w, s: s.archive(s._records.patient(w.patient.id)),
        "reads_as": lambda w, s: s.reads_as(
            s._records.patient(w.patient.id), large=True, easy=False
        ),
    },
    "Sessions": {
        "timeline": lambda w, s: s.timeline(w.patient.id),
        "episodes": lambda w, s: s.episodes(w.patient.id),
        "session": lambda w, s: s.session(w.session.id),
        "needled_before": lambda w, s: s.needled_before(w.session),
        "noted_before": lambda w, s: s.noted_before(w.session, NoteSection.PLAN),
        "worklist": lambda w, s: s.worklist(),
        "uncounted": lambda w, s: s.uncounted(),
        "episode_for": lambda w, s: s.episode_for(w.patient.id),
        "correct_episode": _correct_episode,
        "end_episode": _end_episode,
        "resume_episode": _resume_episode,
        "take_over": lambda w, s: s.take_over(w.session),
        "go_on": lambda w, s: s.go_on(w.session.id),
        "store": _a_mark,
        "open_today": lambda w, s: s.open_today(w.patient.id),
        "open_earlier": lambda w, s: s.open_earlier(w.patient.id, _yesterday()),
    },
    # After a needle was charted that is still in, by whoever may.
    "Signing": {
        "late_rule": lambda w, s: s.late_rule(),
        "history": lambda w, s: s.history(w.session.id),
        "to_cosign": lambda w, s: s.to_cosign(),
        "files": lambda w, s: s.files(w.patient.id),
        "sign": lambda w, s: s.sign(s._records.sessions.session(w.session.id)),
        "cosign": lambda w, s: s.cosign(w.session.id),
        "add": lambda w, s: s.add(w.session.id, "well the day after"),
        "begin_correction": lambda w, s: s.begin_correction(w.session.id),
        "leave_correction": lambda w, s: s.leave_correction(w.session.id),
        "enter_in_error": lambda w, s: s.enter_in_error(w.session.id, "another patient"),
    },
    "AdverseEvents": {
        "of_patient": lambda w, s: s.of_patient(w.patient.id),
        "near_misses_of": lambda w, s: s.near_misses_of(w.patient.id),
        "open_ones": lambda w, s: s.open_ones(),
        "made_due_by": lambda w, s: s.made_due_by(w.event),
        "counted": lambda w, s: s.counted(),
        "file": lambda w, s: s.file(w.patient.id, BRUISE, w.session, PLAN.calls),
        "file_near_miss": lambda w, s: s.file_near_miss(w.patient.id, NEAR_MISS, w.session),
        "amend": lambda w, s: s.amend(w.event, replace(BRUISE, ended=BRUISE.day)),
    },
    "Calendars": {
        "save": lambda w, s: s.save(w.patient.id, (), w.folder.parent / "visits.ics"),
    },
    "Audit": {
        "find": lambda w, s: s.find(Wanted(w.patient.id)),
        "writing": lambda w, s: list(s.writing(Wanted(), w.folder.parent / "a.csv", CsvAudit())),
    },
    "Moving": {
        "move": lambda w, s: s.move(w.session.id, _somebody_else().id, "another patient"),
    },
    "FollowUps": {
        "of_patient": lambda w, s: s.of_patient(w.patient.id),
        "due": lambda w, s: s.due(),
        "plan_call": lambda w, s: s.plan_call(w.session, PLAN.calls[0]),
        "plan_review": lambda w, s: s.plan_review(w.session, date(2026, 12, 1), PLAN.review),
        "plan": _plan,
        "plan_consequence": _plan_consequence,
        "note_contact": lambda w, s: s.note_contact(w.call, ContactOutcome.REACHED),
        "withdraw": lambda w, s: s.withdraw(w.review),
    },
    "ContactSigning": {
        "unsigned": lambda w, s: s.unsigned(),
        "sign": _sign_contact,
    },
    "PointSets": {
        "all": lambda w, s: s.all(),
        "keep": lambda w, s: s.keep(PointSet("L4", ("mf l4 l @20",))),
        "drop": _drop_point_set,
    },
    "NoteTexts": {
        "all": lambda w, s: s.all(),
        "keep": lambda w, s: s.keep(SNIPPET),
        "drop": _drop_note_text,
    },
    "NoteTextShelf": {
        "versions": lambda w, s: s.versions(),
        "take_up": lambda w, s: s.take_up(
            KeptText(SNIPPET, w.session.opened, w.session.practitioner_id, False)
        ),
        "written": lambda w, s: s.written(),
        "bring_in": lambda w, s: s.bring_in(written([SNIPPET])),
    },
    "OwnScreen": {
        "mine": lambda w, s: s.mine(),
        "keep": lambda w, s: s.keep(OwnWays(Hand.LEFT)),
    },
    "Supplies": {
        "boxes": lambda w, s: s.boxes(),
        "open_boxes": lambda w, s: s.open_boxes(),
        "open_box": lambda w, s: s.open_box(LOT, 50, 300),
        "put_away": lambda w, s: s.put_away(s.open_box(LOT, 50, 300)[0]),
        "presets": lambda w, s: s.presets((PRESET,)),
        "keep_preset": lambda w, s: s.keep_preset(2, PRESET, (PRESET,)),
        "who_got": _who_got,
        "on_paper": lambda w, s: s.on_paper(_who_got(w, s), LotLists()),
    },
    "Sheets": {
        "of_patient": lambda w, s: s.of_patient(w.patient.id),
        "of_kind": lambda w, s: s.of_kind(NearMiss),
        "file": lambda w, s: s.file(w.patient.id, NEAR_MISS),
        "amend": lambda w, s: s.amend(w.sheet, replace(NEAR_MISS, words="A pack lay open.")),
        "strike": lambda w, s: s.strike(
            s._records.sheets.of_patient(w.patient.id)[-1], "Another patient"
        ),
    },
    "Outcomes": {
        "of_patient": lambda w, s: s.of_patient(w.patient.id),
        "score": lambda w, s: s.score(w.patient.id, PAIN, w.session.id),
        "strike": lambda w, s: s.strike(
            s._records.sheets.of_patient(w.patient.id)[-1], "Another patient"
        ),
        "form": lambda w, s: s.form(care_content.measures()[3]),
        "bring_in": lambda w, s: s.bring_in(care_content.measures()[3], _questionnaire(w)),
    },
    "Courses": {
        "read": lambda w, s: list(s.read(w.patient.id)),
        "whole": lambda w, s: s.whole(w.patient.id),
        "visit": lambda w, s: s.visit(w.session.id),
    },
    "Screenings": {
        "policies": lambda w, s: s.policies(),
        "take_side": lambda w, s: s.take_side("gloves", "both"),
        "known_before": lambda w, s: s.known_before(w.session),
    },
    # Only a clinic has a card, and a server that is in some state.
    "ClinicSetup": {
        "state": lambda w, s: s.state(),
        "check": lambda w, s: s.check(_SERVER, _ADMIN),
        "would_move": lambda w, s: s.would_move(),
        "move": lambda w, s: s.move(_SERVER, _ADMIN),
        "card": lambda w, s: s.card(),
        "dump": lambda w, s: s.dump(_ADMIN, Path("clinic.dump")),
    },
    "Together": {
        "listen": lambda w, s: s.listen(lambda _news: None),
        "set_aside": _set_aside,
        "set_aside_whole": lambda w, s: s.set_aside_whole(w.trace),
        "let_stand": lambda w, s: s.let_stand(w.session.id, _conflict(w)),
        "undecided": lambda w, s: s.undecided(),
    },
    "Checks": {
        "verify": lambda w, s: s.verify(),
        "verifying": lambda w, s: list(s.verifying()),
        "health": lambda w, s: s.health(),
        "check_clock": lambda w, s: s.check_clock(),
        "backup": lambda w, s: s.backup(w.folder.parent / "copy"),
    },
    # A store in memory has no backups that could be looked into.
    "Safekeeping": {
        "safety": lambda w, s: s.safety(),
        "lying": lambda w, s: s.lying(),
        "share": lambda w, s: s.share(),
        "take_share": lambda w, s: s.take_share(20),
        "choose_second": lambda w, s: s.choose_second(w.folder.parent),
        "is_due": lambda w, s: s.is_due(),
        "is_untried": lambda w, s: s.is_untried(),
        "back_up": lambda w, s: s.back_up(),
        "keep_up": lambda w, s: s.keep_up(),
        "drill": lambda w, s: s.drill(),
    },
    "Restoring": {
        "compare": lambda w, s: s.compare(w.folder),
        "make_ready": lambda w, s: s.make_ready(w.folder),
        "decide": lambda w, s: s.decide(_made_ready(w)),
    },
    "Retention": {
        "rules": lambda w, s: s.rules(),
        "held": lambda w, s: s.held(),
        "take_rule": lambda w, s: s.take_rule("ret.de"),
        "let_ask": lambda w, s: s.let_ask(early=True),
        "for_review": lambda w, s: s.for_review(),
        "of_patient": lambda w, s: s.of_patient(w.patient.id),
        "on_hold": lambda w, s: s.on_hold(),
        "hold": lambda w, s: s.hold(w.patient.id, "A letter"),
        "lift": lambda w, s: s.lift(w.patient.id, "Closed"),
    },
    "Erasing": {"erase": _erase},
    "RecordFiles": {
        "give_out": lambda w, s: s.give_out(w.patient.id),
        "give_out_as_fhir": lambda w, s: s.give_out_as_fhir(w.patient.id, FhirBundles()),
        "save": lambda w, s: s.save(w.patient.id, w.folder.parent / "record.json"),
        "load": lambda w, s: s.load(_file(w)),
        "take_in": lambda w, s: s.take_in(whole_file()),
    },
    "Archiving": {
        "save": lambda w, s: s.save(w.folder.parent / "archive.zip", ArchiveWanted()),
        "writing": lambda w, s: list(s.writing(w.folder.parent / "b.zip", ArchiveWanted())),
    },
    "Research": {
        "agrees": lambda w, s: s.agrees(w.patient.id),
        "note": lambda w, s: s.note(w.patient.id, agreed=True),
        "writing": lambda w, s: list(s.writing(w.folder.parent / "research.zip", replace=True)),
    },
    "Arriving": {
        "looking": lambda w, s: list(s.looking(_file(w))),
        "taking": lambda w, s: list(s.taking(_file(w))),
    },
    "ComingPatients": {
        "last_batch": lambda w, s: s.last_batch(),
        "read": lambda w, s: s.read(_people_file(w)),
        "looked_at": lambda w, s: s.looked_at(_NOBODY, ReadAs(())),
        "taking_in": lambda w, s: list(s.taking_in(_NOBODY, ReadAs(()), Doubles.LEFT_OUT, Batch())),
        "take_back": lambda w, s: list(s.take_back(Batch())),
        "save_refused": lambda w, s: s.save_refused(_NOBODY, (), w.folder.parent / "no.csv"),
    },
    "People": {
        "everybody": lambda w, s: s.everybody(),
        "strength": lambda w, s: s.strength(NEW),
        "add": lambda w, s: s.add(Practitioner(JAN, "Ilva Horn", ""), NEW, NEW),
        "change": lambda w, s: s.change(replace(w.jan, registration="JR-1")),
        "name_supervisor": lambda w, s: s.name_supervisor(None),
        "has_recovery_key": lambda w, s: s.has_recovery_key(),
        "new_recovery_key": lambda w, s: s.new_recovery_key(),
        "keep_recovery_key": lambda w, s: s.keep_recovery_key(s.new_recovery_key()),
        "change_passphrase": lambda w, s: s.change_passphrase(PASSPHRASE, NEW + "!", NEW + "!"),
        "remove": lambda w, s: s.remove(w.jan.id),
    },
}

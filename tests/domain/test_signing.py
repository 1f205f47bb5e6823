"""What may be signed, and that no byte of a signed record changes unseen."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from charting.domain.body_map import Side
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import MarkId, PatientId, PracticeId
from charting.domain.marks import Direction, Needle, SiteInWords, Technique
from charting.domain.moment import Moment
from charting.domain.patient import Patient, Sex
from charting.domain.proof import Flaw, flaws_of_signed
from charting.domain.session import Answer, NoteSection, Session, Status
from charting.domain.signing import (
    SCHEMA,
    START,
    Meaning,
    Signatory,
    SignedForm,
    SignedId,
    SignedPatient,
    SignedRecord,
    check_signable,
    record_of,
)
from charting.domain.visit import NEEDLES_REMOVED, OUTCOME, PACKS_OPENED, RESOLVED
from charting.vault.own_keys import verify
from tests.fakes import uuid7
from tests.signing_desk import NORA, SIGNER
from tests.strategies import ME, empty_session

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ZONE = "Europe/Zurich"


def at(hours: float, zone: str = ZONE) -> Moment:
    return Moment.of(NOON + timedelta(hours=hours), zone)


def with_needle(session: Session, *, out: bool = True) -> Session:
    site = SiteInWords("thigh", "vastus lateralis", Side.LEFT)
    needle = Needle(
        MarkId(uuid7(77)),
        site,
        at(0),
        ME,
        40,
        250,
        Technique.STATIC_DEEP,
        Direction.PERPENDICULAR,
        at(0),
        at(0.2) if out else None,
    )
    return session.with_mark(needle)


def counted(session: Session, **numbers: int) -> Session:
    items = {"opened": PACKS_OPENED, "out": NEEDLES_REMOVED}
    answers = {
        items[name]: Answer(items[name], None, at(0.3), ME, number=number)
        for name, number in numbers.items()
    }
    return replace(session, answers={**session.answers, **answers})


@pytest.mark.parametrize(
    ("session", "code"),
    [
        (empty_session(), None),
        (with_needle(empty_session()), ErrorCode.NEEDLES_UNCOUNTED),
        (with_needle(empty_session(), out=False), ErrorCode.NEEDLES_STILL_IN),
        (counted(with_needle(empty_session()), opened=6, out=5), ErrorCode.COUNT_MISMATCH),
        (counted(with_needle(empty_session()), opened=1, out=1), None),
        (counted(empty_session(), opened=2), ErrorCode.NEEDLES_UNCOUNTED),
        (counted(empty_session(), opened=2, out=2), None),
        (replace(empty_session(), status=Status.SIGNED), ErrorCode.ALREADY_SIGNED),
        (replace(empty_session(), status=Status.CORRECTING), None),
    ],
)
def test_only_needles_stop_a_signature(session: Session, code: ErrorCode | None) -> None:
    if code is None:
        check_signable(session)
        return
    with pytest.raises(Refused) as refused:
        check_signable(session)
    assert refused.value.code is code


def test_a_missing_needle_that_is_explained_and_a_visit_without_needles_stop_nobody() -> None:
    missing = counted(with_needle(empty_session()), opened=6, out=5)
    told = Answer(RESOLVED, None, at(0.4), ME, choice="in_patient_referred")
    check_signable(replace(missing, answers={**missing.answers, RESOLVED: told}))
    declined = Answer(OUTCOME, None, at(0), ME, choice="declined")
    check_signable(replace(empty_session(), answers={OUTCOME: declined}))


# --- Records ------------------------------------------------------------------------------------


def form(number: int, previous: bytes, note: str = "Better.", family: str = "Wu") -> SignedForm:
    patient = Patient(PatientId(uuid7(2)), family, "Li", date(1984, 3, 9), Sex.FEMALE)
    session = replace(empty_session(), notes={NoteSection.PLAN: note}, status=Status.SIGNED)
    return SignedForm(
        SCHEMA,
        SignedId(uuid7(500 + number)),
        number,
        previous.hex(),
        PracticeId(uuid7(4)),
        "Bridge",
        SignedPatient.of(patient),
        Signatory(ME, NORA.name, NORA.registration, "owner", SIGNER.public_key.hex()),
        at(number),
        Meaning.AUTHOR,
        session.id,
        session=session,
        made_with={"map": "00"},
    )


def signed(one: SignedForm) -> SignedRecord:
    spelled = one.spelled()
    return record_of(one, SIGNER.sign(spelled), spelled)


@pytest.fixture
def chain() -> list[SignedRecord]:
    first = signed(form(1, START))
    return [
        first,
        signed(form(2, first.hash)),
    ]


def flaws(records: list[SignedRecord], head: tuple[int, bytes] | None = None) -> set[Flaw]:
    end = head or ((records[-1].number, records[-1].hash) if records else (0, START))
    found = flaws_of_signed(records, end, verify, {ME: SIGNER.public_key})
    return {one.flaw for one in found}


def test_a_chain_as_it_was_signed_has_no_flaw(chain: list[SignedRecord]) -> None:
    assert flaws(chain) == set()
    assert flaws([]) == set()


@pytest.mark.parametrize("name", ["content", "hash", "signature", "public_key"])
def test_any_single_changed_byte_is_found(chain: list[SignedRecord], name: str) -> None:
    chance = random.Random(3)
    whole: bytes = getattr(chain[1], name)
    places = range(len(whole)) if len(whole) <= 64 else chance.sample(range(len(whole)), 200)
    for place in places:
        byte = whole[place] ^ chance.randrange(1, 256)
        changed = whole[:place] + bytes([byte]) + whole[place + 1 :]
        assert flaws([chain[0], replace(chain[1], **{name: changed})])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "flaw"),
    [
        (lambda c: [c[1], c[0]], Flaw.SIGNED_ORDER),
        (lambda c: c[1:], Flaw.SIGNED_ORDER),
        (lambda c: [c[0], replace(c[1], by=uuid7(9))], Flaw.SIGNER),
        (lambda c: [c[0], replace(c[1], meaning=Meaning.ADDENDUM)], Flaw.BESIDE),
        (lambda c: [c[0], replace(c[1], at=at(30))], Flaw.BESIDE),
    ],
)
def test_what_is_done_to_a_chain_is_found(
    chain: list[SignedRecord],
    change: Callable[[list[SignedRecord]], list[SignedRecord]],
    flaw: Flaw,
) -> None:
    assert flaw in flaws(change(chain))


def test_a_cut_tail_is_found_where_the_head_was_kept(chain: list[SignedRecord]) -> None:
    assert flaws(chain[:1], (2, chain[1].hash)) == {Flaw.SIGNED_END}


@pytest.mark.parametrize(
    "family", ["محمد بن أحمد", "😀 Jo", "O'Brien \u202e", "Łukasz", "王小明", "<b>B</b>", 'a"\\b\n']
)
def test_any_name_is_signed_and_read_back(family: str) -> None:
    record = signed(form(1, START, family=family))
    assert record.form().patient.family == family
    assert flaws([record]) == set()


def test_a_note_of_a_megabyte_is_signed_and_verified() -> None:
    note = "Stiff in the morning. שלום 😀\n" * 36_000
    record = signed(form(1, START, note=note))
    assert len(record.content) > 1_000_000
    read = record.form().session
    assert read is not None
    assert read.notes[NoteSection.PLAN] == note
    assert flaws([record]) == set()

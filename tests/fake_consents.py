"""Consents as people sign them, for tests of every part."""

from uuid import UUID

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from charting import forms
from charting.domain.consent import (
    Consent,
    ConsentWithdrawn,
    HandSignature,
    Question,
    Signer,
)
from tests.strategies import ME, empty_session

TEXT = forms.consent_text("en")
AT = empty_session().opened
WAVE = (200, 500, 1000, 400, 300, 800, 600, 700, 900, 900, 400, 1000)


def signature(
    signer: Signer = Signer.PATIENT, *strokes: tuple[int, ...], name: str = "K. Adeyemi"
) -> HandSignature:
    """Somebody's signature."""
    return HandSignature(signer, name, strokes or (WAVE,), AT)


CONSENT = Consent(TEXT, TEXT.hash, 42, ME, (signature(),), (Question("Will it hurt?", "A bit."),))
CHILDS = Consent(
    TEXT,
    TEXT.hash,
    12,
    ME,
    (signature(Signer.GUARDIAN, name="A. Adeyemi"), signature()),
    excluded=("sacrum",),
    assent="Wants it, and holds still.",
)


def said_of_consent() -> SearchStrategy[Consent | ConsentWithdrawn]:
    """A consent, or that one was taken back."""
    taken_back = st.builds(
        ConsentWithdrawn,
        st.uuids(),
        st.sampled_from([(), ("sacrum",), ("left_buttock", "right_buttock")]),
        st.sampled_from(["", "too <b>close</b> & cold"]),
    )
    return st.one_of(st.sampled_from([CONSENT, CHILDS]), taken_back)


def taken_back(consent: UUID, *regions: str) -> ConsentWithdrawn:
    """A consent taken back for these regions, or as a whole."""
    return ConsentWithdrawn(consent, regions)

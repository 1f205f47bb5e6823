"""Drawn scores, letters and visit summaries, hostile words among them."""

from datetime import date

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from charting.domain.attachment import Attachment, AttachmentKind, Media
from charting.domain.body_map import Side
from charting.domain.legal_hold import LegalHold
from charting.domain.letters import Code, CodeKind, Letter, LetterKind, VisitSummary
from charting.domain.outcomes import Reading, Scored
from charting.domain.research import ResearchConsent

_DAYS = st.dates(date(2026, 1, 1), date(2027, 1, 1))
_WORDS = st.sampled_from(["lift <b>boxes</b>", "tie shoes & more", "=1+1", "Gärtnern", "走る"])
_HASH = st.sampled_from(["", "ab" * 32])


Said = Scored | Letter | VisitSummary | Attachment | ResearchConsent | LegalHold


def said_of_outcomes() -> SearchStrategy[Said]:
    """What stands on a sheet of these kinds."""
    readings = st.lists(
        st.builds(Reading, _WORDS, st.none() | st.integers(-7, 24_500)), max_size=3
    ).map(tuple)
    scored = st.builds(
        Scored,
        st.sampled_from(["om.nprs", "om.psfs", "om.ppt", "om.rmdq24"]),
        readings,
        st.sampled_from(["", "total", "kPa"]),
        st.sampled_from(["", "L4"]),
        st.none() | st.sampled_from(Side),
        st.sampled_from(["", "Algometer 2"]),
        st.none() | _DAYS,
        _HASH,
        st.just(""),
    )
    letters = st.builds(Letter, st.sampled_from(LetterKind), _DAYS, _WORDS, _WORDS, _WORDS, _HASH)
    codes = st.builds(Code, st.sampled_from(CodeKind), st.just("20561"), st.just("95.00"))
    summaries = st.builds(
        VisitSummary,
        _DAYS,
        st.none() | st.integers(0, 90),
        st.lists(_WORDS, max_size=2).map(tuple),
        st.lists(codes, max_size=2).map(tuple),
        _WORDS,
        _HASH,
    )
    attachments = st.builds(
        Attachment,
        st.sampled_from(AttachmentKind),
        _WORDS,
        st.sampled_from(Media),
        st.just("ab" * 32),
        st.integers(1, 20_000_000),
        st.integers(1, 500),
    )
    return st.one_of(
        scored,
        letters,
        summaries,
        attachments,
        st.builds(ResearchConsent, st.booleans()),
        st.builds(LegalHold, _WORDS, st.just("") | _WORDS),
    )

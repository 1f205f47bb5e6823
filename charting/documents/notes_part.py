"""The note of a session on paper: its sections, and what in them is from an earlier visit."""

from reportlab.platypus import Flowable

from charting.documents.hand import SIZE, Hand, heading, line
from charting.documents.running import running
from charting.documents.sheet import style
from charting.documents.tags import Role
from charting.domain.session import NoteSection, Session
from charting.wording import carried_words, section_words


def notes_part(session: Session, hand: Hand) -> list[Flowable]:
    """The sections that have words; those that were carried here say from when."""
    story: list[Flowable] = []
    for section in NoteSection:
        text, carried = session.notes.get(section), session.carried.get(section)
        if not text:
            continue
        story.append(heading(hand.sheet, section_words(section), role=Role.H3))
        if carried is not None:
            story.append(line(hand.sheet, carried_words(carried, hand.country, hand.names), 9))
        story += running(text, style(SIZE), hand.sheet.inner)
    return story

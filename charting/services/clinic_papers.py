"""What a clinic puts on its own leaflets: its look, and its own movements with their pictures."""

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from charting import content
from charting.domain.audit import Action, Trace
from charting.domain.canonical import canonical, digest
from charting.domain.clinic_paper import (
    ClinicContent,
    ClinicPaper,
    ClinicPaperId,
    Dress,
    OwnMovement,
    OwnWords,
    PaperLook,
    checked_look,
    checked_movement,
)
from charting.domain.clinic_words import checked_words, open_to_words, standing_words
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import EntryId
from charting.domain.leaflet_blocks import ChosenMovement
from charting.domain.practice import Practitioner
from charting.domain.roles import Right
from charting.services.clinic_paper_records import ClinicPaperRecords, Pictures
from charting.services.permission import needs
from charting.services.ports import Clock, Ids, Records


class ClinicPapers:
    """What `who` can do with it; every deed leaves its trace in the chain of the practice."""

    def __init__(
        self, records: Records, pictures: Pictures, clock: Clock, ids: Ids, who: Practitioner
    ) -> None:
        self._records, self._pictures = records, pictures
        self._clock, self._ids, self._who = clock, ids, who

    @needs(Right.READ_CLINICAL)
    def look(self) -> PaperLook:
        """How the clinic's leaflets look."""
        return look_of(self._records.clinic_papers.all())

    @needs(Right.READ_CLINICAL)
    def movements(self) -> Sequence[ClinicPaper]:
        """The clinic's own movements that are offered, by name."""
        latest = latest_of(self._records.clinic_papers.all())
        own = [p for p in latest if isinstance(p.content, OwnMovement) and not p.content.dropped]
        return sorted(own, key=lambda paper: _name(paper).casefold())

    @needs(Right.READ_CLINICAL)
    def picture(self, name: str) -> bytes | None:
        """A picture that is kept, as PNG, by its SHA-256."""
        return self._records.clinic_papers.pictures([name]).get(name)

    @needs(Right.SET_POLICIES)
    def keep_look(self, headings: str, frames: str) -> PaperLook:
        """Choose the colours (#rrggbb); the look as it is then.

        Raises `Refused` (COLOUR_UNREADABLE, COLOUR_PALE).
        """
        return self._keep_look(replace(self.look(), headings=headings, frames=frames))

    @needs(Right.SET_POLICIES)
    def keep_logo(self, data: bytes | None) -> PaperLook:
        """Take a file's picture for the logo, or none.

        Raises `Refused` (PICTURE_TOO_LARGE, PICTURE_UNREADABLE).
        """
        return self._keep_look(replace(self.look(), logo=self._kept(data) if data else ""))

    @needs(Right.CHART)
    def keep_movement(
        self, own: OwnMovement, before: ClinicPaper | None = None, data: bytes | None = None
    ) -> Sequence[ClinicPaper]:
        """Keep a movement that is new, or another form of one; `data` is its picture as read from a
        file. All of them as they are then.

        Raises `Refused` (FIELD_MISSING, TEXT_TOO_LONG, MOVEMENT_TAKEN, PICTURE_TOO_LARGE,
        PICTURE_UNREADABLE, STALE_RECORD).
        """
        checked = checked_movement(own)
        for other in self.movements():
            same = _name(other).casefold() == checked.name.casefold()
            if same and (before is None or other.id != before.id):
                raise Refused(ErrorCode.MOVEMENT_TAKEN, {"name": checked.name})
        if data is not None:
            checked = replace(checked, picture=self._kept(data))
        self._put(checked, before)
        return self.movements()

    @needs(Right.CHART)
    def drop_movement(self, paper: ClinicPaper) -> Sequence[ClinicPaper]:
        """Offer a movement no longer; leaflets that have it keep it. Those that are left."""
        if isinstance(paper.content, OwnMovement):
            self._put(replace(paper.content, dropped=True), paper)
        return self.movements()

    @needs(Right.READ_CLINICAL)
    def words(self, language: str) -> Sequence[OwnWords]:
        """The clinic's own words for its leaflets in a language."""
        return standing_words(self._records.clinic_papers.all(), language)

    @needs(Right.SET_POLICIES)
    def keep_words(self, own: OwnWords) -> Sequence[OwnWords]:
        """Let a block say this on every leaflet, or nothing for what ships; all as they are then.

        Raises `Refused`: what `checked_words` refuses; LEAFLET_BLOCK_STAYS for an emergency.
        """
        blocks = open_to_words(content.leaflet_texts(own.language))
        shipped = next((one for one in blocks if one.id == own.block), None)
        if shipped is None:
            raise Refused(ErrorCode.LEAFLET_BLOCK_STAYS)
        checked = checked_words(own, shipped)
        every = latest_of(self._records.clinic_papers.all())
        before = [paper for paper in every if _is_same(paper.content, checked)]
        self._put(checked, before[-1] if before else None)
        return self.words(own.language)

    def _keep_look(self, look: PaperLook) -> PaperLook:
        checked = checked_look(look)
        every = latest_of(self._records.clinic_papers.all())
        before = next((paper for paper in every if isinstance(paper.content, PaperLook)), None)
        self._put(checked, before)
        return checked

    def _kept(self, data: bytes) -> str:
        """The name under which a picture is kept from now on."""
        tidy = self._pictures.tidy(data)
        name = digest(tidy).hex()
        self._records.clinic_papers.keep_picture(name, tidy)
        return name

    def _put(self, what: ClinicContent, before: ClinicPaper | None) -> None:
        now, by = self._clock.now(), self._who.id
        key = before.id if before else ClinicPaperId(self._ids.new())
        paper = ClinicPaper(key, before.version + 1 if before else 1, now, what)
        practice = self._records.practice.practice().id
        told = canonical(what)
        trace = Trace(EntryId(self._ids.new()), practice, now, by, Action.CLINIC_PAPER_KEPT, told)
        self._records.clinic_papers.put(paper, trace)


def _is_same(content_of: ClinicContent, own: OwnWords) -> bool:
    """Whether it is about the same block in the same language."""
    known = (content_of.language, content_of.block) if isinstance(content_of, OwnWords) else None
    return known == (own.language, own.block)


def look_of(papers: Sequence[ClinicPaper]) -> PaperLook:
    """The look among what a clinic keeps, or the usual one."""
    looks = [paper.content for paper in papers if isinstance(paper.content, PaperLook)]
    return looks[-1] if looks else PaperLook()


def dress_of(records: ClinicPaperRecords, movements: Sequence[ChosenMovement]) -> Dress:
    """What a leaflet with these movements is printed with."""
    look = look_of(records.all())
    names = {look.logo, *(chosen.picture for chosen in movements)} - {""}
    return Dress(look, MappingProxyType(dict(records.pictures(sorted(names)))))


def latest_of(papers: Sequence[ClinicPaper]) -> Sequence[ClinicPaper]:
    """The last version of each, in the order they were begun."""
    return tuple({paper.id: paper for paper in papers}.values())


def _name(paper: ClinicPaper) -> str:
    return paper.content.name if isinstance(paper.content, OwnMovement) else ""

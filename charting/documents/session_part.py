"""One session on paper: at a glance beside its plate, then every mark, answer and word of it."""

from collections.abc import Iterable, Mapping, Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph

from charting import content
from charting.documents.assessment_part import assessment_part
from charting.documents.events_part import events_part
from charting.documents.hand import Hand, Items, heading, line
from charting.documents.hazard_zones import ZonesLegend, zones_beneath
from charting.documents.leaflet_part import leaflet_part
from charting.documents.marks_plate import MarksPlate
from charting.documents.notes_part import notes_part
from charting.documents.pain_areas import PainLegend
from charting.documents.panels import Beside, Panel
from charting.documents.remarks_part import remark_in_row, remarks_part
from charting.documents.sheet import Sheet, paragraph, style
from charting.documents.signature_part import signature_part, state_words
from charting.documents.signs_legend import SignsLegend
from charting.documents.tables import pairs, table
from charting.documents.tags import Role
from charting.domain.assessment import GROUP
from charting.domain.body import body_of
from charting.domain.body_map import BodyMap
from charting.domain.ids import PractitionerId
from charting.domain.marks import LevelFound, MapSite, Mark, Needle, TriggerPoint
from charting.domain.pain_area import PainArea
from charting.domain.pairs import pairs_of
from charting.domain.session import Answer, Session, Status
from charting.domain.visit import (
    NEEDLES_REMOVED,
    OUTCOME,
    PACKS_OPENED,
    PAIN_AFTER,
    PAIN_BEFORE,
    Step,
    next_visit,
    number_noted,
    sign_difference,
)
from charting.i18n import _, listed
from charting.services.ports import SessionReport
from charting.wording import (
    after_words,
    answer_words,
    clock_words,
    date_words,
    depth_words,
    found_words,
    height_words,
    moment_words,
    needle_size_words,
    position_words,
    quality_words,
    reach_words,
    site_words,
    status_words,
    technique_words,
    way_words,
)
from charting.wording.afterwards import needle_times_words
from charting.wording.comparable_signs import difference_words
from charting.wording.currents import pair_numbers, time_words
from charting.wording.events import treated_words
from charting.wording.roles import hands_words
from charting.wording.supplies import origin_words, stimulation_words

PLATE = 66 * mm
_GAP = 20.0


def pain_words(before: int | None, after: int | None) -> str:
    """Pain of 0 to 10 before and after: "6, then 4"; empty where it was not asked."""
    if before is None and after is None:
        return ""
    known = ["?" if one is None else str(one) for one in (before, after)]
    return _("{before}, then {after}").format(before=known[0], after=known[1])


def outcome_words(report: SessionReport, items: Items, country: str) -> str:
    """How the visit ended, or nothing while nobody has said."""
    answer = report.session.answers.get(OUTCOME)
    return answer_words(answer, items.get(OUTCOME), country) if answer else ""


def session_part(report: SessionReport, hand: Hand) -> list[Flowable]:
    """Everything of one session."""
    session, sheet = report.session, hand.sheet
    marks = list(session.marks.values())
    title = _("Session {number}, {when}").format(
        number=session.number, when=moment_words(session.opened, hand.country)
    )
    story: list[Flowable] = [
        heading(sheet, f"{title} · {state_words(session.status)}", 13),
        *_glance(report, marks, hand),
    ]
    if marks:
        story += [SignsLegend(marks, sheet.inner), *_legend(marks, hand), _space(sheet)]
        story += [_marks_table(report, marks, hand), *remarks_part(marks, hand)]
        story += _currents(report, hand)
    story += _answers(report, hand)
    story += assessment_part(session, hand)
    story += notes_part(session, hand)
    story += events_part(report.sheets, [session], hand, Role.H3)
    story += leaflet_part(report.sheets, hand)
    story += signature_part(report, hand)
    if report.head:
        seal = _("Head of the audit chain: entry {number}, {hash}").format(
            number=report.head.number, hash=report.head.hash.hex()
        )
        story += [heading(sheet, _("Trail"), role=Role.H3), line(sheet, seal, 9)]
    return story


def _glance(report: SessionReport, marks: Sequence[Mark], hand: Hand) -> list[Flowable]:
    """The plate with what one wants to know first beside it."""
    if not marks:
        return [pairs(_known(report, hand), hand.sheet.inner, 0.2)]
    build = body_of(report.measures, content.builds()).build
    plate = MarksPlate(hand.body_map, marks, (_("LEFT"), _("RIGHT")), PLATE, build)
    room = hand.sheet.inner - plate.width - _GAP
    beside = Panel([pairs(_known(report, hand), room)], hand.sheet.inner_height)
    return [Beside(plate, beside, _GAP)]


def _legend(marks: Sequence[Mark], hand: Hand) -> list[Flowable]:
    felt = [mark.quality for mark in marks if isinstance(mark, PainArea)]
    zones = zones_beneath(marks, hand.body_map)
    pain = [PainLegend(felt, hand.sheet.inner)] if felt else []
    return [*pain, *([ZonesLegend(zones, hand.body_map, hand.sheet.inner)] if zones else [])]


def _known(report: SessionReport, hand: Hand) -> list[tuple[str, str]]:
    session, answers = report.session, report.session.answers
    day = next_visit(session)
    needles = len(session.needles())
    draft = _("This is a draft. It is not signed and may still change.")
    return [
        (_("Patient"), report.patient.listed_name),
        (_("Practitioner"), _practitioner(report)),
        (_("Complaint"), report.episode.complaint if report.episode else ""),
        (_("How it went"), outcome_words(report, hand.items, hand.country)),
        (
            _("Pain, 0 to 10"),
            pain_words(number_noted(answers, PAIN_BEFORE), number_noted(answers, PAIN_AFTER)),
        ),
        (_("Needles charted"), str(needles) if needles else ""),
        (_("Muscles treated"), treated_words(session, hand.body_map.structures)),
        (
            _("Count"),
            _count_words(
                number_noted(answers, NEEDLES_REMOVED), number_noted(answers, PACKS_OPENED)
            ),
        ),
        (_("Next visit"), date_words(day, hand.country) if day else ""),
        (_("State"), draft if session.status is Status.DRAFT else state_words(session.status)),
    ]


def _practitioner(report: SessionReport) -> str:
    session = report.session
    if session.taken_over or session.supervisor_id:
        return hands_words(session, {one.id: one.name for one in report.practitioners})
    by = session.practitioner_id
    who = next((one for one in report.practitioners if one.id == by), None)
    return listed((who.name, who.registration)) if who else by.hex


def _count_words(removed: int | None, opened: int | None) -> str:
    if removed is None or opened is None:
        return ""
    return _("{removed} removed of {opened} opened").format(removed=removed, opened=opened)


# --- Marks --------------------------------------------------------------------------------------


def _marks_table(report: SessionReport, marks: Sequence[Mark], hand: Hand) -> Flowable:
    heads = (_("No."), _("Where"), _("What"), _("When"), _("Found and done"), _("Lies beneath"))
    shares = (0.05, 0.24, 0.23, 0.13, 0.2, 0.15)
    rows = [
        (
            str(number),
            where_words(mark, hand),
            what_words(mark),
            when_words(mark, hand.names, report.session),
            response_words(mark, hand.items),
            _hazards(mark, hand.body_map),
        )
        for number, mark in enumerate(marks, start=1)
    ]
    return table(heads, shares, rows, hand.sheet.inner)


def _currents(report: SessionReport, hand: Hand) -> list[Flowable]:
    """The pairs of needles that carried current."""
    session = report.session
    rows = [
        (
            "{} – {}".format(*pair_numbers(session, pair)),
            stimulation_words(pair.current.settings),
            time_words(pair),
        )
        for pair in pairs_of(session.marks)
    ]
    if not rows:
        return []
    heads = (_("Between"), _("Set to"), _("On"))
    title = heading(hand.sheet, _("Current through needles"), role=Role.H3)
    return [title, table(heads, (0.2, 0.5, 0.3), rows, hand.sheet.inner)]


def where_words(mark: Mark, hand: Hand) -> str:
    """Where a mark lies, and how that was found."""
    site = mark.site
    said = [site_words(site, hand.body_map.structures)]
    if isinstance(site, MapSite) and (height := height_words(site)):
        said.append(height)
    if isinstance(site, MapSite) and site.level_found is not LevelFound.PALPATION:
        said.append(_("level by {means}").format(means=found_words(site.level_found)))
    return listed(said)


def what_words(mark: Mark) -> str:
    """What a mark is."""
    if isinstance(mark, PainArea):
        return listed([quality_words(mark.quality), *reach_words(mark)])
    if isinstance(mark, TriggerPoint):
        return _("{status} trigger point").format(status=status_words(mark.status))
    size = _("needle {size} mm").format(size=needle_size_words(mark))
    said = [size, technique_words(mark.technique), way_words(mark)]
    if mark.depth is not None:
        said.append(depth_words(mark))
    if mark.position is not None:
        said.append(position_words(mark.position))
    return listed([*said, *origin_words(mark)])


def when_words(mark: Mark, names: Mapping[PractitionerId, str], session: Session) -> str:
    """The times; who it was only where it was not the practitioner of the session. Of a visit that
    was written up afterwards nobody noted them, but those of needles may be recalled.
    """
    if isinstance(mark, Needle):
        times = needle_times_words(mark, session)
    else:
        times = _("not noted") if session.written else clock_words(mark.placed)
    return (
        times
        if mark.placed_by == session.practitioner_id
        else listed((times, _name(mark.placed_by, names)))
    )


def response_words(mark: Mark, items: Items) -> str:
    """What was looked for and found, and what was done; what was not looked for is not said."""
    if isinstance(mark, PainArea):
        strength = "" if mark.intensity is None else _("{n} of 10").format(n=mark.intensity)
        return listed((strength, remark_in_row(mark)))
    if isinstance(mark, TriggerPoint):
        found = ((mark.taut_band, _("taut band")), (mark.tender, _("tender")))
        said = [mark.referred_pain] if mark.referred_pain else []
    else:
        found = ((mark.familiar_pain, _("familiar pain")), (mark.bone_contact, _("bone contact")))
        said = [] if mark.twitches is None else [_("twitches {n}").format(n=mark.twitches)]
    for reply, words in found:
        if reply is not None:
            said.append(words if reply else _("no {finding}").format(finding=words))
    if isinstance(mark, Needle):
        said += after_words(mark, items)
    if mark.remark:
        said.append(remark_in_row(mark))
    return listed(said)


def _hazards(mark: Mark, body_map: BodyMap) -> str:
    if isinstance(mark, PainArea):
        return ""
    if not isinstance(mark.site, MapSite):
        return _("not on the map")
    known = body_map.hazards
    return listed(_(known[one].name) if one in known else one for one in mark.site.hazards)


# --- Answers --------------------------------------------------------------------------


def _answers(report: SessionReport, hand: Hand) -> list[Flowable]:
    """What was asked, in the order it is asked; what the vocabulary lacks by now comes last."""
    given = report.session.answers
    titles = {Step.PREPARE: _("Asked and noted before"), Step.FINISH: _("Asked and noted after")}
    story: list[Flowable] = []
    for step, title in titles.items():
        ids = [
            key
            for key, item in hand.items.items()
            if item.step is step and key in given and item.group != GROUP
        ]
        story += _asked(title, [given[key] for key in ids], report, hand)
    others = [answer for key, answer in given.items() if key not in hand.items]
    return [*story, *_asked(_("Also noted"), others, report, hand)]


def _asked(
    title: str, answers: Iterable[Answer], report: SessionReport, hand: Hand
) -> list[Flowable]:
    usual = report.session.practitioner_id
    rows: dict[tuple[str, str, str], list[str]] = {}
    for one in answers:
        item = hand.items.get(one.item)
        at = clock_words(one.at)
        when = at if one.by == usual else listed((at, _name(one.by, hand.names)))
        said = answer_words(one, item, hand.country)
        if item and (differs := difference_words(sign_difference(item, report.session.answers))):
            said = listed((said, differs))
        # What was confirmed together with one key stands together.
        together = item.group if item and one.in_set else one.item
        rows.setdefault((said, when, together), []).append(_(item.words) if item else one.item)
    if not rows:
        return []
    heads = (title, _("Answer"), _("When"))
    told = [(" · ".join(words), said, when) for (said, when, _together), words in rows.items()]
    return [_space(hand.sheet), table(heads, (0.46, 0.4, 0.14), told, hand.sheet.inner)]


def _space(sheet: Sheet) -> Paragraph:
    return paragraph(" ", style(9), sheet.inner)


def _name(who: PractitionerId, names: Mapping[PractitionerId, str]) -> str:
    return names.get(who, who.hex)

"""Letters and visit summaries in a record on paper: each version as it was kept, with its hash."""

from collections.abc import Iterable

from reportlab.platypus import Flowable

from charting.documents.hand import Hand, heading
from charting.documents.tables import pairs
from charting.domain.letters import Letter, VisitSummary
from charting.domain.sheet import Sheet
from charting.i18n import _, listed, ngettext
from charting.wording import clock_words, date_words
from charting.wording.letters import letter_kind_words, muscle_count_words


def letters_part(sheets: Iterable[Sheet], hand: Hand) -> list[Flowable]:
    """Every version that was kept, in the order of writing, word for word; what was struck says
    why. Nothing where there is none.
    """
    story: list[Flowable] = []
    for sheet in sorted(sheets, key=lambda one: (one.at.utc, one.version)):
        content = sheet.content
        if isinstance(content, Letter):
            title, told = letter_kind_words(content.kind), _letter(content)
        elif isinstance(content, VisitSummary):
            title, told = _("Visit summary"), _summary(content)
        else:
            continue
        day = date_words(content.day, hand.country)
        rows = [
            *told,
            (_("Kept"), _kept(sheet, hand)),
            (_("SHA-256 of its page"), content.pdf_sha256),
            (_("Entered in error"), sheet.struck),
        ]
        story += [
            heading(hand.sheet, _("{what}, {day}").format(what=title, day=day)),
            pairs(rows, hand.sheet.inner, 0.2),
        ]
    return story


def _letter(letter: Letter) -> list[tuple[str, str]]:
    return [(_("To"), letter.to), (_("About"), letter.about), (_("Text"), letter.text)]


def _summary(summary: VisitSummary) -> list[tuple[str, str]]:
    minutes, muscles = summary.minutes, listed(summary.muscles)
    took = "" if minutes is None else ngettext("{n} minute", "{n} minutes", minutes)
    codes = (" ".join(filter(None, (each.code, each.amount))) for each in summary.codes)
    counted = muscle_count_words(len(summary.muscles))
    return [
        (_("Muscles treated"), ": ".join(filter(None, (counted, muscles)))),
        (_("First needle in to last out"), took.format(n=minutes)),
        (_("Codes"), "\n".join(codes)),
        (_("Remark"), summary.remark),
    ]


def _kept(sheet: Sheet, hand: Hand) -> str:
    """When and by whom, and which version it is where it is not the first."""
    when = f"{date_words(sheet.at.day, hand.country)} {clock_words(sheet.at)}"
    version = _("version {n}").format(n=sheet.version) if sheet.version > 1 else ""
    return listed((when, hand.names.get(sheet.by, ""), version))

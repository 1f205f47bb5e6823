"""What was handed out, in a record on paper: each paper with its hash."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from charting.documents.hand import Hand, heading
from charting.documents.tables import table
from charting.domain.given_papers import GivenPaper
from charting.i18n import _
from charting.wording.carried import moment_words
from charting.wording.handouts import paper_way_words, paper_words


def given_part(papers: Sequence[GivenPaper], hand: Hand) -> list[Flowable]:
    """Every paper that was handed out, the first first; nothing where there is none."""
    if not papers:
        return []
    heads = (_("When"), _("Paper"), _("How"), _("By"), _("SHA-256"))
    rows = [
        (
            moment_words(paper.given, hand.country),
            paper_words(paper.kind),
            paper_way_words(paper.way),
            hand.names.get(paper.by, ""),
            paper.sha256.hex(),
        )
        for paper in papers
    ]
    title = heading(hand.sheet, _("Papers handed out"))
    return [title, table(heads, (0.2, 0.17, 0.15, 0.15, 0.33), rows, hand.sheet.inner)]

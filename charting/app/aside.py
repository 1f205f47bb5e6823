"""What is shown beside a visit, in its place: whoever goes to another room has it again
there when coming back.
"""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from charting.app.care import Care
from charting.app.consents import Consents
from charting.app.papers import Papers


def aside_of(
    page: QWidget | None,
    shown: QWidget | None,
    care: Care,
    consents: Consents,
    papers: Papers,
    open_papers: Callable[[], None],
) -> Callable[[], None] | None:
    """What opens once more the screen that is `shown` in the place of a visit's `page`; nothing
    where it stands there for itself, or is no part of the visit.
    """
    if page is None or shown is None or shown is page:
        return None
    if care.before is page and shown in [each.page for each in care.screens]:
        return care.again
    if consents.before is page and shown is consents.screen.page:
        return consents.open
    if papers.from_session and shown is papers.screen.page:
        return open_papers
    return None

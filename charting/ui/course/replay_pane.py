"""A visit once more, step by step: the list of everything in it, and the back as it stood then."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from charting.domain.ids import MarkId, SessionId
from charting.domain.sequence import Happening, marks_after, sequence
from charting.domain.session import Session
from charting.i18n import _, listed
from charting.ui import actions, theme
from charting.ui.course.model import CourseModel
from charting.ui.course.panel import column
from charting.ui.course.plate_marks import PlateMarks, Shown, places
from charting.ui.course.plates import Plate
from charting.ui.course.step_slider import StepSlider
from charting.ui.session.body_picture import Look
from charting.ui.widgets.buttons import Button
from charting.ui.widgets.rows import Row, RowList
from charting.ui.widgets.text import Text
from charting.wording import clock_words
from charting.wording.courses import as_it_happened, happening_words, since_words, visit_name

# A step is shown so long that it can be read; what lay between is told, and not waited for.
STEP_MS = 900


class ReplayPane(QWidget):
    """Back, play, on and a slider through the visit above the list of everything in it."""

    def __init__(self, model: CourseModel) -> None:
        super().__init__()
        self._model = model
        self._of: SessionId | None = None
        self._marks = PlateMarks()
        self._happened: tuple[Happening, ...] = ()
        self._times: list[str] = []
        self._numbers: dict[MarkId, int] = {}
        self.step = 0
        self.told = Text(size=theme.SMALL, ink="quiet", wraps=True)
        self.list = RowList(_("Everything in the visit, in its order"))
        self.back = Button("‹", key=actions.LAST_STEP.key, size=theme.SMALL)
        self.back.setAccessibleName(actions.LAST_STEP.spoken)
        self.play_button = Button(_("Play"), key=actions.PLAY.key, size=theme.SMALL)
        self.on = Button("›", key=actions.NEXT_STEP.key, size=theme.SMALL)
        self.on.setAccessibleName(actions.NEXT_STEP.spoken)
        self.slider = StepSlider(_("Step"))
        self._lay_out()
        self._timer = QTimer(self, interval=STEP_MS)
        self._timer.timeout.connect(self._on_turn)
        self.list.moved.connect(self._on_row)
        self.back.clicked.connect(lambda: self.go(-1))
        self.on.clicked.connect(lambda: self.go(1))
        self.play_button.clicked.connect(self.play)
        self.slider.valueChanged.connect(self._go_to)
        theme.worn().changed.connect(self._on_theme)

    @property
    def plays(self) -> bool:
        """Whether it goes on by itself."""
        return self._timer.isActive()

    def refresh(self) -> None:
        """Show the visit looked at; another one from its first step."""
        visit = self._model.visit
        if visit is None or visit.id != self._of:
            self.hold()
            self._of = visit.id if visit else None
            self._happened = sequence(visit) if visit else ()
            marks = visit.marks if visit else ()
            self._numbers = {mark: n for n, mark in enumerate(marks, start=1)}
            self.step = min(1, len(self._happened))
            # Nothing lies before the first step; it is not stood at.
            self._times = ["", *(clock_words(each.at, seconds=True) for each in self._happened)]
            self.list.show_rows([self._row(n, each) for n, each in enumerate(self._happened, 1)])
        self.told.setText(self._counted(visit))
        self._on_theme()
        self._show_step()

    def point_out(self) -> None:
        """Go to the last step of the mark that is pointed out, if that is not where one is."""
        key = self._model.selected
        here = self._happened[self.step - 1].mark if self.step else None
        if key is None or (here is not None and here.id == key):
            return
        steps = [n for n, each in enumerate(self._happened, 1) if each.mark and each.mark.id == key]
        done = [n for n in steps if n <= self.step] or steps
        if done:
            self._go_to(done[-1])

    def plates(self) -> tuple[Plate, ...]:
        """The back as it stood after the step."""
        visit = self._model.visit
        if visit is None or not self._happened:
            return (Plate("", _nothing),)
        last = self._happened[self.step - 1]
        here = last.mark.id if last.mark else None
        shown = [
            Shown(mark.id, mark, str(self._numbers[mark.id]), chosen=mark.id == here)
            for mark in marks_after(self._happened, self.step)
        ]
        name = visit_name(visit.number, visit.opened.day, self._model.country)
        title = _("{visit}, {time}").format(visit=name, time=clock_words(last.at, seconds=True))
        return (Plate(title, partial(self._marks.paint, shown=shown), places(shown)),)

    # Going through it

    def go(self, by: int) -> None:
        """Go on, or back, by so many steps."""
        self.hold()
        self._go_to(self.step + by)

    def play(self) -> None:
        """Go on by itself, from the start where it has come to the end; or hold it."""
        if self.plays or theme.worn().still:
            self.hold()
            return
        if self.step >= len(self._happened):
            self._go_to(1)
        self._timer.start()
        self.play_button.set_words(_("Hold"))

    def hold(self) -> None:
        """Stay at the step."""
        self._timer.stop()
        self.play_button.set_words(_("Play"))

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing plays where nobody looks."""
        self.hold()
        super().hideEvent(event)

    def _on_turn(self) -> None:
        self._go_to(self.step + 1)
        if self.step >= len(self._happened):
            self.hold()

    def _on_row(self, key: object) -> None:
        if isinstance(key, int):
            self.hold()
            self._go_to(key)

    def _go_to(self, step: int) -> None:
        step = max(min(1, len(self._happened)), min(step, len(self._happened)))
        if step != self.step:
            self.step = step
            self._show_step()
            self._model.stepped.emit()

    def _show_step(self) -> None:
        self.list.go_to(self.step, quietly=True)
        self.slider.show_steps(self._times, self.step)

    def _row(self, number: int, happening: Happening) -> Row:
        model = self._model
        which = self._numbers.get(happening.mark.id, 0) if happening.mark else 0
        what, about = happening_words(
            happening, which, model.body_map.structures, model.items, model.country
        )
        since = since_words(happening.at.seconds_since(self._happened[0].at))
        below = listed((since, about))
        return Row(number, what, below, clock_words(happening.at, seconds=True))

    def _counted(self, visit: Session | None) -> str:
        if visit is None:
            return _("No visit was held in this episode yet.")
        return as_it_happened()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(theme.SNUG)
        for part in (self.back, self.play_button, self.on):
            line.addWidget(part)
        line.addStretch()
        rows = column(self)
        rows.addLayout(line)
        rows.addWidget(self.slider)
        rows.addWidget(self.told)
        rows.addWidget(self.list, 1)

    def _on_theme(self) -> None:
        """Offer no playing to whom nothing is to move."""
        still = theme.worn().still
        self.play_button.setVisible(not still)
        if still:
            self.hold()


def _nothing(_painter: QPainter, _look: Look) -> None:
    return

"""The course screen: four faces of one episode, and the slider through its visits beneath them."""

from collections.abc import Generator
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from charting.i18n import _
from charting.ui import actions, theme
from charting.ui.course.compare_pane import ComparePane
from charting.ui.course.dose_view import DoseView
from charting.ui.course.model import CourseModel, Face
from charting.ui.course.panel import Choice
from charting.ui.course.plates import Plate, PlatesView
from charting.ui.course.replay_pane import ReplayPane
from charting.ui.course.responses_pane import ResponsesPane
from charting.ui.course.step_slider import StepSlider
from charting.ui.session.deeds import LAYER_KEYS, ZOOM_STEP, Deed
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.choices import ChoiceBox
from charting.ui.widgets.frames import Banner, EmptyState, Hairline
from charting.ui.widgets.keys_sheet import KeysSheet
from charting.ui.widgets.painting import turn_to
from charting.ui.widgets.text import Text
from charting.wording import date_words

_PANEL = 440
_EPISODES = 280

Pane = ComparePane | ResponsesPane | ReplayPane


@dataclass(frozen=True)
class Panes:
    """What stands beside the map, one for each face but the dose."""

    compare: ComparePane
    responses: ResponsesPane
    replay: ReplayPane

    def of(self, face: Face) -> Pane:
        """The pane of a face; the dose has none, and so has the first."""
        if face is Face.RESPONSES:
            return self.responses
        return self.replay if face is Face.REPLAY else self.compare


def page_in_turns(
    model: CourseModel, within: QWidget | None = None
) -> Generator[None, None, "CoursePage"]:
    """Make the page part by part, hidden within the window."""
    view = PlatesView(model.body_map, theme.worn())
    yield
    compare = ComparePane(model)
    yield
    responses = ResponsesPane(model)
    yield
    replay = ReplayPane(model)
    yield
    page = CoursePage(model, view, Panes(compare, responses, replay), within)
    yield
    yield from page.lay_out()
    return page


class CoursePage(QWidget):
    """`left` goes back to where one came from, `paper_wanted` asks for the course on paper."""

    left = Signal()
    paper_wanted = Signal()

    def __init__(
        self,
        model: CourseModel,
        view: PlatesView,
        panes: Panes,
        within: QWidget | None,
    ) -> None:
        super().__init__(within)
        self.setObjectName("ground")
        self._model, self.view, self.panes = model, view, panes
        self.dose = DoseView(model)
        self.back = Button("", Kind.PLAIN, key=actions.LEAVE_COURSE.key, size=theme.SMALL)
        self.faces = Choice(_("Faces"), _faces(), model.turn_to)
        self.episodes = ChoiceBox()
        self.episodes.setAccessibleName(_("Episode"))
        self.episodes.setFixedWidth(_EPISODES)
        self.paper_button = Button(_("On paper"), key=actions.COURSE_PAPER.key, size=theme.SMALL)
        self.sentence = Banner("hazard", size=theme.BODY)
        self.slider = StepSlider(_("Visit"))
        self.empty = EmptyState(
            _("No visit yet"),
            _("Once visits are charted in this episode, they are laid beside each other here."),
        )
        self._left, self._right = QStackedWidget(), QStackedWidget()
        self._middle = QFrame()
        self._keys: KeysSheet | None = None
        self.setFocusProxy(self.slider)
        self._join()
        self._bind_keys()

    def begin(self, *, back_to: str) -> None:
        """Begin with the next patient: where Back leads."""
        self.back.set_words("‹ " + back_to)
        self.sentence.hush()

    def leave(self) -> None:
        """Go back; nothing of the patient is kept."""
        self.panes.replay.hold()
        self._model.forget()
        self.left.emit()

    def draw_in_turns(self) -> Generator[None, None, None]:
        """Draw the back at the size it will be shown in, so that it is there at once."""
        around = self.parentWidget()
        if around is not None:
            self.resize(around.size())
            for part in (self, self._middle, self._right):
                layout = part.layout()
                if layout is not None:
                    layout.activate()
                    layout.setGeometry(part.rect())
                yield
        yield from self.view.in_turns()

    # Showing

    def _on_opened(self) -> None:
        model = self._model
        self._offer_episodes()
        self.panes.compare.offer()
        self.dose.fill()
        days = [date_words(visit.opened.day, model.country) for visit in model.visits]
        numbers = [str(visit.number) for visit in model.visits]
        steps = [f"{number} · {day}" for number, day in zip(numbers, days, strict=True)]
        self.slider.show_steps(steps, model.at)
        self._on_moved()

    def _on_moved(self) -> None:
        model, face = self._model, self._model.face
        self.faces.show_chosen(face)
        self.slider.show_steps(self.slider.words, model.at)
        none = model.file is not None and not model.visits
        self._left.setVisible(face is not Face.DOSE and not none)
        self.slider.setVisible(not none)
        if none:
            turn_to(self._right, self.empty)
            if self.isVisible():
                # The slider is gone, and the keys of the page work only from within it.
                self.back.setFocus(Qt.FocusReason.OtherFocusReason)
        elif face is Face.DOSE:
            turn_to(self._right, self.dose)
            self.dose.refresh()
        else:
            pane = self.panes.of(face)
            turn_to(self._left, pane)
            turn_to(self._right, self.view)
            pane.refresh()
            self._show_plates()

    def _show_keys(self) -> None:
        """The sheet of keys in the place of the panel, or the panel again."""
        if self._keys is None:
            self._keys = KeysSheet(_("Keys of the course"), self.actions())
            self._left.addWidget(self._keys)
        if self._left.isVisible() and self._left.currentWidget() is self._keys:
            self._on_moved()
        else:
            turn_to(self._left, self._keys)
            self._left.show()

    def _on_pointed(self) -> None:
        if self._model.face is not Face.DOSE:
            self.panes.of(self._model.face).point_out()
            self._show_plates()

    def _show_plates(self) -> None:
        if self._model.file is None:
            # As many as will be shown first, so that their back can be drawn before.
            self.view.show_plates([Plate("", lambda _painter, _look: None)] * 2)
            return
        self.view.show_body(self._model.body)
        self.view.show_plates(self.panes.of(self._model.face).plates())

    def _offer_episodes(self) -> None:
        model, box = self._model, self.episodes
        blocked = box.blockSignals(True)
        box.clear()
        for episode in reversed(model.file.episodes if model.file else ()):
            since = date_words(episode.opened.day, model.country)
            words = episode.complaint or _("Episode since {day}").format(day=since)
            box.addItem(words, episode.id)
        if model.file and model.file.episode:
            box.setCurrentIndex(box.findData(model.file.episode.id))
        box.blockSignals(blocked)
        box.setVisible(box.count() > 1)

    # Putting together

    def _join(self) -> None:
        model = self._model
        model.opened.connect(self._on_opened)
        model.moved.connect(self._on_moved)
        model.pointed.connect(self._on_pointed)
        model.stepped.connect(self._show_plates)
        model.refused.connect(self.sentence.say)
        self.view.picked.connect(model.select)
        self.slider.valueChanged.connect(model.go_to)
        self.back.clicked.connect(self.leave)
        self.paper_button.clicked.connect(self.paper_wanted)
        self.episodes.activated.connect(lambda at: model.choose_episode(self.episodes.itemData(at)))

    def _bind_keys(self) -> None:
        model, view = self._model, self.view
        deeds: list[Deed] = [
            (actions.LEAVE_COURSE, self.leave),
            (actions.COURSE_PAPER, self.paper_wanted.emit),
            (actions.KEYS, self._show_keys),
            *((key, partial(model.turn_to, face)) for face, key in _FACES.items()),
            (actions.NEXT_VISIT, lambda: model.go_to(model.at + 1)),
            (actions.LAST_VISIT, lambda: model.go_to(model.at - 1)),
            (actions.LAY_OVER, lambda: model.lay_over(over=not model.over)),
            (actions.NEXT_RESPONSE, self.panes.responses.look_for_next),
            (actions.PLAY, self.panes.replay.play),
            (actions.NEXT_STEP, partial(self.panes.replay.go, 1)),
            (actions.LAST_STEP, partial(self.panes.replay.go, -1)),
            (actions.NEARER, partial(view.zoom, ZOOM_STEP)),
            (actions.FARTHER, partial(view.zoom, 1 / ZOOM_STEP)),
            (actions.WHOLE, view.whole),
            *((key, partial(view.toggle_layer, layer)) for layer, key in LAYER_KEYS.items()),
        ]
        for action, do in deeds:
            actions.bind(self, action, do)

    def lay_out(self) -> Generator[None, None, None]:
        """Put the parts in their places, one after the other."""
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._head())
        whole.addWidget(Hairline())
        whole.addWidget(self.sentence)
        yield
        middle = QHBoxLayout(self._middle)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        whole.addWidget(self._middle, 1)
        self._left.setFixedWidth(_PANEL)
        middle.addWidget(self._left)
        middle.addWidget(Hairline(upright=True))
        middle.addWidget(self._right, 1)
        for pane in (self.panes.compare, self.panes.responses, self.panes.replay):
            self._left.addWidget(pane)
            yield
        for part in (self.view, self.dose, self.empty):
            self._right.addWidget(part)
            yield
        whole.addWidget(Hairline())
        whole.addWidget(self.slider)
        self._on_opened()

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(theme.ROOM, theme.SNUG, theme.ROOM, theme.SNUG)
        head.setSpacing(theme.ROOM)
        head.addWidget(self.back)
        head.addWidget(Text(_("Course"), size=theme.LARGE, bold=True))
        head.addWidget(self.faces)
        head.addStretch()
        head.addWidget(self.episodes)
        head.addWidget(self.paper_button)
        return head

    def sizeHint(self) -> QSize:
        """As large as the window."""
        return QSize(1180, 720)


_FACES = {
    Face.COMPARE: actions.COMPARE_VISITS,
    Face.RESPONSES: actions.MAP_RESPONSES,
    Face.DOSE: actions.SHOW_DOSE,
    Face.REPLAY: actions.REPLAY_VISIT,
}


def _faces() -> list[tuple[Face, str, str]]:
    return [(face, action.spoken, action.key) for face, action in _FACES.items()]

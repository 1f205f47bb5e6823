"""What the keys do in a session, as far as it is about the marks and the back alone."""

from collections.abc import Callable
from functools import partial

from charting.ui import actions
from charting.ui.session.body_map_view import BodyMapView
from charting.ui.session.body_picture import Layer
from charting.ui.session.model import SessionModel
from charting.ui.session.pain_charting import PainCharting
from charting.ui.session.response import DEPTH_STEP_MM, Response
from charting.ui.session.shorthand import ShorthandMarks
from charting.ui.session.symptoms import Symptoms

Deed = tuple[actions.Action, Callable[[], object]]

ZOOM_STEP = 1.25

LAYER_KEYS = {
    Layer.SKIN: actions.SHOW_SKIN,
    Layer.SUPERFICIAL: actions.SHOW_SUPERFICIAL,
    Layer.INTERMEDIATE: actions.SHOW_INTERMEDIATE,
    Layer.DEEP: actions.SHOW_DEEP,
    Layer.BONES: actions.SHOW_BONES,
    Layer.NERVES: actions.SHOW_NERVES,
    Layer.HAZARDS: actions.SHOW_HAZARDS,
    Layer.DERMATOMES: actions.SHOW_DERMATOMES,
}


def mark_deeds(model: SessionModel) -> list[Deed]:
    """What is armed, placed, corrected, taken out and undone."""
    return [
        (actions.ARM_POINT, model.armed.point),
        (actions.MIRROR, model.armed.mirror),
        (actions.OUT_MODE, model.armed.out),
        *(
            (action, partial(model.making.arm, place))
            for place, action in enumerate(actions.ARM_PRESETS, start=1)
        ),
        (actions.OUT, model.toggle_selected_out),
        (actions.PAIR, lambda: model.pairing.begin(model.selected)),
        (actions.REMOVE, model.remove_selected),
        (actions.UNDO, model.record.undo),
        (actions.REDO, model.record.redo),
        (actions.NEXT_NAME, model.take_next_name),
        (actions.CONFIRM_PLACE, ShorthandMarks(model).confirm_place),
        (actions.TURN, model.turning.on),
        *_response_deeds(Response(model)),
        *_pain_deeds(model, PainCharting(model)),
    ]


def map_deeds(view: BodyMapView) -> list[Deed]:
    """What is seen of the back, and the ghosts of the last visit on it."""
    return [
        (actions.NEARER, partial(view.zoom, ZOOM_STEP)),
        (actions.FARTHER, partial(view.zoom, 1 / ZOOM_STEP)),
        (actions.WHOLE, view.whole),
        (actions.SHOW_NAMES, view.toggle_names),
        (actions.GHOSTS, view.ghosts.toggle),
        *((action, partial(view.toggle_layer, layer)) for layer, action in LAYER_KEYS.items()),
    ]


def _response_deeds(response: Response) -> list[Deed]:
    return [
        (actions.TWITCH, partial(response.twitch, 1)),
        (actions.NO_TWITCH, partial(response.twitch, -1)),
        (actions.DEEPER, partial(response.deeper, DEPTH_STEP_MM)),
        (actions.SHALLOWER, partial(response.deeper, -DEPTH_STEP_MM)),
        (actions.FAMILIAR, response.familiar),
        (actions.BONE, response.bone),
        (actions.NEXT_NEEDLE, partial(response.go, 1)),
        (actions.LAST_NEEDLE, partial(response.go, -1)),
    ]


def _pain_deeds(model: SessionModel, pain: PainCharting) -> list[Deed]:
    return [
        (actions.ARM_PAIN, model.armed.pain_on),
        (actions.NEXT_QUALITY, pain.next_quality),
        (actions.ADD_SYMPTOM, Symptoms.of(model).add),
        (actions.STRONGER, partial(pain.stronger, 1)),
        (actions.WEAKER, partial(pain.stronger, -1)),
        (actions.NEXT_RADIUS, model.armed.next_radius),
        (actions.MIRROR_ONE, lambda: pain.mirror_selected() or model.mirror_selected()),
    ]

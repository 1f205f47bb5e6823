"""Why the leaflet says what it says, in sentences for whoever hands it out."""

from charting.domain.leaflet import Reason
from charting.i18n import _


def leaflet_reason_words(reason: Reason) -> str:
    """A reason in one sentence."""
    return {
        Reason.PLEURA: _("Chest signs come first: a needle lay over the pleura."),
        Reason.NO_PLEURA: _(
            "Chest signs stand among the emergencies: no needle lay over the pleura."
        ),
        Reason.BELOW_L1: _(
            "Legs, bladder and bowel have a box of their own: a needle lay below L1."
        ),
        Reason.ANTICOAGULANT: _("There is a bleeding box: the patient takes a blood thinner."),
        Reason.NO_NEEDLE: _("No needle is charted: it has no picture and names no place."),
        Reason.OFF_THE_MAP: _("A site off the map is told in your words, without a picture."),
        Reason.NO_CLINIC_PHONE: _("The practice has no telephone number on file, so none is said."),
        Reason.NO_OUT_OF_HOURS: _(
            "The practice has no number for out of hours on file, so none is said."
        ),
        Reason.NO_NEXT_VISIT: _("No next visit is agreed, and it says so."),
        Reason.FEELS_LESS: _(
            "It advises against warm packs: the skin may feel less, by the checks, the examination "
            "or the pain."
        ),
        Reason.ARRANGED: _("It was arranged for this patient."),
        Reason.WITHOUT_SIGNS: _("A block of warning signs was left out for a reason that is kept."),
    }[reason]

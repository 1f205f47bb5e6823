"""What papers are called, how they were handed out, and why the leaflet says what it says."""

from charting.domain.given_papers import GivenPaper, Kind, Way
from charting.domain.leaflet import Reason
from charting.i18n import _
from charting.wording.carried import moment_words


def paper_words(kind: Kind) -> str:
    """What a paper is called."""
    return {
        Kind.LEAFLET: _("Leaflet"),
        Kind.SESSION: _("Session report"),
        Kind.RECORD: _("Whole record"),
        Kind.EVENT: _("Report of an adverse event"),
        Kind.EPISODE: _("Summary of the episode"),
        Kind.OUTCOMES: _("Outcomes"),
        Kind.COURSE: _("Course"),
        Kind.LETTER: _("Letter"),
        Kind.SUMMARY: _("Visit summary"),
        Kind.EDUCATION: _("About back pain and needling"),
        Kind.CONSENT: _("Written consent"),
        Kind.PLATE: _("Body-map plate"),
        Kind.NEEDLES: _("Needles and lots"),
        Kind.CONTACTS: _("Contact notes"),
        Kind.TRAIL: _("Trail of changes"),
        Kind.LABEL: _("Label"),
        Kind.SLIP: _("Next visit"),
        Kind.ATTACHMENT: _("Attachment"),
    }[kind]


def paper_way_words(way: Way) -> str:
    """How a paper left the application."""
    return {
        Way.PRINTED: _("printed"),
        Way.SAVED: _("saved as a file"),
        Way.MAILED: _("saved with a password, to be mailed"),
    }[way]


def given_words(paper: GivenPaper, by: str, country: str) -> str:
    """That a paper was handed out: when, by whom and how, and its hash."""
    return _("Handed out {when} by {name}: {how}. SHA-256: {hash}").format(
        when=moment_words(paper.given, country),
        name=by,
        how=paper_way_words(paper.way),
        # In four words, or it would break out of a narrow column.
        hash=paper.sha256.hex(" ", 8),
    )


def leaflet_reason_words(reason: Reason) -> str:
    """A reason in one sentence."""
    return {
        Reason.PLEURA: _("Chest signs come first: a needle lay over the pleura."),
        Reason.NO_PLEURA: _(
            "Chest signs stand among the emergencies: no needle lay over the pleura."
        ),
        Reason.BELOW_L1: _(
            "Legs, bladder and bowel have a box of their own: a needle lay below L1, "
            "or may have lain there."
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

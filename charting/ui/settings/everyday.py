"""The everyday words by which the sections are found that have no single settings of their own to
name, and the sentence that tells what each is for.
"""

from charting.domain.own_ways import Hand
from charting.i18n import _
from charting.ui.settings.own_screen import OwnScreenPane
from charting.ui.settings.search import Setting


def of_people() -> tuple[Setting, ...]:
    """Who works here, and with which keys."""
    return (
        Setting(
            _("Who works here"),
            _("Let somebody open the practice with a passphrase of their own, or no more."),
            _("you alone"),
            _("colleague user account staff student supervisor role rights login add remove"),
        ),
        Setting(
            _("Your passphrase"),
            _("Choose another one; what you typed until now opens nothing any more."),
            words=_("password change login forgotten secret"),
        ),
        Setting(
            _("Recovery key"),
            _("A new way back in, on paper, for the day on which the passphrase is forgotten."),
            words=_("lost password emergency print paper"),
        ),
    )


def of_policies() -> tuple[Setting, ...]:
    """What the clinic decides about the record and its checks."""
    return (
        Setting(
            _("Rules and policies"),
            _("What must be there before a visit is signed, and what the clinic words itself."),
            _("as they ship"),
            _("require force mandatory consent count check reminders warnings clinic rule"),
        ),
    )


def of_backups() -> tuple[Setting, ...]:
    """Where the record is kept a second time."""
    return (
        Setting(
            _("Backups"),
            _("In how many places the record is kept right now, and a second place for it."),
            _("every half hour while something is entered"),
            _("copy save stick usb disk restore put back lost keep drive"),
        ),
    )


def of_keeping() -> tuple[Setting, ...]:
    """How long records are kept."""
    return (
        Setting(
            _("Keeping and erasing"),
            _("How long records are kept, and how one is erased when its time is over."),
            words=_("retention delete remove destroy gdpr years old patients privacy forget"),
        ),
    )


def of_verify() -> tuple[Setting, ...]:
    """The proof that nothing was altered."""
    return (
        Setting(
            _("Verify"),
            _("Check the database, every chain of changes and every signature."),
            words=_("prove integrity tamper damaged corrupt signatures check"),
        ),
    )


def of_clinic() -> tuple[Setting, ...]:
    """Whether several computers share the record."""
    return (
        Setting(
            _("Clinic"),
            _("Share the record with further computers, on a server of the clinic’s own."),
            _("kept on this computer alone"),
            _("server database network computers rooms together postgresql join move card"),
        ),
    )


def of_review() -> tuple[Setting, ...]:
    """What no practitioner has read yet."""
    return (
        Setting(
            _("Not yet reviewed"),
            _("The map, the reminders and the texts that no registered practitioner has reviewed."),
            words=_("source evidence literature references approved checked map reminder"),
        ),
    )


def of_own_screen(pane: OwnScreenPane) -> tuple[Setting, ...]:
    """How one's own session lies."""
    return (
        Setting(
            _("The hand that is free in a session"),
            _("For which hand the keys and the selected needle lie."),
            _("right"),
            _("left handed right handed mirror swap sides gloves"),
            pane.hands[Hand.LEFT],
        ),
        Setting(
            _("Session mode"),
            _("Large type and large keys on the screen while you treat."),
            _("off"),
            _("big font size zoom touch far arm's length enlarge text"),
            pane.large,
        ),
        Setting(
            _("When a needle's time is over"),
            _("Tell of needles that stay longer than so many minutes."),
            _("not at all"),
            _("timer alarm reminder minutes retention forget needle clock"),
            pane.stay.box,
        ),
        Setting(
            _("Sound"),
            _("A quiet sound, once, when a needle's time is over."),
            _("off"),
            _("bell noise beep alarm volume mute"),
            pane.sound,
        ),
    )


def of_note_texts() -> tuple[Setting, ...]:
    """Short words that become sentences."""
    return (
        Setting(
            _("Texts for the note"),
            _("A short word and Tab become a sentence of your clinic in the note."),
            _("those that ship"),
            _("snippet template abbreviation phrase autotext macro shortcut soap"),
        ),
    )


def of_leaflets() -> tuple[Setting, ...]:
    """What the patient takes home."""
    return (
        Setting(
            _("Leaflets"),
            _("The clinic's logo, words and emergency numbers on what patients take home."),
            _("as they ship"),
            _("handout aftercare print logo letterhead paper advice language"),
        ),
    )


def of_went_wrong() -> tuple[Setting, ...]:
    """What was counted."""
    return (
        Setting(
            _("What went wrong"),
            _("What was counted here beside what others reported."),
            words=_("adverse events bruise bleeding pneumothorax rates statistics near miss"),
        ),
    )


def of_lots() -> tuple[Setting, ...]:
    """Boxes of needles."""
    return (
        Setting(
            _("Lots"),
            _("Who got a needle of a box, to be printed for a recall."),
            words=_("box batch recall expiry needles supplies barcode scan"),
        ),
    )


def of_giving() -> tuple[Setting, ...]:
    """Records on their way out."""
    return (
        Setting(
            _("Give out"),
            _("Everybody's records, one patient's, or visits for research, in one file."),
            words=_("export archive csv fhir json research data request copy"),
        ),
    )


def of_arriving() -> tuple[Setting, ...]:
    """Records on their way in."""
    return (
        Setting(
            _("Take in records"),
            _("Records that were given out here or in another practice."),
            words=_("import archive json fhir bring in merge join"),
        ),
    )


def of_coming() -> tuple[Setting, ...]:
    """Names from another program."""
    return (
        Setting(
            _("Take in patients"),
            _("A table or contacts of another program."),
            words=_("import csv excel vcard contacts spreadsheet migrate names"),
        ),
    )


def of_audit() -> tuple[Setting, ...]:
    """Who looked at what."""
    return (
        Setting(
            _("Audit"),
            _("Who saw, changed, printed or gave out what, and when."),
            words=_("log trail history access who viewed track"),
        ),
    )


def of_news() -> tuple[Setting, ...]:
    """What changed."""
    return (
        Setting(
            _("What is new"),
            _("What changed with each version, in words for those who treat."),
            words=_("version update release changes help about"),
        ),
    )

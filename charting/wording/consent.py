"""Consent in words: who signed what and when, what it leaves out, and what was taken back."""

from collections.abc import Iterable, Mapping

from charting.domain.consent import Consent, ConsentText, Signer
from charting.domain.consent_on_file import ConsentOnFile
from charting.domain.ids import PractitionerId
from charting.i18n import _, clauses, listed
from charting.wording.carried import moment_words
from charting.wording.languages import language_words
from charting.wording.values import date_words

_SHORT = 12


def signer_words(signer: Signer) -> str:
    """As whom somebody signs."""
    return {
        Signer.PATIENT: _("Patient"),
        Signer.GUARDIAN: _("Guardian"),
        Signer.WITNESS: _("Witness"),
    }[signer]


def consent_words(on_file: ConsentOnFile, country: str) -> str:
    """A consent in one line: "signed 16.11.2026, version 2026-1"; that it ended, if it did."""
    consent = on_file.consent
    said = _("signed {day}, version {version}").format(
        day=date_words(consent.signed.day, country), version=consent.text.version
    )
    if on_file.ended is None:
        return said
    ended = date_words(on_file.ended, country)
    return _("{signed}, taken back {day}").format(signed=said, day=ended)


def standing_words(on_file: ConsentOnFile, later: ConsentOnFile | None, country: str) -> str:
    """How a consent stands: in force, taken back, or followed by a later one."""
    if on_file.ended is not None:
        return _("taken back {day}").format(day=date_words(on_file.ended, country))
    if later is not None:
        day = date_words(later.consent.signed.day, country)
        return _("followed by that of {day}").format(day=day)
    return _("in force")


def without_words(on_file: ConsentOnFile, regions: Mapping[str, str], country: str) -> str:
    """The parts of the back that a consent leaves out; empty where it leaves out none."""
    said = [_(regions.get(each, each)) for each in on_file.consent.excluded]
    said += [
        _("{region} (since {day})").format(
            region=_(regions.get(region, region)), day=date_words(day, country)
        )
        for region, day in on_file.without
        if region not in on_file.consent.excluded
    ]
    return listed(said)


def declaration_words(text: ConsentText, name: str) -> str:
    """What a signature stands under, with the name of who needles."""
    return text.declaration.replace("{practitioner}", name)


def kept_words(on_file: ConsentOnFile, country: str) -> str:
    """What is said once a consent is on file."""
    return _("On file: {consent}. Give the patient a copy.").format(
        consent=consent_words(on_file, country)
    )


def withdrawn_words(regions: Iterable[str]) -> str:
    """What is said once a consent was taken back, as a whole or for some regions."""
    named = listed(_(each) for each in regions)
    if not named:
        return _("Taken back. Nothing is needled without agreement.")
    return _("Taken back for: {regions}. These parts are closed.").format(regions=named)


def short_text_hash(consent: Consent) -> str:
    """So much of the hash of a text as is enough to hold a page against the record by eye."""
    return consent.text_hash[:_SHORT]


def consent_facts(
    on_file: ConsentOnFile,
    names: Mapping[PractitionerId, str],
    regions: Mapping[str, str],
    country: str,
) -> list[tuple[str, str]]:
    """What stands on file beside the text: pairs of what it is called and what it says."""
    consent = on_file.consent
    signers = clauses(
        _("{who}: {name}, {when}").format(
            who=signer_words(one.signer), name=one.name, when=moment_words(one.at, country)
        )
        for one in consent.signatures
    )
    ended = date_words(on_file.ended, country) if on_file.ended else ""
    return [
        (
            _("Text"),
            _("version {version}, {language}").format(
                version=consent.text.version, language=language_words(consent.text.language)
            ),
        ),
        (_("Needled by"), names.get(consent.needles_by, consent.needles_by.hex)),
        (_("Signed by"), signers),
        (_("Agrees too"), consent.assent),
        (_("Not agreed"), without_words(on_file, regions, country)),
        (_("Taken back"), ended),
        (_("SHA-256"), consent.text_hash),
    ]

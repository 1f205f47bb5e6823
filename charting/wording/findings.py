"""What a check of the record found, in sentences."""

from charting.domain.proof import Finding, Flaw
from charting.i18n import _


def finding_words(finding: Finding) -> str:
    """One thing that is wrong, with the id by which it is found."""
    return flaws()[finding.flaw].format(
        of=finding.of.hex if finding.of else "", number=finding.number
    )


def proof_words(*, against_backups: bool) -> str:
    """What a check in which nothing was found proves, and what it cannot."""
    elsewhere = (
        _("a backup that nobody else could reach would show it.")
        if against_backups
        else _("compare the hash with one that was kept elsewhere, or check a backup.")
    )
    return (
        _(
            "This finds damage, and changes made past this application. Whoever has the passphrase "
            "could still have put back a whole older copy, or rebuilt everything: {elsewhere} It "
            "does not prove that the times are true."
        )
    ).format(elsewhere=elsewhere)


def flaws() -> dict[Flaw, str]:
    """The sentence of each flaw, its facts in braces."""
    return {
        Flaw.CHAIN: _("The chain of changes {of} breaks at its entry {number}."),
        Flaw.SIGNED_BYTES: _(
            "What was signed of the patient {of} was altered: record {number} is not what its hash "
            "says."
        ),
        Flaw.SIGNED_ORDER: _(
            "The signed records of the patient {of} are not in order: one is missing or was put in "
            "at {number}."
        ),
        Flaw.SIGNED_END: _(
            "The signed records of the patient {of} do not end where they should: the last known "
            "is {number}."
        ),
        Flaw.SIGNATURE: _(
            "The signature of record {number} of the patient {of} was not made over what stands "
            "there."
        ),
        Flaw.SIGNER: _("The key of a signature or of a practitioner is another one: {of}."),
        Flaw.BESIDE: _(
            "What lists show of record {number} of the patient {of} is not what was signed."
        ),
        Flaw.DIFFERS: _("What is stored of {of} is not what was signed, or what its changes tell."),
        Flaw.NOT_TOLD: _("{of} is stored or signed, and its chain of changes does not tell of it."),
        Flaw.NOT_SIGNED: _("The session {of} is shown as signed, and nobody has signed it."),
        Flaw.CONTACT: _(
            "A signed contact note of the patient {of} is not what was signed, or was signed by "
            "another key."
        ),
        Flaw.PAPER: _(
            "A paper that was handed out to the patient {of} is not kept as it was: its hash is "
            "another one."
        ),
        Flaw.ERASED: _(
            "The erasure of {of} is not as it was signed and told, or something of what was erased "
            "is left."
        ),
        Flaw.UNREADABLE: _("Something of {of} cannot be read."),
    }

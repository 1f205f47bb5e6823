"""A clinic's server in words: where it is, how it is, and what moved there."""

from collections.abc import Mapping

from charting.domain.clinic import ClinicAddress, ClinicState, Dumped
from charting.i18n import _, ngettext
from charting.wording.backups import size_in_words
from charting.wording.carried import moment_words
from charting.wording.refusals import sentence


def place_words(address: ClinicAddress | None) -> str:
    """Where the record of a practice is kept."""
    if address is None:
        return _("The record is kept on this computer alone.")
    words = _("The record is kept on the clinic’s server {host}, in the database “{database}”.")
    return words.format(host=address.host, database=address.database)


def state_words(state: ClinicState, country: str = "") -> str:
    """How a server was found, all that is wrong with it first."""
    words = [*trouble_words(state, country), _found_words(state), *_kept_words(state, country)]
    return " ".join(filter(None, words))


def trouble_words(state: ClinicState, country: str = "") -> list[str]:
    """A sentence for each thing that is wrong."""
    return [sentence(refused, country) for refused in state.troubles]


def _found_words(state: ClinicState) -> str:
    if not state.version:
        return ""
    version = state.version.partition(" ")[0]
    words = ngettext(
        "PostgreSQL {version} answers; the database has {size}, {n} connection is open.",
        "PostgreSQL {version} answers; the database has {size}, {n} connections are open.",
        state.connected,
    )
    return words.format(version=version, size=size_in_words(state.size), n=state.connected)


def _kept_words(state: ClinicState, country: str) -> list[str]:
    """What is known of backups and chains, and what waits here."""
    words = []
    if state.backed_up is not None:
        when = moment_words(state.backed_up, country)
        words.append(_("The last backup was made {when}.").format(when=when))
    elif state.version:
        words.append(_("Nobody has made a backup yet."))
    if state.whole is not None:
        words.append(
            _("Every chain of changes ends where it should.")
            if state.whole
            else _("Chains of changes have lost their end: look under “Verify”, and keep backups.")
        )
    if state.waiting:
        words.append(
            ngettext(
                "Changes of {n} visit or patient wait on this computer to be delivered.",
                "Changes of {n} visits and patients wait on this computer to be delivered.",
                state.waiting,
            ).format(n=state.waiting)
        )
    elif state.version:
        words.append(_("Nothing waits on this computer."))
    return words


def dumped_words(dumped: Dumped) -> str:
    """That a dump was made, and what was compared."""
    return _(
        "The dump is written ({size}) and was restored on trial: {rows} rows and the ends of "
        "{chains} chains are the same. It is not encrypted: guard it as you guard the server."
    ).format(size=size_in_words(dumped.size), rows=dumped.rows, chains=dumped.chains)


def would_move_words(counts: Mapping[str, int]) -> str:
    """What would move to a server."""
    return _(
        "Would move: patients {patients}, visits {sessions}, marks {marks}, signed records "
        "{signed}, entries of the trail {entries}. Nothing was changed."
    ).format(
        patients=counts["patients"],
        sessions=counts["sessions"],
        marks=counts["marks"],
        signed=counts["signed_records"],
        entries=counts["audit_entries"],
    )


def moved_words(rows: Mapping[str, int]) -> str:
    """What moved, and what becomes of the database of before."""
    return _(
        "The record has moved: {rows} rows of {tables} tables lie on the server now, each table "
        "counted and compared by its hash. The database of before is kept beside the practice."
    ).format(rows=sum(rows.values()), tables=len(rows))

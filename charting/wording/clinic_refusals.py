"""The sentence for each refusal of a clinic's server, or on the way there."""

from charting.domain.errors import ErrorCode
from charting.i18n import _


def of_clinics() -> dict[ErrorCode, str]:
    """The sentence of each code, its facts in braces."""
    return {**_of_the_way(), **_of_certificates(), **_of_the_server(), **_of_what_lies_there()}


def _of_the_way() -> dict[ErrorCode, str]:
    return {
        ErrorCode.CLINIC_UNREACHABLE: _(
            "The server {host} does not answer at port {port}, or takes nobody in just now. See "
            "whether this computer is on the clinic’s network and the server is on."
        ),
        ErrorCode.CLINIC_PASSWORD: _(
            "The server {host} does not let you in with this name and password, or not from this "
            "computer. If you open the practice with a passphrase, ask an owner whether you still "
            "work there; else check both, and what the server allows (pg_hba.conf)."
        ),
        ErrorCode.CLINIC_CLOCK: _(
            "The clock of this computer and that of the clinic’s server differ by {minutes} "
            "minutes. Set them right: needles are timed by them. You can go on charting."
        ),
        ErrorCode.CLINIC_GONE: _(
            "The clinic’s server does not answer, and this cannot be done without it. What you "
            "chart is kept on this computer until it answers again."
        ),
        ErrorCode.CLINIC_AWAY_TOO_LONG: _(
            "This computer has not reached the clinic’s server {host} for more than {days} days, "
            "so the patients that were kept here are not shown any more. Connect it to the "
            "clinic’s network; what you charted meanwhile waits, and goes there."
        ),
        ErrorCode.CLINIC_DRIVER_MISSING: _(
            "To speak to a clinic’s server this application needs one more part. Install what "
            "stands in installer/requirements-clinic.txt and start it again."
        ),
    }


def _of_certificates() -> dict[ErrorCode, str]:
    return {
        ErrorCode.CLINIC_CERTIFICATE_EXPIRED: _(
            "The certificate of the server {host} is not valid today: it has expired, unless the "
            "clock of this computer is wrong. Whoever looks after the server can renew it; until "
            "then nothing is sent there."
        ),
        ErrorCode.CLINIC_CERTIFICATE_UNKNOWN: _(
            "Nobody whom this computer trusts vouches for {host}: its certificate is of another "
            "name or of an unknown authority. It may not be the clinic’s server, so nothing was "
            "sent. Check the address; if the clinic made the certificate itself, name the file of "
            "its authority."
        ),
        ErrorCode.CLINIC_NO_TLS: _(
            "The server {host} offers no encrypted connection, and records go over a network in no "
            "other way. Whoever looks after it can switch TLS on."
        ),
    }


def _of_the_server() -> dict[ErrorCode, str]:
    return {
        ErrorCode.CLINIC_NOT_PERMITTED: _(
            "The clinic’s server does not permit you this. Ask an owner of the practice or, where "
            "a record is to be erased, whoever looks after the server."
        ),
        ErrorCode.CLINIC_SERVER_OLD: _(
            "The server {host} runs PostgreSQL {version}, and 14 or newer is needed. Nothing was "
            "changed there."
        ),
        ErrorCode.CLINIC_ADMIN_LACKS: _(
            "{name} may not make logins on the server, which each practitioner needs. Use the "
            "server’s administrator, or have the right CREATEROLE given."
        ),
        ErrorCode.CLINIC_DISK_FULL: _(
            "The disk of the clinic’s server is full. Whoever looks after it can free some space; "
            "go on charting and leave this window open, what you enter is stored as soon as there "
            "is room."
        ),
        ErrorCode.CLINIC_NO_DUMP_PROGRAM: _(
            "A dump is made by PostgreSQL’s own programs pg_dump and pg_restore, {version} or "
            "newer, and they are not on this computer. Install PostgreSQL’s client, or make the "
            "dump where the server is."
        ),
        ErrorCode.CLINIC_DUMP_FAILED: _(
            "PostgreSQL’s own programs did not make the dump of “{database}” on {host}, or did not "
            "restore it on trial. No file was written. They said: “{why}”."
        ),
        ErrorCode.CLINIC_NAME_IMPOSSIBLE: _(
            "A clinic’s database cannot be called “{database}”. Take up to 30 small letters a to "
            "z, digits and underscores, the first of them a letter."
        ),
    }


def _of_what_lies_there() -> dict[ErrorCode, str]:
    return {
        ErrorCode.CLINIC_NO_DATABASE: _(
            "The server {host} has no database “{database}”. Check the name, or have it made."
        ),
        ErrorCode.CLINIC_FOREIGN: _(
            "The database “{database}” on {host} is of another program or another practice. "
            "Nothing was changed there; name a new one."
        ),
        ErrorCode.CLINIC_DIFFERS: _(
            "What came over is not what was sent, so all of it was taken back. Nothing was changed "
            "here or there; try again, and check the server’s disk if it happens twice."
        ),
        ErrorCode.CLINIC_OLDER: _(
            "The clinic’s database is of an earlier version than this application. Whoever looks "
            "after the server brings it up to date with “clinic update”; until then use the "
            "version that your colleagues have."
        ),
        ErrorCode.CLINIC_CARD_UNREADABLE: _(
            "This is not the card of a clinic, or it is damaged. Ask an owner for a new one."
        ),
        ErrorCode.NO_CLINIC: _("The record of this practice is kept on this computer alone."),
        ErrorCode.CLINIC_ALREADY: _(
            "The record of this practice is on a clinic’s server. What concerns it whole, a move "
            "or a backup that is put back, is done there."
        ),
    }

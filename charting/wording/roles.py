"""Roles in words, and whose hands a visit was in."""

from collections.abc import Mapping

from charting.domain.ids import PractitionerId
from charting.domain.roles import Role
from charting.domain.session import Session
from charting.i18n import _, listed
from charting.wording.values import clock_words


def role_words(role: Role) -> str:
    """A role as a colleague would say it."""
    return {
        Role.OWNER: _("Owner"),
        Role.PRACTITIONER: _("Practitioner"),
        Role.SUPERVISOR: _("Supervisor"),
        Role.STUDENT: _("Student"),
        Role.FRONT_DESK: _("Front desk"),
    }[role]


def role_sentence(role: Role) -> str:
    """What somebody of this role can do here."""
    return {
        Role.OWNER: _("Treats, supervises, and decides who works here."),
        Role.PRACTITIONER: _("Treats, signs, backs up and exports."),
        Role.SUPERVISOR: _("Treats, signs, co-signs for students, and reads the audit trail."),
        Role.STUDENT: _("Charts beside a named supervisor, whose co-signature each note needs."),
        Role.FRONT_DESK: _("Patients and appointments; sees no clinical content."),
    }[role]


def hands_words(session: Session, names: Mapping[PractitionerId, str]) -> str:
    """Who had a visit in hand: "Nora Feld, from 09:52 Jan Roth (supervisor present: Mara Vogt)"."""
    told = [_beside(session.practitioner_id, session.supervisor_id, names)]
    told += [
        _("from {time} {name}").format(
            time=clock_words(taken.at), name=_beside(taken.by, taken.supervisor_id, names)
        )
        for taken in session.taken_over
    ]
    return listed(told)


def _beside(
    who: PractitionerId, supervisor: PractitionerId | None, names: Mapping[PractitionerId, str]
) -> str:
    name = names.get(who, who.hex)
    if supervisor is None:
        return name
    return _("{name} (supervisor present: {supervisor})").format(
        name=name, supervisor=names.get(supervisor, supervisor.hex)
    )

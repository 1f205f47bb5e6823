"""What the verb of a clinic's server does."""

import sys
from pathlib import Path

from charting.command_line import Arguments
from charting.command_line.asking import REFUSED, passphrase
from charting.command_line.text import harmless
from charting.domain.clinic import ClinicAddress, ClinicState
from charting.i18n import _
from charting.named_files import load, require_free, save
from charting.services.clinic_setup import LARGEST_CARD
from charting.services.clinics import Admin
from charting.services.practices import OpenPractice, Practices
from charting.storage.clinic.address import read_authority
from charting.wording.clinics import (
    dumped_words,
    moved_words,
    place_words,
    state_words,
    would_move_words,
)

WITHOUT_PRACTICE = frozenset({"join", "update"})
"""What is done to a practice that is not opened."""


def clinic(practice: OpenPractice, arguments: Arguments) -> int:
    """Do what is asked of a practice that is open."""
    verbs = {
        **{"state": _state, "check": _check, "move": _move, "card": _card},
        **{"leave": _leave, "dump": _dump},
    }
    return verbs[arguments.what](practice, arguments)


def beside_practice(practices: Practices, folder: Path, arguments: Arguments) -> int:
    """Do what is asked of a practice that is not opened."""
    if arguments.what == "join":
        address = practices.clinics().join(folder, load(arguments.card, LARGEST_CARD))
        print(harmless(place_words(address)))
        print(_("Open the practice with your own passphrase."))
        return 0
    if practices.clinics().update(folder, _admin(arguments)):
        print(_("The tables of the clinic are up to date now."))
    else:
        print(_("The tables of the clinic were up to date."))
    return 0


def _state(practice: OpenPractice, _arguments: Arguments) -> int:
    print(harmless(place_words(practice.clinic.address)))
    return _told(practice.clinic.state(thorough=True), practice)


def _check(practice: OpenPractice, arguments: Arguments) -> int:
    state = practice.clinic.check(_address(arguments), _admin(arguments))
    return _told(state, practice)


def _move(practice: OpenPractice, arguments: Arguments) -> int:
    address, admin = _address(arguments), _admin(arguments)
    if not arguments.yes:
        status = _told(practice.clinic.check(address, admin), practice)
        print(would_move_words(practice.clinic.would_move()))
        return status
    print(moved_words(practice.clinic.move(address, admin).rows))
    print(_("Open the practice as ever. For further computers write a card: “clinic card”."))
    return 0


def _card(practice: OpenPractice, arguments: Arguments) -> int:
    card = practice.clinic.card()
    if arguments.out == "-":
        sys.stdout.buffer.write(card)
    else:
        save(Path(arguments.out), card, replace=arguments.replace)
    return 0


def _dump(practice: OpenPractice, arguments: Arguments) -> int:
    file = Path(arguments.file).absolute()
    require_free(file, replace=arguments.replace)
    print(dumped_words(practice.clinic.dump(_admin(arguments), file)))
    return 0


def _leave(practice: OpenPractice, arguments: Arguments) -> int:
    assert arguments.into is not None  # noqa: S101 - so says the parser
    folder = practice.checks.backup(arguments.into.absolute())
    words = _(
        "The whole record lies in {folder}, and the copy was checked. Open it there with “--data”. "
        "The record on the server stays as it is."
    )
    print(words.format(folder=harmless(str(folder))))
    return 0


def _told(state: ClinicState, practice: OpenPractice) -> int:
    print(harmless(state_words(state, practice.practice.country)))
    return REFUSED if state.troubles else 0


def _address(arguments: Arguments) -> ClinicAddress:
    authority = read_authority(arguments.authority)
    return ClinicAddress(arguments.host, arguments.database, arguments.port, authority)


def _admin(arguments: Arguments) -> Admin:
    prompt = _("Password of {name}: ").format(name=arguments.admin)
    return Admin(arguments.admin, passphrase(arguments.admin_password_file, prompt))

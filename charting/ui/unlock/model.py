"""What the unlock screen knows and can do: open a practice folder, or set up a new one."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import QObject, Signal

from charting.domain.errors import ErrorCode, Refused
from charting.ui.tasks import Lane

if TYPE_CHECKING:
    # The first window must be there before the services are loaded.
    from charting.services.practices import OpenPractice

# NIST SP 800-63B-4 section 3.1.1.2; the vault refuses less.
LEAST_CHARACTERS = 15


class Form(NamedTuple):
    """What is asked when a practice is set up; texts as typed."""

    practitioner: str
    registration: str
    clinic: str
    phone: str
    out_of_hours_phone: str
    country: str
    emergency_number: str
    paper: str


class Country(NamedTuple):
    """A country that can be chosen, its emergency number and usual paper."""

    code: str
    name: str
    emergency_number: str
    paper: str


class Door(Protocol):
    """The way into practice folders; called on the lane, where it may take its time."""

    def holds_practice(self, folder: Path) -> bool:
        """Whether there is a practice in `folder`, whole or in part."""

    def open(self, folder: Path, passphrase: str) -> "OpenPractice":
        """Unlock a practice. Raises `Refused`."""

    def create(self, folder: Path, form: Form, passphrase: str) -> "OpenPractice":
        """Set up a practice. Raises `Refused`."""

    def countries(self) -> tuple[Country, ...]:
        """The countries that can be chosen, by name."""

    def sentence(self, refused: Refused) -> str:
        """What to tell the person."""


_AT_PASSPHRASE = frozenset(
    {
        ErrorCode.WRONG_PASSPHRASE,
        ErrorCode.PASSPHRASE_TOO_SHORT,
        ErrorCode.PASSPHRASE_TOO_SIMPLE,
        ErrorCode.PASSPHRASE_MISSING,
    }
)
_AT_FOLDER = frozenset(
    {
        ErrorCode.PRACTICE_EXISTS,
        ErrorCode.FOLDER_NOT_WRITABLE,
        ErrorCode.FOLDER_ON_NETWORK,
        ErrorCode.FOLDER_SYNCED,
    }
)


def field_of(refused: Refused) -> str:
    """The name of the field at which a refusal stands, or nothing."""
    if refused.code in _AT_PASSPHRASE:
        return "passphrase"
    if refused.code is ErrorCode.PASSPHRASES_DIFFER:
        return "again"
    if refused.code in _AT_FOLDER:
        return "folder"
    if refused.code is ErrorCode.UNKNOWN_COUNTRY:
        return "country"
    return str(refused.facts.get("field", ""))


class UnlockModel(QObject):
    """The folder at hand and whether it is being opened; what comes of it goes out as signals.

    `refused` carries the field at which the refusal stands ("" for none) and its sentence,
    `opened` the `OpenPractice`.
    """

    changed = Signal()
    refused = Signal(str, str)
    opened = Signal(object)
    countries_known = Signal()

    def __init__(
        self, door: Door, lane: Lane, folder: Path, *, is_new: bool, parent: QObject | None = None
    ) -> None:
        """`is_new`: there is no practice in `folder` by the first look at it."""
        super().__init__(parent)
        self._door = door
        self._lane = lane
        self.folder = folder
        self.is_new = is_new
        self.busy = False
        self.countries: tuple[Country, ...] = ()

    def wake(self) -> None:
        """Look at the folder and read the countries; called once the window has been painted."""
        self._lane.submit(self._door.countries, self._on_countries)
        self.choose_folder(self.folder)

    def choose_folder(self, folder: Path) -> None:
        """Go to another folder, and see whether there is a practice in it."""
        self.folder = folder
        self._lane.submit(lambda: self._door.holds_practice(folder), self._on_looked)

    def set_up_here(self) -> None:
        """Offer to set up a practice in the folder at hand."""
        self._show(is_new=True)

    def open_existing(self) -> None:
        """Offer to open a practice that there is."""
        self._show(is_new=False)

    def unlock(self, passphrase: str) -> None:
        """Open the practice; `opened` or `refused` follows."""
        folder = self.folder

        def work() -> "OpenPractice":
            if not passphrase:
                raise Refused(ErrorCode.PASSPHRASE_MISSING)
            return self._door.open(folder, passphrase)

        self._begin(work)

    def create(self, form: Form, passphrase: str, again: str) -> None:
        """Set up a practice in the folder at hand; `opened` or `refused` follows."""
        folder = self.folder

        def work() -> "OpenPractice":
            _check(form, passphrase, again)
            return self._door.create(folder, form, passphrase)

        self._begin(work)

    def _begin(self, work: Callable[[], "OpenPractice"]) -> None:
        if self.busy:
            return
        self._set_busy(True)
        self._lane.submit(work, self._on_opened, self._on_problem)

    def _on_opened(self, practice: "OpenPractice") -> None:
        self._set_busy(False)
        self.opened.emit(practice)

    def _on_problem(self, problem: Exception) -> None:
        self._set_busy(False)
        if isinstance(problem, Refused):
            self.refused.emit(field_of(problem), self._door.sentence(problem))

    def _on_countries(self, countries: tuple[Country, ...]) -> None:
        self.countries = countries
        self.countries_known.emit()

    def _on_looked(self, found: bool) -> None:
        self._show(is_new=not found)

    def _show(self, *, is_new: bool) -> None:
        self.is_new = is_new
        self.changed.emit()

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.changed.emit()


def _check(form: Form, passphrase: str, again: str) -> None:
    """Refuse what would come to light only after the passphrase was hardened."""
    if not form.practitioner.strip():
        raise Refused(ErrorCode.FIELD_MISSING, {"field": "practitioner_name"})
    if not form.clinic.strip():
        raise Refused(ErrorCode.FIELD_MISSING, {"field": "clinic_name"})
    if not form.country:
        raise Refused(ErrorCode.UNKNOWN_COUNTRY)
    if len(passphrase) >= LEAST_CHARACTERS and passphrase != again:
        raise Refused(ErrorCode.PASSPHRASES_DIFFER)

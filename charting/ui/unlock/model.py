"""What the unlock screen knows and can do: open a practice folder, or set up a new one."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from charting.domain.errors import ErrorCode, Refused
from charting.domain.passphrase import LEAST_CHARACTERS
from charting.ui.tasks import Lane

if TYPE_CHECKING:
    # The first window must be there before the services are loaded.
    from collections.abc import Sequence

    from charting.domain.ids import PractitionerId
    from charting.services.practices import OpenPractice
    from charting.services.rescue import Good


T = TypeVar("T")


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


class Colleague(NamedTuple):
    """Somebody who can go on at the covered window; `id` is their practitioner's id."""

    id: "PractitionerId"
    name: str


class Door(Protocol):
    """The way into practice folders; called on the lane, where it may take its time."""

    def holds_practice(self, folder: Path) -> bool:
        """Whether there is a practice in `folder`, whole or in part."""

    def open(
        self, folder: Path, passphrase: str, holder: "PractitionerId | None" = None
    ) -> "OpenPractice":
        """Unlock a practice, as `holder` alone where they are named. Raises `Refused`."""

    def recover(self, folder: Path, typed: str, passphrase: str, again: str) -> "OpenPractice":
        """Unlock a practice by a recovery key, whose holder gets a new passphrase. Raises
        `Refused`.
        """

    def find_good(self, folder: Path, passphrase: str) -> "tuple[Good, str]":
        """The newest good backup of a practice that does not open, and what it would bring back.
        Raises `Refused`.
        """

    def read(self, folder: Path, good: "Good", passphrase: str) -> "OpenPractice":
        """Open a copy of it, in which nothing is stored. Raises `Refused`."""

    def put_back(self, folder: Path, good: "Good") -> None:
        """Put it in the place of the practice. Raises `Refused`."""

    def strength(self, passphrase: str, expected: "Sequence[str]") -> int:
        """How hard a passphrase is to guess, 0 to 4."""

    def create(self, folder: Path, form: Form, passphrase: str) -> "OpenPractice":
        """Set up a practice. Raises `Refused`."""

    def join(self, folder: Path, card: Path) -> None:
        """Let a new practice folder lead to the clinic of a card. Raises `Refused`."""

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
        ErrorCode.PASSPHRASE_TAKEN,
    }
)
_AT_RECOVERY_KEY = frozenset(
    {
        ErrorCode.RECOVERY_KEY_LENGTH,
        ErrorCode.RECOVERY_KEY_TYPO,
        ErrorCode.WRONG_RECOVERY_KEY,
        ErrorCode.NO_RECOVERY_KEY,
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


# What a backup would mend.
_LOST = frozenset(
    {
        ErrorCode.DATABASE_DAMAGED,
        ErrorCode.DATABASE_FOREIGN,
        ErrorCode.DATABASE_NOT_ENCRYPTED,
        ErrorCode.KEYS_DAMAGED,
        ErrorCode.KEYS_MISSING,
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
    if refused.code in _AT_RECOVERY_KEY:
        return "recovery_key"
    if refused.code is ErrorCode.UNKNOWN_COUNTRY:
        return "country"
    return str(refused.facts.get("field", ""))


class UnlockModel(QObject):
    """The folder at hand and whether it is being opened; what comes of it goes out as signals.

    `refused` carries the field at which the refusal stands ("" for none) and its sentence,
    `opened` the `OpenPractice`, `rated` how hard a passphrase is to guess, 0 to 4. `colleagues` are
    those who can go on at a covered window, the one who was at work first. `joined` tells that the
    folder leads to a clinic now. `lost` carries the
    sentence of a refusal that a backup would mend, `found_good` what the newest good one would
    bring back, `demonstration_wanted` that somebody looks round before they set up anything.
    """

    changed = Signal()
    refused = Signal(str, str)
    lost = Signal(str)
    found_good = Signal(str)
    opened = Signal(object)
    countries_known = Signal()
    demonstration_wanted = Signal()
    rated = Signal(int)
    joined = Signal()

    def __init__(
        self, door: Door, lane: Lane, folder: Path, *, is_new: bool, parent: QObject | None = None
    ) -> None:
        """`is_new`: there is no practice in `folder` by the first look at it."""
        super().__init__(parent)
        self._door = door
        self._lane = lane
        self.folder = folder
        self.is_new = is_new
        self.is_forgotten = False
        self.busy = False
        self.colleagues: tuple[Colleague, ...] = ()
        self._rated = 0
        self._good: Good | None = None
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

    def forgotten(self) -> None:
        """Offer to open the practice by its recovery key."""
        self._show(is_new=False, is_forgotten=True)

    def cover(self, colleagues: "Sequence[Colleague]") -> None:
        """Ask for the passphrase of one of these again."""
        self.colleagues = tuple(colleagues)
        self._show(is_new=False)

    def unlock(self, passphrase: str, holder: "PractitionerId | None" = None) -> None:
        """Open the practice, as `holder` alone where they are named; `opened` or `refused`
        follows.
        """
        folder = self.folder

        def work() -> "OpenPractice":
            if not passphrase:
                raise Refused(ErrorCode.PASSPHRASE_MISSING)
            return self._door.open(folder, passphrase, holder)

        self._begin(work)

    def create(self, form: Form, passphrase: str, again: str) -> None:
        """Set up a practice in the folder at hand; `opened` or `refused` follows."""
        folder = self.folder

        def work() -> "OpenPractice":
            _check(form, passphrase, again)
            return self._door.create(folder, form, passphrase)

        self._begin(work)

    def lacks(self, form: Form) -> tuple[str, str] | None:
        """The first field of a form that must not be left as it is, and why, in words."""
        try:
            _check_form(form)
        except Refused as refused:
            return field_of(refused), self._door.sentence(refused)
        return None

    def join(self, card: Path) -> None:
        """Let the folder at hand lead to the clinic of a card; `joined` or `refused` follows."""
        folder = self.folder

        def then(_done: None) -> None:
            self._show(is_new=False)
            self.joined.emit()

        self._do(lambda: self._door.join(folder, card), then)

    def recover(self, typed: str, passphrase: str, again: str) -> None:
        """Open the practice by a recovery key; `opened` or `refused` follows."""
        folder = self.folder
        self._begin(lambda: self._door.recover(folder, typed, passphrase, again))

    def find_good(self, passphrase: str) -> None:
        """Look for the newest good backup; `found_good` or `refused` follows."""
        folder = self.folder
        self._do(lambda: self._door.find_good(folder, passphrase), self._on_good)

    def read_good(self, passphrase: str) -> None:
        """Open the one that was found, to be read only; `opened` or `refused` follows."""
        folder, good = self.folder, self._good
        if good is not None:
            self._begin(lambda: self._door.read(folder, good, passphrase))

    def put_back(self, passphrase: str) -> None:
        """Put the one that was found in the place of the practice, and open it."""
        folder, good = self.folder, self._good
        if good is not None:
            self._do(lambda: self._door.put_back(folder, good), lambda _n: self.unlock(passphrase))

    def rate(self, passphrase: str, *expected: str) -> None:
        """See how hard a passphrase is to guess; `rated` follows for what was typed last."""
        self._rated += 1
        asked = self._rated

        def work() -> int | None:
            return self._door.strength(passphrase, expected) if asked == self._rated else None

        def then(score: int | None) -> None:
            if score is not None and asked == self._rated:
                self.rated.emit(score)

        self._lane.submit(work, then)

    def _begin(self, work: Callable[[], "OpenPractice"]) -> None:
        if self.busy:
            return
        self._set_busy(True)
        self._lane.submit(work, self._on_opened, self._on_problem)

    def _do(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        if self.busy:
            return

        def done(value: T) -> None:
            self._set_busy(False)
            then(value)

        self._set_busy(True)
        self._lane.submit(work, done, self._on_problem)

    def _on_good(self, found: "tuple[Good, str]") -> None:
        self._good, words = found
        self.found_good.emit(words)

    def _on_opened(self, practice: "OpenPractice") -> None:
        self._set_busy(False)
        self.colleagues, self.is_forgotten = (), False
        self.opened.emit(practice)

    def _on_problem(self, problem: Exception) -> None:
        self._set_busy(False)
        asked = not self.is_new and not self.is_forgotten
        if asked and isinstance(problem, Refused) and problem.code in _LOST:
            self.lost.emit(self._door.sentence(problem))
        elif isinstance(problem, Refused):
            self.refused.emit(field_of(problem), self._door.sentence(problem))

    def _on_countries(self, countries: tuple[Country, ...]) -> None:
        self.countries = countries
        self.countries_known.emit()

    def _on_looked(self, found: bool) -> None:
        self._show(is_new=not found, is_forgotten=found and self.is_forgotten)

    def _show(self, *, is_new: bool, is_forgotten: bool = False) -> None:
        self.is_new, self.is_forgotten = is_new, is_forgotten
        self.changed.emit()

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.changed.emit()


def _check(form: Form, passphrase: str, again: str) -> None:
    """Refuse what would come to light only after the passphrase was hardened."""
    _check_form(form)
    if len(passphrase) >= LEAST_CHARACTERS and passphrase != again:
        raise Refused(ErrorCode.PASSPHRASES_DIFFER)


def _check_form(form: Form) -> None:
    if not form.practitioner.strip():
        raise Refused(ErrorCode.FIELD_MISSING, {"field": "practitioner_name"})
    if not form.clinic.strip():
        raise Refused(ErrorCode.FIELD_MISSING, {"field": "clinic_name"})
    if not form.country:
        raise Refused(ErrorCode.UNKNOWN_COUNTRY)

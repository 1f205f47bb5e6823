"""What the settings screen knows of the people of the practice and of one's own keys."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from charting.domain import recovery_key
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PractitionerId
from charting.domain.practice import Practitioner
from charting.domain.roles import MAY_SUPERVISE, NEEDS_COSIGNATURE, Right, Role, may
from charting.durable import write_whole
from charting.i18n import _
from charting.services.people import PersonLine
from charting.services.practices import OpenPractice
from charting.services.vaults import RecoveryPaper
from charting.ui.tasks import Lane
from charting.wording import sentence

T = TypeVar("T")

NOBODY = PractitionerId(UUID(int=0))


class RecoveryPages(Protocol):
    """Puts a recovery key on paper; called on the lane."""

    def pdf(self, paper: RecoveryPaper) -> bytes:
        """The page as PDF."""

    def printer(self) -> str:
        """The name of the printer that is usual here, or nothing."""

    def print_out(self, paper: RecoveryPaper, printer: str) -> None:
        """Print the page. Raises `Refused` (PRINTER_MISSING, PRINTING_FAILED)."""


_FIELDS = {
    ErrorCode.WRONG_PASSPHRASE: "passphrase",
    ErrorCode.PASSPHRASE_TOO_SHORT: "new",
    ErrorCode.PASSPHRASE_TOO_SIMPLE: "new",
    ErrorCode.PASSPHRASE_TAKEN: "new",
    ErrorCode.PASSPHRASES_DIFFER: "again",
    ErrorCode.RECOVERY_KEY_TYPO: "group",
    ErrorCode.LAST_OWNER: "role",
    ErrorCode.SUPERVISOR_MISSING: "supervisor",
}


class PeopleModel(QObject):
    """Everybody in the practice, and the recovery key that is being put on paper.

    `refused` carries the field at which a refusal stands ("" for none; "group 3" for a group) and
    its sentence, `said` what was done, `rated` how hard a passphrase is to guess, 0 to 4. `done`
    follows when a form has nothing more to do, `kept` when a recovery key opens the practice.
    """

    changed = Signal()
    refused = Signal(str, str)
    said = Signal(str)
    rated = Signal(int)
    done = Signal()
    kept = Signal()

    def __init__(
        self,
        practice: OpenPractice,
        pages: RecoveryPages,
        lane: Lane,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._practice, self._people = practice, practice.people
        self._pages, self._lane = pages, lane
        self.who = practice.practitioner
        self.country = practice.practice.country
        self.lines: tuple[PersonLine, ...] = ()
        self.groups: tuple[str, ...] = ()
        self.printer, self.sheet = "", practice.practice.paper
        self.asked = (0, 0)
        self.busy = False
        self._rated = 0

    @property
    def may_manage(self) -> bool:
        """Whether who is at work decides who works here."""
        return may(self.who.role, Right.MANAGE_PEOPLE)

    @property
    def is_student(self) -> bool:
        """Whether who is at work charts beside a supervisor."""
        return self.who.role in NEEDS_COSIGNATURE

    @property
    def has_recovery_key(self) -> bool:
        """Whether a recovery key of one's own opens the practice."""
        return any(line.has_recovery_key for line in self.lines if line.person.id == self.who.id)

    def supervisors(self) -> tuple[Practitioner, ...]:
        """Those who may be present while a student charts."""
        here = (line.person for line in self.lines if line.person.left is None)
        return tuple(one for one in here if one.role in MAY_SUPERVISE)

    def read(self) -> None:
        """Read who works here; `changed` follows."""
        self._do(self._people.everybody, self._on_read, quietly=True)

    # The people

    def add(self, name: str, registration: str, role: Role, passphrase: str, again: str) -> None:
        """Let one more person open the practice; `done` or `refused` follows."""
        person = Practitioner(NOBODY, name, registration, role=role)
        self._do(lambda: self._people.add(person, passphrase, again), self._on_added)

    def change(self, person: Practitioner) -> None:
        """Store what was changed of somebody; `done` or `refused` follows."""
        self._do(lambda: self._people.change(person), self._on_changed)

    def remove(self, person: Practitioner) -> None:
        """Let somebody open the practice no more; `done` or `refused` follows."""
        words = _("{name} cannot open this practice any more. The records have a new key.")

        def then(_gone: None) -> None:
            self._finish(words.format(name=person.name))

        self._do(lambda: self._people.remove(person.id), then)

    def work_beside(self, supervisor_id: PractitionerId | None) -> None:
        """Name who is present while one charts as a student."""
        self._do(
            lambda: self._practice.work_beside(supervisor_id),
            lambda _named: self._finish(_("Noted for the sessions from now on.")),
        )

    # One's own keys

    def rate(self, passphrase: str) -> None:
        """See how hard a passphrase is to guess; `rated` follows for what was typed last."""
        self._rated += 1
        asked = self._rated

        def work() -> int | None:
            return self._people.strength(passphrase) if asked == self._rated else None

        def then(score: int | None) -> None:
            if score is not None and asked == self._rated:
                self.rated.emit(score)

        self._lane.submit(work, then)

    def change_passphrase(self, passphrase: str, new: str, again: str) -> None:
        """Put a new passphrase in the place of one's own; `done` or `refused` follows."""
        self._do(
            lambda: self._people.change_passphrase(passphrase, new, again),
            lambda _done: self._finish(_("Your new passphrase opens the practice from now on.")),
        )

    def begin_recovery_key(self) -> None:
        """Make a recovery key that is still to be put on paper; `changed` follows."""
        self._do(self._people.new_recovery_key, self._on_groups, quietly=True)
        self._do(self._pages.printer, self._on_printer, quietly=True)

    def choose_sheet(self, sheet: str) -> None:
        """Put the page of the recovery key on another size of paper."""
        self.sheet = sheet

    def save_paper(self, file: Path) -> None:
        """Save the page of the recovery key; `said` or `refused` follows."""
        groups, sheet = self.groups, self.sheet

        def work() -> None:
            try:
                write_whole(file, self._pages.pdf(self._people.recovery_paper(groups, sheet)))
            except OSError:
                raise Refused(ErrorCode.FOLDER_NOT_WRITABLE, {"folder": str(file.parent)}) from None

        words = _("Saved. Print it, and delete the file: whoever has it can open the records.")
        self._do(work, lambda _saved: self.said.emit(words))

    def print_paper(self) -> None:
        """Print the page of the recovery key; `said` or `refused` follows."""
        groups, printer, sheet = self.groups, self.printer, self.sheet
        words = _("Sent to the printer “{name}”.").format(name=printer)
        self._do(
            lambda: self._pages.print_out(self._people.recovery_paper(groups, sheet), printer),
            lambda _printed: self.said.emit(words),
        )

    def keep_recovery_key(self, copied: tuple[str, str], passphrase: str) -> None:
        """Compare what was copied from the paper, and let the key open the practice; `kept` and
        `done`, or `refused`, follow.
        """
        for place, typed in zip(self.asked, copied, strict=True):
            try:
                recovery_key.check_copied(self.groups, place, typed)
            except Refused as refused:
                self.refused.emit(f"group {place + 1}", sentence(refused))
                return
        groups = self.groups

        def then(_kept: None) -> None:
            self.forget_recovery_key()
            self.kept.emit()
            self._finish(_("The recovery key opens the practice. Keep the page in a safe place."))

        self._do(lambda: self._people.keep_recovery_key(groups, passphrase), then)

    def forget_recovery_key(self) -> None:
        """Forget a recovery key that was not kept, or is on paper now."""
        self.groups = ()

    def _on_read(self, lines: object) -> None:
        self.lines = tuple(lines)  # type: ignore[arg-type]
        mine = [line.person for line in self.lines if line.person.id == self.who.id]
        self.who = mine[0] if mine else self.who
        self.changed.emit()

    def _on_printer(self, name: str) -> None:
        self.printer = name
        self.changed.emit()

    def _on_groups(self, groups: tuple[str, ...]) -> None:
        self.groups, self.asked = groups, recovery_key.asked(groups)
        self.changed.emit()

    def _on_added(self, person: Practitioner) -> None:
        words = _("{name} opens the practice with their own passphrase from now on.")
        self._finish(words.format(name=person.name))

    def _on_changed(self, person: Practitioner) -> None:
        words = _("Noted. A changed role holds from the next unlocking by {name}.")
        self._finish(words.format(name=person.name))

    def _finish(self, words: str) -> None:
        self.said.emit(words)
        self.done.emit()
        self.read()

    def _do(
        self, work: Callable[[], T], then: Callable[[T], None], *, quietly: bool = False
    ) -> None:
        if self.busy and not quietly:
            return

        def answered(value: T) -> None:
            self._set_busy(False)
            then(value)

        if quietly:
            self._lane.submit(work, then, self._on_problem)
            return
        self._set_busy(True)
        self._lane.submit(work, answered, self._on_problem)

    def _on_problem(self, problem: Exception) -> None:
        self._set_busy(False)
        if isinstance(problem, Refused):
            field = _FIELDS.get(problem.code, str(problem.facts.get("field", "")))
            self.refused.emit(field, sentence(problem))

    def _set_busy(self, busy: bool) -> None:
        if busy is not self.busy:
            self.busy = busy
            self.changed.emit()

"""The verbs that keep the record safe: back it up, put a backup back, and try whether one opens."""

import sys

from charting.backup_files import finish_restore
from charting.command_line import Arguments
from charting.command_line.asking import REFUSED
from charting.command_line.text import harmless
from charting.domain.backup import BackupState, Progress, Report, nobody_hears
from charting.i18n import _
from charting.services.practices import OpenPractice
from charting.wording import sentence
from charting.wording.backups import (
    backup_words,
    loss_words,
    progress_words,
    safety_words,
    size_in_words,
    tried_words,
)
from charting.wording.carried import moment_words

_NOT_WHOLE = 1
_WIDEST = 60


def back_up(practice: OpenPractice, arguments: Arguments) -> int:
    """Copy the practice into a new folder, or to where its own backups lie."""
    keeping, country = practice.safekeeping, practice.practice.country
    if arguments.second is not None:
        place = keeping.choose_second(arguments.second.absolute())
        print(_("Backups are carried to {folder} too.").format(folder=harmless(str(place))))
    trouble = None
    if arguments.into is not None:
        folder = practice.checks.backup(arguments.into.absolute())
    else:
        made = keeping.back_up(_told())
        folder, trouble = made.folder, made.trouble
    words = _("The practice was copied to {folder}, and the copy was checked.")
    print(words.format(folder=harmless(str(folder))))
    print(_("It opens with the same passphrase: keep both, apart from each other."))
    if arguments.into is None:
        print(safety_words(keeping.safety(), country)[0])
    if trouble is not None:
        print(harmless(sentence(trouble)), file=sys.stderr)
        return REFUSED
    return 0


def restore(practice: OpenPractice, arguments: Arguments) -> int:
    """List the backups; or say what would be lost if one were put back; or put it back."""
    country = practice.practice.country
    if arguments.backup is None:
        for each in practice.safekeeping.lying():
            when = moment_words(each.made, country)
            print(f"{when}  {size_in_words(each.size):>9}  {harmless(str(each.folder))}")
        return 0
    backup = arguments.backup.absolute()
    print(harmless(loss_words(practice.restoring.compare(backup), country)))
    if not arguments.yes:
        print(_("Nothing was changed. Put it in the place of the record with --yes."))
        return 0
    practice.restoring.decide(practice.restoring.make_ready(backup, _told()))
    practice.close()
    replaced = finish_restore(practice.folder)
    print(_("Done. What it replaced was kept in {folder}.").format(folder=harmless(str(replaced))))
    return 0


def drill(practice: OpenPractice, _arguments: Arguments) -> int:
    """Try whether the newest backup opens, and prove what is in it."""
    country = practice.practice.country
    checked = practice.safekeeping.drill(_told())
    print(backup_words(checked, country))
    print(tried_words(practice.safekeeping.safety(), country))
    return 0 if checked.state is BackupState.GOOD else _NOT_WHOLE


def _told() -> Report:
    """Tells on one line of a terminal how far it has come; nothing where there is none."""
    if not sys.stderr.isatty():
        return nobody_hears

    def tell(progress: Progress) -> None:
        end = "\r" if progress.done < progress.of else "\n"
        print(f"{progress_words(progress):{_WIDEST}}", end=end, file=sys.stderr, flush=True)

    return tell

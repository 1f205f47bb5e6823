"""Backups in sentences: how safe the record is, what came of a check, what would be lost."""

from datetime import timedelta

from charting.domain.backup import (
    DRILL_AFTER,
    STALE,
    BackupState,
    CheckedBackup,
    Loss,
    Part,
    Progress,
    Safety,
    microseconds,
)
from charting.domain.moment import Moment
from charting.i18n import _, clauses, listed, ngettext
from charting.wording.carried import moment_words
from charting.wording.values import clock_words, date_words

# More names than these are only counted.
_MOST_NAMED = 6


def backup_words(checked: CheckedBackup, country: str) -> str:
    """One backup by the name of its folder, and what came of its check."""
    told = states()[checked.state]
    if checked.latest is not None:
        until = _("up to {moment}").format(moment=moment_words(checked.latest, country))
        return f"{listed((checked.name, until))}: {told}"
    return f"{checked.name}: {told}"


def states() -> dict[BackupState, str]:
    """The sentence of each state."""
    return {
        BackupState.GOOD: _(
            "sound, and every chain in it goes on in this record as it stood then."
        ),
        BackupState.LOCKED: _(
            "not checked: your keys of now do not open it. It opens with a passphrase of its time."
        ),
        BackupState.IN_USE: _(
            "not checked: it was opened as a practice of its own and not closed again."
        ),
        BackupState.OTHER_PRACTICE: _("sound, but the backup of another practice."),
        BackupState.INCOMPLETE: _(
            "not whole: its database or its key file is missing, as where copying was cut short."
        ),
        BackupState.DAMAGED: _("damaged. Do not rely on it, and make a new one."),
        BackupState.AHEAD: _(
            "it has entries that this record lacks. Either an older copy was put in the place of "
            "this record, or the end of it was cut off, or that backup was opened and worked in."
        ),
        BackupState.APART: _(
            "an entry in it is another one in this record. Either this record was rewritten or "
            "goes on from an older copy, or that backup was opened and worked in."
        ),
    }


def safety_words(safety: Safety, country: str) -> tuple[str, str]:
    """How safe the record is now, in one sentence, and its tone: "counted", "answer", "hazard"."""
    if safety.last is None:
        return _("There is no backup yet: what is charted here is in one place only."), "hazard"
    when = when_words(safety.last, safety.now, country)
    if not safety.tried_well:
        return _(
            "The backup that was tried last did not open whole: back up now, and try it again."
        ), "hazard"
    age = safety.now.utc - safety.last.utc
    if safety.changed and age > microseconds(timedelta(days=1)):
        return _(
            "Last backup {when}, checked; what was entered since is in one place only."
        ).format(when=when), "hazard"
    return _of_places(safety, when, country)


def _of_places(safety: Safety, when: str, country: str) -> tuple[str, str]:
    if not safety.second:
        words = _("Last backup {when}, checked, on this computer only: choose a second place.")
        return words.format(when=when), "answer"
    carried = safety.carried
    if carried is None:
        words = _("Last backup {when}, checked, and none in the second place yet.")
        return words.format(when=when), "answer"
    if safety.now.utc - carried.utc > microseconds(STALE):
        words = _("Last backup {when}, checked; the newest in the second place is of {day}.")
        return words.format(when=when, day=date_words(carried.day, country)), "answer"
    if safety.last is not None and carried.utc < safety.last.utc:
        words = _("Last backup {when}, checked; the second place has that of {then}.")
        then = when_words(carried, safety.now, country)
        return words.format(when=when, then=then), "counted"
    if safety.same_disk:
        words = _("Last backup {when}, checked, in two places, but both on the same disk.")
        return words.format(when=when), "answer"
    return _("Last backup {when}, checked, in two places.").format(when=when), "counted"


def when_words(moment: Moment, now: Moment, country: str) -> str:
    """A moment of lately: "today at 17:02", "yesterday at 17:02" or "12.11.2026 at 17:02"."""
    days = (now.day - moment.day).days
    words = {0: _("today at {time}"), 1: _("yesterday at {time}")}.get(days, _("{day} at {time}"))
    return words.format(day=date_words(moment.day, country), time=clock_words(moment))


def tried_words(safety: Safety, country: str) -> str:
    """When it was tried last whether a backup opens, and what came of it."""
    if safety.tried is None:
        return _("Nobody has tried yet whether a backup opens.")
    when = when_words(safety.tried, safety.now, country)
    if not safety.tried_well:
        return _("Tried {when}: it did not open whole.").format(when=when)
    words = _("Tried {when}: it opened, and everything in it was proved.").format(when=when)
    if safety.now.utc - safety.tried.utc > microseconds(DRILL_AFTER):
        words += " " + _("That is more than a month ago.")
    return words


def loss_words(loss: Loss, country: str) -> str:
    """What would be lost if a backup were put in the place of the record."""
    until = moment_words(loss.until, country) if loss.until is not None else "?"
    if loss.nothing:
        return _("Nothing would be lost: it holds everything there is, up to {until}.").format(
            until=until
        )
    lost = []
    if loss.patients:
        number = len(loss.patients)
        people = ngettext("{n} new patient ({names})", "{n} new patients ({names})", number)
        lost.append(people.format(n=number, names=_named(loss.patients)))
    if loss.visits:
        words = ngettext("{n} new visit", "{n} new visits", loss.visits)
        lost.append(words.format(n=loss.visits))
    if loss.changed:
        words = ngettext(
            "what was entered since in {n} visit or chart",
            "what was entered since in {n} visits and charts",
            loss.changed,
        )
        lost.append(words.format(n=loss.changed))
    words = _("It goes up to {until}. What is newer would be missing: {lost}.")
    return words.format(until=until, lost=clauses(lost))


def _named(names: tuple[str, ...]) -> str:
    shown, more = names[:_MOST_NAMED], len(names) - _MOST_NAMED
    if more > 0:
        return clauses((*shown, _("and {n} more").format(n=more)))
    return clauses(shown)


def progress_words(progress: Progress) -> str:
    """How far a backup, a restore or a drill has come."""
    words = {
        Part.COPYING: _("Copying: {percent} %"),
        Part.CHECKING: _("Checking the copy…"),
        Part.CARRYING: _("To the second place: {percent} %"),
        Part.OPENING: _("Opening it…"),
        Part.PROVING: _("Chains and signatures: {done} of {of}"),
    }[progress.part]
    percent = 100 * progress.done // max(1, progress.of)
    return words.format(percent=percent, done=progress.done, of=progress.of)


def size_in_words(octets: int) -> str:
    """The size of a file, as a person reads it."""
    if octets < 1_000_000:
        return _("{n} kB").format(n=max(1, octets // 1000))
    if octets < 1_000_000_000:
        return _("{n} MB").format(n=f"{octets / 1_000_000:.1f}")
    return _("{n} GB").format(n=f"{octets / 1_000_000_000:.1f}")


def rescue_words(until: Moment | None, now: Moment, country: str) -> str:
    """What the newest good backup would bring back in the place of a record that does not open."""
    when = when_words(until, now, country) if until is not None else "?"
    return _(
        "The newest good backup goes up to {when}. What was entered after that is in the damaged "
        "files only; they are kept as they are, for whoever helps you."
    ).format(when=when)


def health_words(*, damaged: bool, free: int, newest: Moment | None, now: Moment) -> str:
    """What a check in passing found, and what to do; nothing where all is well."""
    if damaged and newest is not None:
        return _(
            "The file of the record is damaged, and nothing is written to it any more. Note on "
            "paper what you do now, lock the window, and open it again: the newest backup is of "
            "{when}."
        ).format(when=when_words(newest, now, ""))
    if damaged:
        return _(
            "The file of the record is damaged, and nothing is written to it any more. There is no "
            "backup here: keep the folder as it is for whoever helps you."
        )
    return _(
        "The disk is nearly full: {size} are left. Make some room before it keeps visits from "
        "being stored."
    ).format(size=size_in_words(free))

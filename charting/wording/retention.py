"""How long records are kept, what is on hold and what was erased, in sentences."""

from collections.abc import Mapping
from datetime import date

from charting.domain.erasure import Again, Remains, Why
from charting.domain.errors import ErrorCode
from charting.domain.ids import PractitionerId
from charting.domain.legal_hold import LegalHold
from charting.domain.retention import ForReview, Held, Kept, RetentionRule
from charting.domain.sheet import Sheet
from charting.i18n import _, clauses, listed, ngettext
from charting.wording.values import date_words


def of_retention() -> dict[ErrorCode, str]:
    """The sentence of each code, its facts in braces."""
    return {
        ErrorCode.RULE_UNCHOSEN: _(
            "No rule says yet how long records are kept here. Choose the one that holds for your "
            "practice first."
        ),
        ErrorCode.RECORD_ON_HOLD: _(
            "The record of {name} is on hold since {day}. Lift the hold first, with a reason."
        ),
        ErrorCode.RECORD_STILL_KEPT: _(
            "The record of {name} is to be kept until {day}. Nothing was erased."
        ),
        ErrorCode.ERASING_NOT_ASKED: _(
            "In this practice a record is erased only when its time is over. The owner can decide "
            "otherwise in the settings."
        ),
        ErrorCode.RECORD_NOT_EMPTY: _(
            "Something was charted, noted or handed out for {name}: that is no mistake to be "
            "erased before its time. Archive the record instead."
        ),
        ErrorCode.VISIT_OF_TODAY: _(
            "{name} has a visit of today. Finish it, and erase the record another day."
        ),
        ErrorCode.VISIT_IN_ROOM: _(
            "A visit of {name} is still open in this window. Leave it first."
        ),
        ErrorCode.NAME_DIFFERS: _(
            "That is not the name of this patient. Type “{name}” to erase the record."
        ),
        ErrorCode.PATIENT_ERASED: _(
            "This record was erased here, and is not brought in again. Put the person on file anew "
            "if they come back."
        ),
    }


def rule_words(rule: RetentionRule) -> str:
    """A rule in a sentence: "England: 8 years after the last contact; ..."."""
    if not rule.years:
        return f"{_(rule.words)}: {_(rule.note)}"
    years = ngettext(
        "{n} year after the last contact", "{n} years after the last contact", rule.years
    ).format(n=rule.years)
    parts = [years]
    if rule.until_age:
        words = _("who was a child then, to the {age}th birthday")
        if rule.until_age % 10 == 1:
            words = _("who was a child then, to the {age}st birthday")
        parts.append(words.format(age=rule.until_age))
    if rule.late_until:
        words = _("who was {age} then, to the {until}th birthday")
        parts.append(words.format(age=rule.late_age, until=rule.late_until))
    told = f"{_(rule.words)}: {clauses(parts)}."
    return f"{told} {_(rule.note)}" if rule.note else told


def held_words(held: Held) -> str:
    """Which rule holds, and how it came to."""
    if held.rule is None:
        return _(
            "No rule is known for the country of this practice: choose the one that holds for it. "
            "Until then nobody is listed here."
        )
    if held.chose:
        return _("The practice has chosen this rule.")
    return _("Nobody has chosen a rule: this is the longest one of your country.")


def why_words(why: Why) -> str:
    """Why a record is erased."""
    return {
        Why.OVER: _("Its time is over"),
        Why.ASKED: _("The patient asked for it"),
        Why.MISTAKE: _("Put on file by mistake, nothing charted"),
    }[why]


def review_words(found: ForReview) -> str:
    """How many records are past their time."""
    number = len(found.lines)
    if not number:
        return _("No record is past its time.")
    if found.more:
        return _("More than {n} records are past their time; these went first.").format(n=number)
    words = ngettext("{n} record is past its time.", "{n} records are past their time.", number)
    return words.format(n=number)


def kept_words(kept: Kept, today: date, country: str) -> str:
    """How long a record is kept: "Last contact 3.2.2011; past its time since 3.2.2019."."""
    last = date_words(kept.contact.last, country)
    if kept.until is None:
        return _("Last contact {last}; no rule says how long it is kept.").format(last=last)
    until = date_words(kept.until, country)
    if kept.until <= today:
        words = _("Last contact {last}; past its time since {until}.")
    else:
        words = _("Last contact {last}; to be kept until {until}.")
    return words.format(last=last, until=until)


def hold_words(hold: Sheet | None, names: Mapping[PractitionerId, str], country: str) -> str:
    """Why a record is on hold, since when, and who said so; empty where it is not."""
    if hold is None or not isinstance(hold.content, LegalHold):
        return ""
    return _("On hold since {day}, {name}: {reason}").format(
        day=date_words(hold.at.day, country),
        name=names.get(hold.by, hold.by.hex),
        reason=hold.content.reason,
    )


def erased_words(left: Remains) -> str:
    """That a record was erased, and where it still lies."""
    words = [_("Erased. Nothing of it is left in the record but that it was erased.")]
    if left.backups:
        said = ngettext(
            "{n} backup of before still holds it; whoever puts it back has it erased again as it "
            "opens, and it is thinned out within a year.",
            "{n} backups of before still hold it; whoever puts one back has it erased again as it "
            "opens, and they are thinned out within a year.",
            left.backups,
        )
        words.append(said.format(n=left.backups))
    if left.aside:
        said = _(
            "It may lie in older copies in the folder of the practice too: {names}. Delete them by "
            "hand when nobody needs them any more."
        )
        words.append(said.format(names=listed(left.aside)))
    return " ".join(words)


def again_words(again: Again) -> str:
    """What was erased once more as a backup was put back; empty where nothing was."""
    words = []
    if again.erased:
        said = ngettext(
            "{n} record that was erased since this backup was made was erased again.",
            "{n} records that were erased since this backup was made were erased again.",
            again.erased,
        )
        words.append(said.format(n=again.erased))
    if again.doubted:
        said = ngettext(
            "{n} erasure of before was not carried out again: nobody who works here has signed it.",
            "{n} erasures of before were not carried out again: nobody who works here has signed "
            "them.",
            again.doubted,
        )
        words.append(said.format(n=again.doubted))
    return " ".join(words)

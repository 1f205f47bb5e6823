"""Keys in the hand: the recovery key on paper, colleagues let in, and the window handed over."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from tests.person import wait

if TYPE_CHECKING:
    from tests.walk.reception import Reception


def keep_recovery_key(person: "Reception") -> None:
    """Put the recovery key on paper, and copy two of its groups back."""
    desk = person.desk
    wait(lambda: desk.screens is not None and desk.screens.keys.first_key is not None)
    assert desk.screens is not None
    assert desk.screens.keys.first_key is not None
    card, model = desk.screens.keys.first_key.card, desk.screens.keys.model
    wait(lambda: bool(model.groups) and card.on_paper_button.isEnabled())
    person.picture("recovery-key")
    groups = [model.groups[place] for place in model.asked]
    person.hand.click(card.on_paper_button)
    for field, group in zip((card.first, card.second), groups, strict=True):
        person.hand.write(field.line, group)
    person.picture("recovery-key-copied")
    person.hand.press(Qt.Key.Key_Return)


def add_colleague(person: "Reception", name: str, passphrase: str) -> None:
    """Let one more practitioner open the practice, in the settings."""
    hand, keys = person.hand, person.desk.screens and person.desk.screens.keys
    assert keys
    wait(lambda: keys.page is not None)
    hand.press(Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    people = keys.people
    assert people is not None
    wait(lambda: people.isVisible() and bool(people.rows))
    hand.click(people.add_button)
    hand.write(people.form.name.line, name)
    words = people.form.passphrase
    for field in (words.passphrase, words.again):
        hand.write(field.line, passphrase)
    person.picture("add-practitioner")
    hand.click(people.form.keep_button)
    wait(lambda: len(people.rows) > 1)
    person.picture("practitioners")
    hand.press(Qt.Key.Key_F12)
    wait(person.patients.isVisible)


def prove_record(person: "Reception") -> None:
    """Check the record in the settings, and read the trail of changes there."""
    hand, keys = person.hand, person.desk.screens and person.desk.screens.keys
    assert keys
    wait(lambda: keys.page is not None)
    hand.press(Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    page, verify, audit = keys.page, keys.verify, keys.audit
    assert page is not None
    assert verify is not None
    assert audit is not None
    names = {section.name: name for section, name in zip(page.sections, page.names, strict=True)}
    hand.click(names["Leaflets"])
    person.picture("settings-leaflets")
    hand.click(names["Verify"])
    hand.click(verify.start_button)
    wait(lambda: bool(verify.verdict.words))
    assert verify.verdict.words == "Nothing was found wrong."
    person.picture("verify")
    hand.click(names["Audit"])
    wait(lambda: bool(audit.table.lines.lines))
    person.picture("audit")
    hand.press(Qt.Key.Key_F12)
    wait(person.patients.isVisible)


def continue_as(person: "Reception", name: str, passphrase: str) -> None:
    """Lock the window, and let somebody go on at the same place."""
    hand, desk = person.hand, person.desk
    hand.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    pane = desk.unlock_page.locked
    wait(pane.passphrase.line.hasFocus)
    hand.choose(pane.who.box, name)
    hand.click(pane.passphrase.line)
    hand.type(passphrase)
    person.picture(f"continue-as-{name.split(maxsplit=1)[0].lower()}")
    hand.press(Qt.Key.Key_Return)
    wait(lambda: desk.patients_page is not None and not desk.unlock_page.isVisible())
    person.rest()

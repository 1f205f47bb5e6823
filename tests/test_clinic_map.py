"""A clinic's own map and rules: used where they are whole; else told, and what ships is used."""

import json
from pathlib import Path

import pytest

from charting import content
from charting.clinic_map import clinic_map
from charting.domain.errors import ErrorCode
from charting.wording import sentence

_LENGTH = (
    '\n["dc.length"]\naction = "justify"\nwords = "Long for here. Why?"\nsource = "our policy"\n'
)
_RULE = (
    '["mr.ours"]\nmuscle = "m.multifidus_lumborum"\naction = "warn"\nlongest = 40\n'
    'words = "Forty is enough."\nsource = "our policy"\n'
)


def _kept(practice: Path, name: str, text: str) -> Path:
    folder = practice / "body_map"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    return practice


def test_without_files_of_its_own_a_clinic_charts_with_what_ships(tmp_path: Path) -> None:
    here = clinic_map(tmp_path)
    assert here.body_map is content.body_map()
    assert here.rules is content.reminder_rules()
    assert (here.own, here.troubles) == ((), ())
    assert here.made_with() == content.made_with()


def test_rows_of_the_clinic_stand_over_those_that_ship(tmp_path: Path) -> None:
    _kept(tmp_path, "reminders.toml", "[numbers]\nlong_needle = 30\n" + _LENGTH)
    here = clinic_map(_kept(tmp_path, "muscle_rules.toml", _RULE))
    shipped = content.reminder_rules()
    assert here.troubles == ()
    assert here.rules.bounds.long_needle == 30
    assert here.rules.bounds.canal_above == shipped.bounds.canal_above
    assert {each.id for each in here.rules.rules.values() if each.local} == {"dc.length", "mr.ours"}
    assert here.rules.rules.keys() == {*shipped.rules, "mr.ours"}
    assert here.rules.muscles[:-1] == shipped.muscles
    assert here.made_with()["rules"] != content.made_with()["rules"]
    assert here.made_with()["map"] == content.made_with()["map"]


def test_a_map_of_the_clinic_is_used(tmp_path: Path) -> None:
    drawn = json.loads((content.root() / "body_map" / "compiled.json").read_bytes())
    drawn["frame"] = 7
    here = clinic_map(_kept(tmp_path, "compiled.json", json.dumps(drawn)))
    assert (here.body_map.frame, here.troubles) == (7, ())
    assert here.made_with()["map"] != content.made_with()["map"]


def _damaged_map(what: str) -> str:
    """The shipped map, damaged without moving a line."""
    text = (content.root() / "body_map" / "compiled.json").read_text("utf-8")
    before, after = {
        "a severity that is none": ('"severity":"critical"', '"severity":"green"'),
        "cut off": (text[len(text) // 2 :], ""),
        "a muscle of the rules is lost": ('"m.piriformis"', '"m.pear"'),
    }[what]
    assert before in text
    return text.replace(before, after)


@pytest.mark.parametrize(
    ("what", "details"),
    [
        ("a severity that is none", ("hz.", "green", ", line ")),
        ("cut off", ("JSONDecodeError", ", line ")),
        ("a muscle of the rules is lost", ("m.piriformis",)),
    ],
)
def test_a_damaged_map_is_told_and_the_shipped_one_used(
    tmp_path: Path, what: str, details: tuple[str, ...]
) -> None:
    here = clinic_map(_kept(tmp_path, "compiled.json", _damaged_map(what)))
    assert here.body_map is content.body_map()
    (trouble,) = here.troubles
    assert trouble.code is ErrorCode.MAP_DAMAGED
    assert trouble.facts["file"] == "compiled.json"
    assert all(each in sentence(trouble) for each in details)


@pytest.mark.parametrize(
    ("name", "text", "details"),
    [
        ("reminders.toml", "[numbers]\nlong_needle = 'forty'\n", ("long_needle", "line 1")),
        ("reminders.toml", '["dc.no"]\naction = "warn"\nwords = ""\nsource = "x"\n', ("dc.no",)),
        ("reminders.toml", _LENGTH.replace("justify", "forbid"), ("dc.length", "line 2")),
        ("reminders.toml", _LENGTH.replace("our policy", ""), ("no source", "line 2")),
        ("muscle_rules.toml", "[a]\nb = \n", ("line 2",)),
        ("muscle_rules.toml", "\n\n" + _RULE.replace("40", "4.5"), ("mr.ours", "line 3")),
        ("muscle_rules.toml", _RULE.replace("m.multi", "m.malti"), ("m.malti", "line 1")),
    ],
)
def test_damaged_rules_are_told_and_the_shipped_ones_hold(
    tmp_path: Path, name: str, text: str, details: tuple[str, ...]
) -> None:
    here = clinic_map(_kept(tmp_path, name, text))
    assert here.rules == content.reminder_rules()
    assert here.own == ()
    (trouble,) = here.troubles
    assert trouble.code is ErrorCode.RULES_DAMAGED
    assert trouble.facts["file"] == name
    assert all(each in sentence(trouble) for each in details)


def test_a_rule_of_the_clinic_s_screening_is_among_what_a_note_is_made_with(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    ours = '[[rules]]\nid = "pr.frail"\nwords = "Slim"\naction = "warn"\nsource = "our policy"\n'
    (rules / "ours.toml").write_text(ours, "utf-8")
    made = clinic_map(tmp_path).made_with()
    assert made["rules"] != content.made_with()["rules"]
    assert made["map"] == content.made_with()["map"]


def test_rules_of_the_clinic_that_are_damaged_are_not(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "ours.toml").write_text("[[rules]]\nid = 3\n", "utf-8")
    assert clinic_map(tmp_path).made_with() == content.made_with()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('source = "our policy"', "", "dc.length: it has no source"),
        ('action = "justify"', 'action = "forbid"', "there is no action forbid; known are warn"),
        ('words = "Long for here. Why?"', "", "dc.length: it has no words"),
    ],
)
def test_a_reminder_of_the_clinic_that_cannot_be_is_refused_in_words(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    assert old in _LENGTH
    here = clinic_map(_kept(tmp_path, "reminders.toml", _LENGTH.replace(old, new)))
    assert told in " ".join(sentence(each) for each in here.troubles)

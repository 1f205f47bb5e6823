"""The rule files that ship: whole, sourced, and refused by file and id where they are not."""

import shutil
from pathlib import Path

import pytest

from charting import content
from charting.domain.errors import ErrorCode, Refused
from charting.domain.screening_reading import OTHER_FILES, RULE_FILES
from charting.domain.screening_rules import RuleKind

SCREENING = content.screening()


def _copied(tmp_path: Path) -> Path:
    copied = tmp_path / "screening"
    shutil.copytree(content.root() / "screening", copied)
    return copied


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("red_flags", 'source = "S26; S27; 30 days DES"', 'source = ""', "rf.inf.needling"),
        ("red_flags", 'action = "info"', 'action = "inform"', "rf.age"),
        ("red_flags", 'kind = "red_flag"', 'kind = "flag"', "rf.ces.saddle"),
        ("red_flags", 'phase = "episode"', 'phase = "always"', "rf.ces.saddle"),
        ("red_flags", 'with = ["rf.inf.fever"]', 'with = ["rf.no.such"]', "rf.no.such"),
        ("contraindications", 'technique = "electro", policy', "policy", "ab.es_pacemaker"),
        ("contraindications", 'group = "stops"', 'group = "stop"', "ab.refuses"),
        ("precautions", 'codes = ["interpreter"', 'codes = ["translator"', "translator"),
        ("precautions", 'code = "severe"', 'code = "grave"', "pr.bleeding"),
        ("precautions", '"pregnancy=block"', '"pregnancy=never"', "pr.pregnancy"),
        ("precautions", '["below_L1"]', '["below_L9"]', "pr.pregnancy"),
        ("precautions", 'id = "pr.children"', 'id = "pr.frail"', "pr.frail"),
        ("checks", 'hoped = "yes"', 'hoped = "maybe"', "maybe"),
        ("checks", "words =", "wordz =", "ck.change"),
        ("policies", 'usual = "if_clean"', 'usual = "never"', "skin_prep"),
        ("regions", "[-46, -240, 46, -26]", "[46, -240, -46, -26]", "sacrum"),
        ("health_words", 'rule = "pr.diabetes"', 'rule = "pr.sugar"', "pr.sugar"),
        ("codes", 'source = "S35"', 'source = ""', "ultrasound"),
    ],
)
def test_what_cannot_be_is_refused_by_id(
    tmp_path: Path, name: str, old: str, new: str, told: str
) -> None:
    folder = _copied(tmp_path)
    text = (folder / f"{name}.toml").read_text("utf-8")
    assert old in text
    (folder / f"{name}.toml").write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(Refused) as refused:
        content.read_screening(folder)
    assert refused.value.code is ErrorCode.CONTENT_DAMAGED
    assert told in str(refused.value.facts["detail"])


@pytest.mark.parametrize("name", [*RULE_FILES, *OTHER_FILES])
def test_a_missing_file_is_refused_by_name(tmp_path: Path, name: str) -> None:
    folder = _copied(tmp_path)
    (folder / f"{name}.toml").unlink()
    with pytest.raises(Refused) as refused:
        content.read_screening(folder)
    assert refused.value.facts["file"] == f"{name}.toml"


def test_every_id_of_the_reference_is_there() -> None:
    counts = dict.fromkeys(RuleKind, 0)
    for rule in SCREENING.rules.values():
        counts[rule.kind] += 1
    # 2.3 has 24 red flags, 2.4 has 13, 2.5 has 24; 2.6, 2.7 and 2.9 make the rest.
    assert counts[RuleKind.RED_FLAG] == 24
    assert counts[RuleKind.ABSOLUTE] == 13
    assert counts[RuleKind.RELATIVE] == 24
    assert len(SCREENING.stops) == 13
    items = {item.id for item in content.visit_items()}
    asked = {rule.id for rule in SCREENING.rules.values() if not rule.follows}
    assert asked <= items
    assert {"hy.count_in", "hy.count_out", "om.nprs.after", "pl.next"} <= items


def test_nothing_is_signed_off_yet_and_everything_says_where_it_is_from() -> None:
    assert all(rule.source and not rule.reviewed_by for rule in SCREENING.rules.values())
    assert all(stop.source for stop in SCREENING.stops)
    assert all(words.source for words in SCREENING.health_words)


def test_both_sides_of_each_point_have_their_source() -> None:
    for policy in SCREENING.policies:
        assert len(policy.sides) > 1 or policy.note
        assert all(source for _code, _words, source in policy.sides)
    named = {rule.policy for rule in SCREENING.rules.values() if rule.policy}
    assert named <= {policy.id for policy in SCREENING.policies}


def test_no_item_asks_for_more_than_nine_things_by_digit_before_words() -> None:
    for item in content.visit_items():
        codes = [code for code, _words in item.choices]
        assert len(codes) == len(set(codes)), item.id

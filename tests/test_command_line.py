"""The command line: what each verb prints, refuses and leaves behind, without Qt."""

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from charting import __version__
from charting.command_line import main, parse, verbs
from charting.command_line.text import harmless
from charting.domain.audit import Action
from charting.domain.changes import EditNote, SetAnswer
from charting.domain.patient import FactKind, Patient
from charting.domain.session import Answer, NoteSection, Reply
from charting.services.practices import OpenPractice
from charting.storage.engine import NAME
from charting.vault.key_file import NAME as KEYS
from charting.vault.slots import FLOOR
from tests.invented import PASSPHRASE, chart, new_practice, people, practices

ROOT = Path(__file__).parent.parent
PROGRAM = (sys.executable, str(ROOT / "main.py"))


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice with Anna Muster, born 9 March 1984: one allergy, and a session of five marks,
    two answers and a note.
    """
    practice = new_practice(tmp_path_factory.mktemp("made") / "practice")
    someone = next(people(1))
    anna = practice.patients.add(
        replace(someone, family="Muster", given="Anna", born=date(1984, 3, 9))
    )
    practice.patients.add_fact(anna.id, FactKind.ALLERGY, "Nickel")
    session = chart(practice, practice.sessions.open_today(anna.id), 5)
    by = practice.practitioner.id
    for change in (
        SetAnswer("pain", None, Answer("pain", None, session.opened, by, number=7)),
        SetAnswer("thin", None, Answer("thin", Reply.YES, session.opened, by, "apixaban\x1b")),
        EditNote(NoteSection.PLAN, "", "Walk daily.\nAgain in a week."),
    ):
        practice.sessions.store(practice.sessions.entry(session, change))
    practice.close()
    return practice.folder


@pytest.fixture
def practice(made: Path, tmp_path: Path) -> Iterator[OpenPractice]:
    """A copy of that practice, open as in a window."""
    shutil.copytree(made, tmp_path / "practice")
    practice = practices().open(tmp_path / "practice", PASSPHRASE)
    yield practice
    practice.close()


@pytest.fixture
def anna(practice: OpenPractice) -> Patient:
    return practice.patients.find("muster")[0].patient


@pytest.fixture
def ask(practice: OpenPractice, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> "Ask":
    return Ask(practice.folder, tmp_path / "passphrase", capsys)


class Ask:
    """Asks a verb of a practice, whose window may be open; the status, and what it said."""

    def __init__(self, folder: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.file = file
        self.file.write_text(PASSPHRASE + "\r\n", encoding="utf-8")
        self._capsys = capsys

    def __call__(self, verb: str, *more: str) -> tuple[int, str, str]:
        asked = [verb, "--data", str(self.folder), "--passphrase-file", str(self.file), *more]
        status = verbs.run(parse(asked), practices())
        said = self._capsys.readouterr()
        return status, said.out, said.err


def test_patients_are_listed_and_found(ask: Ask, practice: OpenPractice, anna: Patient) -> None:
    other = practice.patients.add(next(people(1, seed=7)))

    _, everybody, _ = ask("patients")
    status, found, _ = ask("patients", "mus", "an")

    assert status == 0
    assert {str(anna.id), str(other.id)} <= set(everybody.split())
    assert found.splitlines()[0].startswith("Muster, Anna  09.03.1984")
    assert str(other.id) not in found


def test_archived_patients_have_a_list_of_their_own(
    ask: Ask, practice: OpenPractice, anna: Patient
) -> None:
    practice.patients.archive(anna)

    assert ask("patients")[1] == "Nobody is on file here.\n"
    assert "Muster, Anna" in ask("patients", "--archived")[1]
    assert "archived" in ask("show", "muster")[1]


@pytest.mark.parametrize("typed", [["anna", "mus"], ["9.3.1984"], ["1984-03-09", "muster"]])
def test_a_record_is_shown(ask: Ask, anna: Patient, typed: list[str]) -> None:
    status, shown, _ = ask("show", *typed)

    assert status == 0
    lines = shown.splitlines()
    assert lines[0] == "Muster, Anna"
    assert "born 09.03.1984" in lines[1]
    assert any(line.split()[:2] == ["Allergy", "Nickel"] for line in lines)
    assert any("2 trigger points, 3 needles, 3 still in" in line for line in lines)
    assert sum("needle 0.30 × 50, static, in:" in line for line in lines) == 3
    assert {"  pain: 7", "  thin: yes, apixaban\\x1b"} <= set(lines)
    assert lines[-3:] == ["  Plan", "    Walk daily.", "    Again in a week."]


def test_a_record_is_shown_by_its_id_for_a_program(ask: Ask, anna: Patient) -> None:
    shown = json.loads(ask("show", str(anna.id), "--json", "--session", "1")[1])

    assert shown["patient"]["born"] == "1984-03-09"
    assert [fact["text"] for fact in shown["health_facts"]] == ["Nickel"]
    assert len(shown["sessions"][0]["session"]["marks"]) == 5


def test_who_reads_a_record_leaves_a_trace(ask: Ask, practice: OpenPractice, anna: Patient) -> None:
    ask("show", "muster")

    last = practice.records.trail.chain(anna.id)[-1]
    session = practice.sessions.timeline(anna.id)[0]
    assert (last.action, last.by) == (Action.RECORD_VIEWED, practice.practitioner.id)
    assert session.id.hex in (last.payload or b"").decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["zzz"], "Nobody on file is found by “zzz”."),
        ([""], "Nobody on file is found by “”."),
        (["muster"], "“muster” fits 2 patients."),
        (["anna", "--session", "2"], "There is no session 2."),
        (["01a20ada4b5c73b9a26d86e0526de5ae"], "This is no longer in the records."),
    ],
)
def test_who_is_not_clear_is_not_shown(
    ask: Ask, practice: OpenPractice, anna: Patient, typed: list[str], said: str
) -> None:
    practice.patients.add(replace(next(people(1, seed=3)), family="Muster", given="Beat"))

    status, shown, refused = ask("show", *typed)

    assert (status, shown) == (2, "")
    assert refused.startswith(said)
    assert anna.family not in refused.replace("“muster”", "")


def test_a_hostile_name_commands_no_terminal(ask: Ask, practice: OpenPractice) -> None:
    practice.patients.add(
        replace(next(people(1)), family="<b>O'Hara</b>\x9b2J\u202e", given="آنا 👩‍⚕️")
    )

    _, listed, _ = ask("patients")
    _, as_json, _ = ask("patients", "--json")

    assert "<b>O'Hara</b>2J\\u202e, آنا 👩‍⚕️" in listed
    assert as_json.isascii()
    assert json.loads(as_json)[0]["patient"]["given"] == "آنا 👩‍⚕️"


def test_controls_are_spelled_out() -> None:
    assert harmless("\x1b]0;x\x07\r\n\x9b1A\u2028\u200e") == (
        "\\x1b]0;x\\x07\\r\\n\\x9b1A\\u2028\\u200e"
    )
    assert harmless("Łukasz 李 عائشة é 👩‍⚕️") == "Łukasz 李 عائشة é 👩‍⚕️"


def test_a_whole_record_is_verified(ask: Ask, anna: Patient) -> None:
    status, said, _ = ask("verify", "--heads")

    assert status == 0
    assert "patients        1\n" in said
    assert str(anna.id) in said
    assert "Nothing was found wrong." in said
    assert "could still have put back a whole older copy" in said


def test_a_damaged_record_is_not_verified(ask: Ask, practice: OpenPractice) -> None:
    practice.close()
    file = ask.folder / NAME
    whole = bytearray(file.read_bytes())
    whole[len(whole) // 2] ^= 1
    file.write_bytes(bytes(whole))

    status, said, refused = ask("verify")

    assert status == 1
    assert "Nothing was found wrong." not in said + refused
    assert (said + refused).strip()


def test_a_backup_opens_by_itself(ask: Ask, anna: Patient, tmp_path: Path) -> None:
    target = tmp_path / "stick" / "today"

    status, said, _ = ask("backup", str(target))
    again, _, refused = ask("backup", str(target))

    assert (status, again) == (0, 2)
    assert str(target) in said
    assert "already exists" in refused
    ask.folder = target
    assert anna.listed_name in ask("show", "muster")[1]


def test_the_passphrase_comes_from_standard_input(
    ask: Ask, anna: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = io.TextIOWrapper(io.BytesIO(f"{PASSPHRASE}\nmore".encode()))
    monkeypatch.setattr(sys, "stdin", typed)
    ask.file = Path("-")

    assert anna.listed_name in ask("patients")[1]


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (b"not the passphrase", "This passphrase does not open the practice."),
        (b"\n" + PASSPHRASE.encode(), "Type the passphrase of the practice."),
        ("plum anchor".encode("utf-16"), "cannot be read"),
        (None, "cannot be read"),
    ],
)
def test_a_passphrase_that_does_not_fit_is_refused(ask: Ask, held: bytes | None, said: str) -> None:
    ask.file.unlink()
    if held is not None:
        ask.file.write_bytes(held)

    status, _, refused = ask("patients")

    assert status == 2
    assert said in refused
    assert PASSPHRASE not in refused


def test_nothing_is_asked_where_there_is_no_practice(ask: Ask, tmp_path: Path) -> None:
    ask.folder = tmp_path / "elsewhere"
    ask.file.unlink()

    status, _, refused = ask("verify")

    assert status == 2
    assert refused.startswith("There is no practice in ")
    assert not ask.folder.exists()


def test_verify_says_that_the_keys_are_damaged(ask: Ask) -> None:
    (ask.folder / KEYS).write_bytes(b"{}")

    status, _, refused = ask("verify")

    assert status == 1
    assert "key file" in refused


def test_options_stand_before_or_after_the_verb() -> None:
    before, after = parse(["--data", "here", "patients"]), parse(["patients", "--data", "here"])

    assert before.data == after.data == Path("here")
    assert (parse([]).verb, parse(["--demo"]).demo) == ("window", True)
    assert parse(["--theme", "dark", "window"]).theme == "dark"


@pytest.mark.parametrize(
    "asked",
    [["--demo", "patients"], ["show"], ["fly"], ["patients", "--data", ""], ["--theme", "pink"]],
)
def test_what_is_not_understood_is_said(
    asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(asked)

    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_help_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as helped:
        main(["--help"])
    with pytest.raises(SystemExit) as told:
        main(["--version"])

    said = capsys.readouterr().out
    assert (helped.value.code, told.value.code) == (0, 0)
    assert said.rstrip().endswith(__version__)
    assert all(verb in said for verb in ("window", "patients", "show", "verify", "backup"))
    assert all(verb in said for verb in ("handout", "export", "import"))
    assert max(map(len, said.splitlines())) <= 90


_WITHOUT_QT = """
import sys
class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6"):
            raise ImportError("Qt is loaded")
sys.meta_path.insert(0, NoQt())
from charting.command_line import main
common = ["--data", sys.argv[1], "--passphrase-file", sys.argv[3]]
for asked in (
    ["patients"], ["show", "li"], ["verify"], ["backup", sys.argv[2]],
    ["handout", "li", "--record", "--out", sys.argv[2] + ".pdf"],
    ["export", "li", "--out", sys.argv[2] + ".json"], ["import", sys.argv[2] + ".json"],
):
    assert main([*asked, *common]) == 0
"""


@pytest.fixture(scope="session")
def earnest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice with one patient, 李 Li, that the program itself accepts; closed."""
    practice = new_practice(tmp_path_factory.mktemp("earnest") / "practice", FLOOR)
    practice.patients.add(replace(next(people(1)), family="Li", given="李"))
    practice.close()
    return practice.folder


def test_the_record_is_read_without_qt_on_a_dumb_terminal(
    ask: Ask, earnest: Path, tmp_path: Path
) -> None:
    said = subprocess.run(
        [sys.executable, "-c", _WITHOUT_QT, earnest, tmp_path / "copy", ask.file],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "TERM": "dumb", "LC_ALL": "C"},
        capture_output=True,
        check=False,
    )

    assert (said.returncode, said.stderr) == (0, b"")
    assert "Li, 李" in said.stdout.decode("utf-8")


def test_a_closed_pipe_is_quiet(ask: Ask, earnest: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as nobody:
        said = subprocess.run(
            [*PROGRAM, "patients", "--data", str(earnest), "--passphrase-file", str(ask.file)],
            stdout=nobody,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert (said.returncode, said.stderr) == (141, b"")


# Its own process, since a test that forks would copy whatever threads are running.
_IN_A_TERMINAL = """
import os, pty, signal, sys
# Started in the background, a program would be deaf to Ctrl+C.
signal.signal(signal.SIGINT, signal.SIG_DFL)
sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize(
    ("typed", "status", "said"), [(PASSPHRASE + "\n", 0, "Li, 李"), ("\x03", 130, "")]
)
def test_the_passphrase_is_asked_for(earnest: Path, typed: str, status: int, said: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _IN_A_TERMINAL, *PROGRAM, "patients", "--data", str(earnest)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as asked:
        assert asked.stdin
        assert asked.stdout
        prompt = asked.stdout.read(len("Passphrase: "))
        asked.stdin.write(typed.encode())
        asked.stdin.flush()
        shown = asked.stdout.read().decode("utf-8")

    assert (prompt, asked.returncode) == (b"Passphrase: ", status)
    assert said in shown
    assert PASSPHRASE not in shown
    assert "Traceback" not in shown

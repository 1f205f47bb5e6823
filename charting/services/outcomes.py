"""Outcomes: scores put on file, the curves they make, and the official texts a clinic brings in."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from charting import care_content
from charting.domain.episode import Episode
from charting.domain.episode_scores import Asked, EpisodeScores, episode_scores
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PatientId, SessionId
from charting.domain.outcomes import Form, Measure, Scored, checked_scored
from charting.domain.patient import Patient
from charting.domain.practice import Practitioner
from charting.domain.roles import Right
from charting.domain.sheet import Sheet
from charting.durable import write_whole
from charting.named_files import load
from charting.services.permission import needs
from charting.services.ports import Records, SessionLine
from charting.services.sheets import Sheets

FORMS = "forms"
# The longest questionnaire is a page of text.
_LARGEST_FORM = 100_000
_NUMBERED = re.compile(r"^\s*\d{1,2}\s*[.):]\s*")


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """The official text of a measure as it was brought in: one statement for each item, and the
    SHA-256 of the file, in hex.
    """

    measure: str
    statements: tuple[str, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class OutcomesFile:
    """All scores of a patient in the episode looked at, with its sessions, oldest first."""

    patient: Patient
    episode: Episode | None
    sessions: tuple[SessionLine, ...]
    scores: EpisodeScores


class Outcomes:
    """What `who` can do with scores; they are sheets, and the pain of a session is one of them."""

    def __init__(self, records: Records, sheets: Sheets, folder: Path, who: Practitioner) -> None:
        self._records, self._sheets, self._who = records, sheets, who
        self._forms = folder / FORMS

    @needs(Right.READ_CLINICAL)
    def of_patient(self, patient_id: PatientId) -> OutcomesFile:
        """The scores of the running episode or, where none runs, of the latest."""
        episodes = self._records.sessions.episodes(patient_id)
        running = [each for each in episodes if each.closed is None]
        episode = next(iter(reversed(running or list(episodes))), None)
        lines = tuple(
            line
            for line in reversed(self._records.sessions.timeline(patient_id))
            if episode is not None and line.stands and line.episode_id == episode.id
        )
        asked = (Asked(each.id, each.opened, each.pain_before, each.pain_after) for each in lines)
        sheets = self._sheets.of_patient(patient_id)
        scores = episode_scores(episode.id if episode else None, asked, sheets)
        return OutcomesFile(self._records.patients.patient(patient_id), episode, lines, scores)

    @needs(Right.CHART)
    def score(
        self, patient_id: PatientId, scored: Scored, session_id: SessionId | None = None
    ) -> Sheet:
        """Put a score on file, in the episode that runs.

        Raises `Refused`, as `checked_scored` does; NOT_FOUND for a measure that there is not.
        """
        measure = care_content.measure(scored.measure)
        if measure is None:
            raise Refused(ErrorCode.NOT_FOUND)
        checked = checked_scored(scored, measure)
        episode = self.of_patient(patient_id).episode
        episode_id = episode.id if episode else None
        return self._sheets.file(patient_id, checked, episode_id, session_id)

    @needs(Right.CHART)
    def strike(self, sheet: Sheet, reason: str) -> Sheet:
        """Say that a score was entered in error. Raises `Refused` (FIELD_MISSING)."""
        return self._sheets.strike(sheet, reason)

    # Official texts

    @needs(Right.READ_CLINICAL)
    def form(self, measure: Measure) -> Questionnaire | None:
        """The official text of a measure, where one was brought in and is whole."""
        try:
            return _questionnaire(measure, load(self._file(measure), _LARGEST_FORM), measure.name)
        except Refused:
            return None

    @needs(Right.CHART)
    def bring_in(self, measure: Measure, file: Path) -> Questionnaire:
        """Keep the official text of a measure, as it stands in a file: one statement on each line.

        Raises `Refused` (FILE_UNREADABLE, FORM_UNREADABLE, FILE_NOT_WRITABLE).
        """
        data = load(file, _LARGEST_FORM)
        form = _questionnaire(measure, data, file.name)
        try:
            self._forms.mkdir(mode=0o700, exist_ok=True)
            write_whole(self._file(measure), data)
        except OSError as problem:
            facts = {"file": self._file(measure).name}
            raise Refused(ErrorCode.FILE_NOT_WRITABLE, facts) from problem
        return form

    def _file(self, measure: Measure) -> Path:
        return self._forms / f"{measure.id}.txt"


def _questionnaire(measure: Measure, data: bytes, name: str) -> Questionnaire:
    try:
        text = data.decode("utf-8-sig") if len(data) <= _LARGEST_FORM else ""
    except UnicodeDecodeError:
        text = ""
    lines = [_NUMBERED.sub("", line).strip() for line in text.splitlines()]
    statements = tuple(line for line in lines if line)
    wanted = len(measure.items)
    if measure.form not in (Form.TICKS, Form.RISK) or len(statements) != wanted:
        raise Refused(
            ErrorCode.FORM_UNREADABLE, {"file": name, "wanted": wanted, "found": len(statements)}
        )
    return Questionnaire(measure.id, statements, hashlib.sha256(data).hexdigest())

"""What is read with a patient, and what of it their episode is about, without a widget."""

from PySide6.QtCore import QObject, Signal

from charting import care_content
from charting.domain.education import Education, Section, Sentence, talked_about
from charting.domain.ids import PatientId
from charting.languages import EDUCATION, ENGLISH, language_of
from charting.services.care_papers import CarePapers, Reading
from charting.ui.tasks import Lane


class EducationModel(QObject):
    """`changed` tells that the patient's own episode is known, and the language they read."""

    changed = Signal()

    def __init__(self, papers: CarePapers, lane: Lane, parent: QObject) -> None:
        super().__init__(parent)
        self._papers, self._lane = papers, lane
        self.education: Education = care_content.education(ENGLISH)
        self.patient_id: PatientId | None = None
        self.reading: Reading | None = None

    def open(self, patient_id: PatientId) -> None:
        """Read with a patient."""
        self.patient_id, self.reading = patient_id, None
        self.changed.emit()

        def then(reading: Reading) -> None:
            if patient_id == self.patient_id:
                self.reading = reading
                language = language_of(EDUCATION, reading.patient.language)
                self.education = care_content.education(language)
                self.changed.emit()

        self._lane.submit(lambda: self._papers.reading(patient_id), then)

    def forget(self) -> None:
        """Keep nothing of the patient."""
        self.patient_id, self.reading = None, None
        self.changed.emit()

    def talked_about(self, section: Section) -> tuple[Sentence, ...]:
        """The sentences of a section that the patient's episode is about."""
        return talked_about(section, self.reading.codes if self.reading else ())

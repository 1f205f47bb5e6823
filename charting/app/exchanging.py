"""What goes out of the window and comes in through it, with the forms of this machine."""

from collections.abc import Callable
from functools import cache

from charting import content
from charting.clinic_map import clinic_map
from charting.documents.incoming import IncomingFiles
from charting.exchange.archive import ZipArchives
from charting.exchange.audit_table import CsvAudit
from charting.exchange.fhir.bundles import FhirBundles
from charting.exchange.fhir.reading import RecordOrBundle
from charting.exchange.research_tables import CsvResearch
from charting.exchange.svg_map import SvgMaps
from charting.exchange.tables import CsvTables
from charting.services.archiving import Archiving, Forms
from charting.services.arriving import Arriving
from charting.services.handouts import Handouts
from charting.services.ports import Clock
from charting.services.practices import OpenPractice
from charting.services.research import Research
from charting.system import TimeOrderedIds
from charting.vault.sealed_files import SealedFiles


def archiving(practice: OpenPractice, clock: Clock, *, mark: bool = False) -> Archiving:
    """Archives of a practice; with a byte-order `mark` in tables for spreadsheets that need one."""

    @cache
    def handouts() -> Handouts:
        # ReportLab takes as long to load as everything else together.
        from charting.documents.paper import Paper

        items = content.visit_items_of(practice.screenings.rules)
        paper = Paper(clinic_map(practice.folder).body_map, items)
        return Handouts(practice.records, paper, clock, TimeOrderedIds(), practice.practitioner)

    forms = Forms(
        RecordOrBundle(),
        CsvTables(mark=mark),
        FhirBundles(),
        ZipArchives(SealedFiles()),
        lambda patient_id: handouts().making_record(patient_id),
        lambda: SvgMaps(clinic_map(practice.folder).body_map),
        CsvAudit(),
    )
    return Archiving(practice.records, forms, clock, TimeOrderedIds(), practice.practitioner)


def arriving(practice: OpenPractice, clock: Clock) -> Arriving:
    """Archives and records that come into a practice."""
    made_by = (clock, TimeOrderedIds(), practice.practitioner)
    archives = ZipArchives(SealedFiles())
    return Arriving(
        practice.records, RecordOrBundle(), archives, IncomingFiles(), made_by, secured(practice)
    )


def secured(practice: OpenPractice) -> Callable[[], object]:
    """See to it that a verified backup holds everything, before something comes in."""
    return (lambda: None) if practice.practice.demo else practice.safekeeping.keep_up


def research(practice: OpenPractice, clock: Clock) -> Research:
    """Research extracts of a practice."""
    made_by = (clock, TimeOrderedIds(), practice.practitioner)
    archives = ZipArchives(SealedFiles())
    return Research(practice.records, practice.sheets, archives, CsvResearch(), made_by)

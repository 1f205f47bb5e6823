"""Dry-needling charting for the lower back: a click on the back is a clinical fact.

The map of the parts, highest first; each may import only what stands below it
(the contracts in ``pyproject.toml`` hold this, and run inside pytest)::

    command_line   the face without a screen; its verb ``window`` loads app
    app            builds the objects of the window and joins them
    ui             what is seen; the only Qt
    storage        where it is kept; the only SQL
    vault          keys, slots, passphrases, signatures; the only cryptography
    documents      what goes on paper, and pictures of it; the only ReportLab, pypdf
                   and pypdfium2
    exchange       what goes to and comes from other programs: the record as JSON, as FHIR,
                   as tables, calendar files, bar codes
    services       what a practitioner can do; ``ports``, ``vaults`` and ``travelling`` are what
                   they ask of the outside
    wording        refusals, marks and values in sentences
    clinic_map     the map and the rules that ship, or a clinic's own over them
    care_content   the content of what is scored, written and read with a patient
    settings       what a person has chosen for this machine
    i18n           the words of the chosen language
    news           what is new in this version, from the change log
    content        finds and checks what lies in resources/ (with map_rules, forms, tables and
                   languages)
    help_pages     the pages of the help, and what is found in them
    catalogues     translated words as they lie in resources/locale
    system         the clock and the ids of this machine
    backup_files   backups as they lie on a disk, and one put in the place of a record
    tombstone_files   what was erased, beside the backups that still hold it
    named_files    files that a person names, written whole and read as far as they can be ours
    domain         what is true of a chart: frozen values, no Qt, no SQL, no files, no clock

``ui``, ``storage``, ``vault``, ``documents`` and ``exchange`` are strangers to each other.
"""

__version__ = "0.1.0"

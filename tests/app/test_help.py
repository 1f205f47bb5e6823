"""F1 opens the page for the screen, where all is found by its everyday name, and leads back."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from charting import help_pages, i18n
from charting.app.helping import PAGES, every_key
from charting.documents.help_sheet import page_pdf
from charting.documents.keys_sheet import keys_pdf
from charting.tables import read_vocabulary
from charting.ui import speech
from charting.ui.help.page import HelpScreen
from tests import help_pictures
from tests.documents.reading import text
from tests.person import wait
from tests.screens import at_work

# What is for engineers and for whoever answers for the application.
IN_ENGLISH = {"engineers", "intended-use", "requirements", "risks", "bundled-software"}
# Languages that have every other page.
WHOLE = ("ar", "de", "es", "fr")
_CODE = re.compile(r"`[^`]+`")


def test_help_is_there_for_the_screen_and_leads_back_also_before_unlocking(
    qapp: QApplication, tmp_path: Path
) -> None:
    person = at_work(qapp, tmp_path / "practice")
    desk = person.desk
    desk.choose_file = lambda _parent, name: tmp_path / name
    desk.window.show()
    wait(desk.unlock_page.locked.passphrase.line.hasFocus)
    QTest.keyClick(desk.window, Qt.Key.Key_F1)
    assert desk.help is not None
    screen = desk.help.screen
    assert screen is not None
    assert "Passphrase forgotten" in screen.text.toPlainText()
    screen.show_page("risks")
    QTest.mouseClick(screen.page_button, Qt.MouseButton.LeftButton)
    desk.lane.drain()
    paper = tmp_path / "Risks and what is done about them.pdf"
    assert "R-01 A needle stays in the patient" in text(paper.read_bytes())
    QTest.keyClick(screen.search, Qt.Key.Key_Escape)
    wait(desk.unlock_page.isVisible)
    desk.unlock_page.locked.passphrase.line.setFocus()
    person.come_to_the_patient()
    page = desk.patients_page
    assert page is not None
    QTest.keyClick(page, Qt.Key.Key_F1)
    assert "What is open" in screen.text.toPlainText()
    QTest.keyClicks(screen.search, "left-handed")
    assert "swaps the sides" in screen.text.toPlainText()
    screen.search.clear()
    screen.list.go_to_first()
    assert "Ctrl+N" in screen.text.toPlainText()
    screen.list.setFocus()
    QTest.keyClick(screen.list, Qt.Key.Key_F1)
    wait(page.isVisible)
    QTest.keyClick(page, Qt.Key.Key_F1)
    with i18n.speaking("de"):
        screen.show_page("engineers")
        assert screen.text.toPlainText().startswith("Für Entwickler\nDiese Seite ist auf Englisch.")
        screen.show_page("first-lesson")
        assert "Noch keine Fachperson" in screen.text.toPlainText()[:90]
    url = QUrl("../pictures/help-session.png")
    picture = screen.text.loadResource(QTextDocument.ResourceType.ImageResource.value, url)
    assert isinstance(picture, QImage)
    assert picture.deviceIndependentSize().width() == 720
    QTest.keyClick(desk.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    wait(desk.unlock_page.isVisible)
    person.leave()


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    with i18n.speaking("de"):
        speech.dress(qapp)
        yield
    speech.dress(qapp)


@pytest.mark.usefixtures("german")
def test_a_page_names_keys_as_the_buttons_do_and_the_list_tells_what_is_in_english() -> None:
    screen = HelpScreen()
    screen.resize(1280, 400)
    screen.begin("first-lesson", [])
    assert "\nStrg+Enter öffnet sie" in screen.text.toPlainText()
    model = screen.list.model()
    spoken = Qt.ItemDataRole.AccessibleTextRole
    rows = [str(model.data(model.index(row, 0), spoken)) for row in range(model.rowCount())]
    english = [page for page in help_pages.pages("de") if page.language == "en"]
    assert sum("Auf Englisch" in row for row in rows) == len(english)
    screen.show_page("session", "Schmerz")
    assert screen.text.textCursor().block().text() == "Schmerz"
    # On paper each page is laid out and read out in its own language.
    wanted: list[str] = []
    screen.page_wanted.connect(lambda _title, _text, language: wanted.append(language))
    for page in ("session", "risks"):
        screen.show_page(page)
        screen.page_button.click()
    assert wanted == ["de", "en"]


def test_every_screen_has_its_page_and_every_link_leads_somewhere() -> None:
    known = {page.id for page in help_pages.pages()}
    assert set(PAGES.values()) <= known
    assert [help_pages.page(page).id for page in PAGES.values()] == list(PAGES.values())


@pytest.mark.parametrize(
    ("words", "heading"),
    [
        ("print", "Papers"),
        ("lost password", "Passphrase forgotten"),
        ("gdpr", "Data protection"),
        ("left-handed", "One hand, left hand, large"),
        ("mistake", "Undo"),
        ("dark", "Appearance"),
        ("german", "Your screen"),
        ("blood thinner", "Health"),
        ("cheat sheet", "The sheet of keys"),
        ("delete patient", "Keeping and erasing"),
        ("backup", "Backups"),
        ("oswestry", "Outcomes"),
        ("faint", "In an emergency"),
        ("translation", "Add a language"),
        ("intended use", "What it is for, and what it is not"),
        ("mdr", "Which class it may have"),
        ("sbom", "Bundled software"),
        ("iso 14971", "Risks and what is done about them"),
    ],
)
def test_a_thing_is_found_by_its_everyday_name(words: str, heading: str) -> None:
    assert heading in [section.heading for section in help_pages.search(words)][:3]


@pytest.mark.parametrize(
    ("language", "words", "heading"),
    [
        ("de", "Passwort vergessen", "Passphrase vergessen"),
        ("de", "Blutverdünner", "Gesundheit"),
        ("de", "drucken", "Papiere"),
        ("de", "Linkshänder", "Eine Hand, linke Hand, gross"),
        ("de", "Fehler rückgängig", "Rückgängig"),
        ("de", "dunkel", "Darstellung"),
        ("de", "Sprache", "Ihr Bildschirm"),
        ("de", "Spickzettel", "Das Tastenblatt"),
        ("de", "Patient löschen", "Aufbewahren, löschen"),
        ("de", "Sicherung", "Sicherungen"),
        ("de", "Oswestry", "Verlaufsmessung"),
        ("de", "Ohnmacht", "Im Notfall"),
        ("de", "Übersetzung", "Eine Sprache hinzufügen"),
        ("de", "Einwilligung", "Schriftliche Einwilligung"),
        ("de", "Brief", "Briefe"),
        ("fr", "imprimer", "Papiers"),
        ("fr", "mot de passe oublié", "Phrase secrète oubliée"),
        ("fr", "RGPD", "Protection des données"),
        ("fr", "évolution", "L’évolution"),
        ("fr", "cas d'urgence", "En cas d’urgence"),
        ("fr", "gaucher", "Une main, main gauche, grand"),
        ("fr", "erreur", "Annuler"),
        ("fr", "sombre", "Apparence"),
        ("fr", "langue", "Votre écran"),
        ("fr", "anticoagulant", "Santé"),
        ("fr", "aide-mémoire", "La feuille des touches"),
        ("fr", "supprimer un patient", "Conserver et effacer"),
        ("fr", "sauvegarde", "Sauvegardes"),
        ("fr", "oswestry", "Résultats"),
        ("fr", "malaise", "En cas d’urgence"),
        ("fr", "consentement", "Consentement écrit"),
        ("fr", "lettre", "Lettres"),
        ("es", "imprimir", "Documentos"),
        ("es", "copia", "Copias de seguridad"),
        ("es", "zurdo", "Una mano, mano izquierda, grande"),
        ("es", "contraseña olvidada", "Frase de contraseña olvidada"),
        ("es", "protección de datos", "Protección de datos"),
        ("es", "error", "Deshacer"),
        ("es", "oscuro", "Aspecto"),
        ("es", "idioma", "Su pantalla"),
        ("es", "anticoagulante", "Salud"),
        ("es", "chuleta", "La hoja de teclas"),
        ("es", "borrar paciente", "Conservar y borrar"),
        ("es", "oswestry", "Resultados"),
        ("es", "desmayo", "En una urgencia"),
        ("es", "consentimiento", "Consentimiento escrito"),
        ("es", "carta", "Cartas"),
        ("ar", "طباعة", "الأوراق"),
        ("ar", "مميع الدم", "الصحة"),
        ("ar", "لغة", "شاشتكم"),
        ("ar", "نسيت كلمة السر", "نسيان عبارة المرور"),
        ("ar", "حماية البيانات", "حماية البيانات"),
        ("ar", "أعسر", "يد واحدة، اليد اليسرى، كبير"),
        ("ar", "خطأ", "تراجع"),
        ("ar", "داكن", "المظهر"),
        ("ar", "حذف مريض", "الحفظ والمحو"),
        ("ar", "نسخة احتياطية", "النسخ الاحتياطية والتحقق"),
        ("ar", "oswestry", "النتائج"),
        ("ar", "إغماء", "في حالة الطوارئ"),
        ("ar", "موافقة", "الموافقة الخطية"),
        ("ar", "رسالة", "الرسائل"),
    ],
)
def test_it_is_found_by_its_everyday_name_in_the_language_of_the_screen(
    language: str, words: str, heading: str
) -> None:
    assert heading in [one.heading for one in help_pages.search(words, language)][:3]


@pytest.mark.parametrize("language", i18n.spoken_languages()[1:])
def test_each_page_has_its_name_in_each_language(language: str) -> None:
    english = {page.id: page for page in help_pages.pages()}
    for page in help_pages.pages(language):
        assert page.title != english[page.id].title or page.title == "Patients", page.id
        # Whoever knows the English word finds what is in English, too.
        found = help_pages.search(english[page.id].title, language)
        assert page.language == language or page.id in [one.page for one in found]
        assert f"# {page.title}" in page.text
    said = read_vocabulary(help_pages.folder() / language / "words.toml")
    named = {
        (page_id, heading)
        for page_id, rows in said.items()
        if isinstance(rows, dict)
        for heading in rows
    }
    assert named <= {(one.page, one.heading) for p in english.values() for one in p.sections}


_OWN = sorted(
    file.relative_to(help_pages.folder()).as_posix()
    for file in help_pages.folder().glob("*/*.md")
    if file.parent.name != "en"
)


@pytest.mark.parametrize("file", _OWN)
def test_a_translated_page_is_as_the_english_one(file: str) -> None:
    """Whoever changes the English page changes all five: headings, paragraphs, pictures, keys."""
    own, english = (
        (help_pages.folder() / language / Path(file).name).read_text("utf-8")
        for language in (Path(file).parent.name, "en")
    )
    assert _shape(own) == _shape(english)
    # As in English, `Shift+F1` and `Space`: the screen names them as the keyboard has them. Of the
    # letters that answer a question each language has its own.
    letters = Counter({"`N`", "`Y`", "`U`"} if "first-lesson" in file else ())
    assert Counter(_CODE.findall(own)) + letters == Counter(_CODE.findall(english))


def _shape(page: str) -> list[tuple[str, list[str]]]:
    """What each block is, and which pictures and pages it leads to."""
    blocks = re.split(r"\n\s*\n|\n(?=[-#])", page.strip())
    kinds = [re.match(r"#+ |- (?:\*\*[\d., ]*)?|", block) for block in blocks]
    return [
        (kind[0] if kind else "", re.findall(r"\]\(([^)]+)\)", block))
        for kind, block in zip(kinds, blocks, strict=True)
    ]


@pytest.mark.parametrize("language", WHOLE)
def test_all_that_a_practitioner_reads_is_in_their_language(language: str) -> None:
    pages = help_pages.pages(language)
    assert {page.id for page in pages if page.language != language} == IN_ENGLISH
    said = read_vocabulary(help_pages.folder() / language / "words.toml")
    assert {name for name, rows in said.items() if isinstance(rows, dict)} == IN_ENGLISH


def test_every_picture_is_there_light_and_told_in_words() -> None:
    shown = set()
    for language in i18n.spoken_languages():
        for page in help_pages.pages(language):
            for words, file in re.findall(r"!\[([^\]]*)\]\(\.\./pictures/([^)]+)\)", page.text):
                shown.add(file)
                # Below it too, for whoever does not see it and for paper.
                assert len(words) > 40
                assert f"\n{words}\n" in page.text
    assert shown == {f"help-{name}.png" for name in help_pictures.TAKEN}
    assert all((help_pictures.PICTURES / file).stat().st_size < 160_000 for file in shown)


def test_a_page_goes_on_paper_whole() -> None:
    page = help_pages.page("bundled-software")
    printed = "".join(text(page_pdf(page.title, page.text)).split())
    for words in (
        page.title,
        "SQLCipher with wheels for every system",
        page.text[-60:].strip("`\n"),
    ):
        assert "".join(words.split()) in printed, words


def test_the_sheet_for_the_wall_has_every_key() -> None:
    parts = every_key()
    printed = text(keys_pdf(parts))
    for name, rows in parts:
        assert name in printed
        assert all(words in printed for _key, words in rows if len(words) < 40)
    assert not [name for name, _rows in parts if name.islower()]

"""What Qt does by the language that speaks: its own few words, dates, and which way screens run."""

from PySide6 import QtCore
from PySide6.QtCore import QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from charting.i18n import spoken
from charting.languages import ENGLISH, from_the_right

_NAME = "qt_words"


def system_languages() -> tuple[str, ...]:
    """The languages (BCP 47) that the person has told the system, the most wanted first."""
    return tuple(QLocale.system().uiLanguages())


def dress(app: QApplication) -> None:
    """Let Qt speak, write days and lay out its screens as the language that speaks does."""
    language = spoken()
    QLocale.setDefault(_locale(language))
    _speak(app, language)
    turned = from_the_right(language)
    direction = Qt.LayoutDirection.RightToLeft if turned else Qt.LayoutDirection.LeftToRight
    if app.layoutDirection() != direction:
        app.setLayoutDirection(direction)


def _locale(language: str) -> QLocale:
    """A language as it is written in the country of the system."""
    system, wanted = QLocale.system(), QLocale(language)
    if language == ENGLISH and system.language() == QLocale.Language.C:
        return system
    here = QLocale(wanted.language(), system.territory())
    # The application writes its own numbers in these figures: one screen, one kind of them.
    return here if here.zeroDigit() == "0" else QLocale(wanted.language(), QLocale.Country.World)


def _speak(app: QApplication, language: str) -> None:
    for old in app.findChildren(QTranslator, _NAME):
        app.removeTranslator(old)
        old.deleteLater()
    if language.partition("-")[0] == ENGLISH:
        return
    words = QTranslator(app)
    words.setObjectName(_NAME)
    folder = QtCore.QLibraryInfo.path(QtCore.QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load(QLocale(language), "qtbase", "_", folder):
        app.installTranslator(words)

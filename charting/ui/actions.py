"""Every action the keyboard knows, one line each: its id, its words and its keys."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from charting.i18n import _

_WORDS = "msgid"


class Action(NamedTuple):
    """Something that can be done. `words` is a sentence's msgid, `keys` are portable key names,
    without modifiers where a hand is on the patient.
    """

    id: str
    words: str
    keys: tuple[str, ...] = ()

    @property
    def spoken(self) -> str:
        """The words in the chosen language."""
        return _(self.words)

    @property
    def key(self) -> str:
        """The first key as this platform writes it, or nothing."""
        if not self.keys:
            return ""
        return QKeySequence(self.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)


# The window
THEME_SYSTEM = Action("window.theme_system", "Follow the system", ())
THEME_LIGHT = Action("window.theme_light", "Light", ())
THEME_DARK = Action("window.theme_dark", "Dark", ())
THEME_CONTRAST = Action("window.theme_contrast", "High contrast", ())
STILL = Action("window.still", "Nothing moves by itself", ())
NEXT_THEME = Action("window.next_theme", "Light, dark, high contrast", ("Shift+F8",))
NEXT_ROOM = Action("window.next_room", "The next room", ("F8", "Ctrl+Tab"))
LOCK = Action("window.lock", "Lock", ("Ctrl+L", "Pause"))
SETTINGS = Action("window.settings", "Settings", ("Ctrl+,",))
HELP = Action("window.help", "Help for this screen", ("F1",))
LEAVE_HELP = Action("help.leave", "Back", ("Esc", "F12"))
STOP_CHECK = Action("settings.stop_check", "Stop the check", ("Esc",))
FIND_SETTING = Action("settings.find", "Find a setting", ("Ctrl+F", "F3"))
LEAVE_SETTINGS = Action("settings.leave", "Back", ("F12",))
QUIT = Action("window.quit", "Quit", ("Ctrl+Q",))

# Patients
FIND = Action("patients.find", "Find a patient", ("Ctrl+F", "F3"))
ADD_PATIENT = Action("patients.add", "Add a patient", ("Ctrl+N",))
CORRECT_PATIENT = Action("patients.correct", "Correct", ("F2",))
LEAVE_FORM = Action("patients.leave_form", "Leave as it was", ("Esc",))
OPEN_SESSION = Action(
    "patients.open_session", "Open today's session", ("Ctrl+Enter", "Ctrl+Return")
)
EARLIER_VISIT = Action("patients.earlier", "Earlier visit", ("Ctrl+E",))
REVIEW_HEALTH = Action("patients.review", "Reviewed: nothing has changed", ("F9",))
ADD_FACT = Action("patients.add_fact", "Add a health note", ("F6",))
PLAN_EPISODE = Action("patients.episode", "Episode: causes, goals, plan", ("F4",))
SHOW_ARCHIVED = Action("patients.archived", "Show archived patients", ("F7",))
OPEN_WORK = Action("patients.open_work", "Open work", ("F5",))
REACHED = Action("patients.reached", "Reached", ("R",))
NO_ANSWER = Action("patients.no_answer", "No answer", ("N",))
MESSAGE_LEFT = Action("patients.message_left", "Message left", ("M",))
ADVICE = Action("patients.advice", "Reached, advice given", ("A",))
REVIEW_DONE = Action("patients.review_done", "The review is done", ("D",))
PUT_OFF = Action("patients.put_off", "Put off", ("P",))
SIGN_CONTACT = Action("patients.sign_contact", "Sign what one has noted", ("S",))
ADD_TO_CONTACT = Action("patients.add_to_contact", "Keep it as an addendum", ("T",))

# The session
BACK = Action("session.back", "Back to the patients", ("F12",))
ARM_POINT = Action("session.arm_point", "Arm a trigger point", ("T",))
ARM_PAIN = Action("session.arm_pain", "Draw pain; again, the next way it feels", ("P",))
NEXT_QUALITY = Action("session.next_quality", "The next way the selected area feels", ("Shift+Q",))
ADD_SYMPTOM = Action(
    "session.add_symptom", "What the selected area says, among the episode's symptoms", ("Shift+S",)
)
STRONGER = Action("session.stronger", "The selected area: stronger by one", ("V",))
WEAKER = Action("session.weaker", "The selected area: weaker by one", ("Shift+V",))
NEXT_RADIUS = Action("session.next_radius", "Larger round pain areas", ("Shift+P",))
ARM_PRESETS = tuple(
    Action(f"session.arm_{place}", "Arm this needle", (str(place),)) for place in range(1, 10)
)
DISARM = Action("session.disarm", "Arm nothing, close what is open", ("Esc",))
OUT = Action("session.out", "The selected needle is out", ("O",))
REMOVE = Action("session.remove", "Remove the selected mark", ("Del",))
UNDO = Action("session.undo", "Undo", ("Ctrl+Z", "U"))
REDO = Action("session.redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y", "R"))
BY_LEVEL = Action("session.by_level", "Place by level and side", ("L",))
ELSEWHERE = Action("session.elsewhere", "Site elsewhere", ("E",))
SHORTHAND = Action("session.shorthand", "Type a mark in short", ("/",))
CONFIRM_PLACE = Action("session.confirm_place", "The place is right", ("Shift+N",))
GHOSTS = Action("session.ghosts", "The needles of the last visit", ("F4",))
REPEAT = Action("session.repeat", "Set the next of them again", ("Space",))
CARRY = Action(
    "session.carry",
    "In the note: as at the last visit; again, it holds today",
    ("F5",),
)
SESSION_MODE = Action(
    "session.mode", "Session mode: large type, large keys on the screen; or not", ("Shift+K",)
)
SWAP_SIDES = Action("session.swap_sides", "For the other hand: the sides change", ("Shift+H",))
BEGIN_NOTE = Action("session.begin_note", "Begin the note as the clinic does", ("Shift+F5",))
DRAFT = Action("session.draft", "What you did: draft it from the marks", ("Shift+D",))
LACKING = Action("session.lacking", "What the note lacks: go to the first of it", ("Shift+L",))
KEYS = Action("session.keys", "The sheet of keys", ("Shift+F1",))
MIRROR = Action("session.mirror", "Both sides with each click, or one", ("M",))
MIRROR_ONE = Action("session.mirror_one", "The twin of the selected mark", ("Shift+M",))
OUT_MODE = Action("session.out_mode", "Each click takes a needle out", ("X",))
ALL_OUT = Action("session.all_out", "All needles out, then the count", ("A",))
EMERGENCY_OUT = Action("session.emergency_out", "Emergency: all needles out", ("F10",))
TWITCH = Action("session.twitch", "One twitch more", ("W",))
NO_TWITCH = Action("session.no_twitch", "One twitch fewer, or none", ("Shift+W",))
DEEPER = Action("session.deeper", "5 mm deeper", ("G",))
SHALLOWER = Action("session.shallower", "5 mm less deep", ("Shift+G",))
FAMILIAR = Action("session.familiar", "Familiar pain: yes, no, not asked", ("F",))
BONE = Action("session.bone", "Bone contact: yes, no, not looked for", ("C",))
WRONG_PATIENT = Action(
    "session.wrong_patient", "Wrong patient: take back what was just marked", ("Backspace",)
)
EVENT = Action("session.event", "Something happened: write it down", ("F9",))
SIGN = Action("session.sign", "Sign, in the last step", ("Ctrl+Return", "Ctrl+Enter"))
ADDENDUM = Action("session.addendum", "Add an addendum to a signed session", ("F6",))
CORRECT_SIGNED = Action("session.correct", "Correct a signed session", ("F7",))
NEXT_NEEDLE = Action("session.next_needle", "The next needle", (".",))
LAST_NEEDLE = Action("session.last_needle", "The needle before", (",",))
ASK = Action("session.ask", "The next question", ("Q",))
ASSESS = Action("session.assess", "Movement and nerves: the grid", ("Shift+T",))
PAIR = Action(
    "session.pair", "Current from the selected needle: then click the other", ("Shift+E",)
)
NEEDLES = Action("session.needles", "Needles and boxes: scan a box, set the keys", ("Shift+B",))
DECIDE = Action("session.decide", "Decide between two changes of the same", ("Shift+J",))
CONSENT = Action("session.consent", "Written consent", ("Shift+C",))
NEXT_NAME = Action("session.next_name", "Chart in the next muscle", ("N",))
TURN = Action("session.turn", "Turn the patient: prone, left side, right side", ("Y",))
NEARER = Action("session.nearer", "Nearer", ("+", "="))
FARTHER = Action("session.farther", "Farther", ("-",))
WHOLE = Action("session.whole", "The whole back", ("0",))
SHOW_SKIN = Action("session.show_skin", "Skin", ("K",))
SHOW_SUPERFICIAL = Action("session.show_superficial", "Superficial", ("S",))
SHOW_INTERMEDIATE = Action("session.show_intermediate", "Intermediate", ("I",))
SHOW_DEEP = Action("session.show_deep", "Deep", ("D",))
SHOW_BONES = Action("session.show_bones", "Bones", ("B",))
SHOW_NERVES = Action("session.show_nerves", "Nerves and vessels", ("J",))
SHOW_HAZARDS = Action("session.show_hazards", "Hazards", ("H",))
SHOW_DERMATOMES = Action("session.show_dermatomes", "Dermatomes", ("Z",))
SHOW_NAMES = Action("session.show_names", "Names of what is in sight", ("F2",))
SHOW_DEPTH = Action("session.show_depth", "Order of layers at the selected needle", ("F3",))

# Paper
PAPERS = Action("handout.open", "Leaflet, report, record", ("F11",))
LEAVE_HANDOUT = Action("handout.leave", "Back", ("Esc", "F12"))
PRINT = Action("handout.print", "Print", ("P",))
SAVE_PDF = Action("handout.save", "Save as PDF", ("S",))
LARGE_PRINT = Action("handout.large", "Large print", ("L",))
EASY_READ = Action("handout.easy", "Easy words with symbols", ("E",))
ARRANGE = Action("handout.arrange", "Arrange for this patient", ("A",))
TOGGLE_BLOCK = Action("handout.toggle_block", "Leave out, or take in", ("Space",))
BLOCK_UP = Action("handout.block_up", "The block, one up", ("Alt+Up",))
BLOCK_DOWN = Action("handout.block_down", "The block, one down", ("Alt+Down",))
WRITE_BLOCK = Action("handout.write_block", "Write a block for this patient", ("N",))
GIVEN = Action("handout.given", "Leaflet given", ("G",))
SHOW_LEAFLET = Action("handout.leaflet", "Leaflet", ("1",))
SHOW_REPORT = Action("handout.report", "Session report", ("2",))
SHOW_RECORD = Action("handout.record", "Whole record", ("3",))
SHOW_CONSENT = Action("handout.consent", "Written consent", ("4",))
SHOW_PLATE = Action("handout.plate", "Body-map plate", ("5",))
SHOW_NEEDLES = Action("handout.needles", "Needles and lots", ("6",))
SHOW_CONTACTS = Action("handout.contacts", "Contact notes", ("7",))
SHOW_TRAIL = Action("handout.trail", "Trail of changes", ("8",))
SHOW_SLIP = Action("handout.slip", "Next visit", ("9",))
SHOW_LABEL = Action("handout.label", "Label", ("B",))
FIND_WORDS = Action("handout.find", "Find in this paper", ("Ctrl+F", "F"))
MAIL_COPY = Action("handout.mail", "Copy for e-mail", ("M",))
PRINT_DAY = Action("handout.day", "Print today's leaflets that wait", ("D",))
PAPER_NEARER = Action("handout.nearer", "Nearer", ("+", "="))
PAPER_FARTHER = Action("handout.farther", "Farther", ("-",))
FIT_WIDTH = Action("handout.fit_width", "Full width", ("W",))
FIT_PAGE = Action("handout.fit_page", "Whole page", ("0",))

# Outcomes
OUTCOMES = Action("outcomes.open", "Outcomes: scores and their curves", ("Ctrl+O",))
LEAVE_OUTCOMES = Action("outcomes.leave", "Back", ("Esc", "F12"))
OUTCOMES_PAPER = Action("outcomes.paper", "The curves on paper", ("P",))
SCORE = tuple(
    Action(f"outcomes.measure_{place}", "Score this measure", (str(place),))
    for place in range(1, 10)
)

# The course
COURSE = Action("course.open", "The course: visits, responses, dose, replay", ("Ctrl+D",))
LEAVE_COURSE = Action("course.leave", "Back", ("Esc", "F12"))
COURSE_PAPER = Action("course.paper", "The course on paper", ("P",))
COMPARE_VISITS = Action("course.compare", "Two visits", ("1",))
MAP_RESPONSES = Action("course.responses", "Responses", ("2",))
SHOW_DOSE = Action("course.dose", "Dose and scores", ("3",))
REPLAY_VISIT = Action("course.replay", "Replay", ("4",))
NEXT_VISIT = Action("course.next_visit", "The next visit", (".",))
LAST_VISIT = Action("course.last_visit", "The visit before", (",",))
LAY_OVER = Action("course.over", "Over each other, or side by side", ("O",))
NEXT_RESPONSE = Action("course.next_response", "The next response to look for", ("R",))
PLAY = Action("course.play", "Play the visit, or hold it", ("G",))
NEXT_STEP = Action("course.next_step", "One step on", ("N",))
LAST_STEP = Action("course.last_step", "One step back", ("Shift+N",))

# Consent
PATIENT_CONSENT = Action("consent.open", "Written consent", ("Ctrl+G",))
LEAVE_CONSENT = Action("consent.leave", "Back", ("Esc", "F12"))
KEEP_CONSENT = Action("consent.keep", "Keep the signed consent", ("Ctrl+Return", "Ctrl+Enter"))

# Letters
LETTERS = Action("letters.open", "Letters and visit summaries", ("Ctrl+R",))
LEAVE_LETTERS = Action("letters.leave", "Back", ("Esc", "F12"))
REFERRAL = Action("letters.referral", "Referral letter", ("1",))
DISCHARGE = Action("letters.discharge", "Discharge letter", ("2",))
VISIT_SUMMARY = Action("letters.summary", "Visit summary", ("3",))
KEEP_LETTER = Action("letters.keep", "Keep and show the page", ("Ctrl+Return", "Ctrl+Enter"))

# Read with a patient
EDUCATION = Action("education.open", "About back pain and needling, to read together", ("Ctrl+B",))
LEAVE_EDUCATION = Action("education.leave", "Back", ("Esc", "F12"))
EDUCATION_PAPER = Action("education.paper", "The text on paper", ("P",))


def say_again(widget: QWidget) -> None:
    """Say in the language that speaks now what keys do that were bound to `widget`."""
    for action in widget.actions():
        if words := action.property(_WORDS):
            action.setText(_(words))


def bind(
    widget: QWidget,
    action: Action,
    do: Callable[[], object],
    context: Qt.ShortcutContext = Qt.ShortcutContext.WidgetWithChildrenShortcut,
) -> QAction:
    """Let `widget` do an action by its keys while the focus is in it; Qt's action for it."""

    def on_triggered(_checked: bool) -> None:
        do()

    made = QAction(action.spoken, widget)
    made.setObjectName(action.id)
    made.setProperty(_WORDS, action.words)
    made.setShortcuts([QKeySequence(key) for key in action.keys])
    made.setShortcutContext(context)
    made.triggered.connect(on_triggered)
    widget.addAction(made)
    return made

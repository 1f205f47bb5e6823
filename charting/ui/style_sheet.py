"""The style sheet of the product, its colours, sizes and corners to be filled in by the theme."""

STYLE = """
QWidget#ground, QMainWindow, QScrollArea#ground > QWidget > QWidget {{ background: {surface}; }}
QFrame[look="card"] {{
    background: {raised}; border: 1px solid {hairline}; border-radius: {radius}px;
}}
QFrame[look="panel"] {{ background: {raised}; border: 0; }}
QFrame[look="hairline"] {{ background: {hairline}; border: 0; }}
QScrollArea {{ border: 0; background: transparent; }}

QLabel {{ background: transparent; }}
QLabel[ink="quiet"] {{ color: {quiet}; }}
QLabel[ink="accent"] {{ color: {accent}; }}
QLabel[ink="hazard"] {{ color: {hazard}; }}
QLabel[ink="answer"] {{ color: {answer}; }}
QLabel[ink="counted"] {{ color: {counted}; }}
QLabel[look="key"] {{
    color: {quiet}; border: 1px solid {hairline}; border-radius: 4px; padding: 0 5px;
}}
QLabel[look="chip"] {{
    color: {text}; background: {hover}; border: 1px solid {hairline}; border-radius: 4px;
    padding: 1px 7px;
}}
QLabel[look="chip"][tone="hazard"] {{
    color: {hazard}; background: {hazard_ground}; border-color: {hazard};
}}
QLabel[look="chip"][tone="answer"] {{
    color: {answer}; background: {answer_ground}; border-color: {answer};
}}
QLabel[look="chip"][tone="counted"] {{
    color: {counted}; background: {counted_ground}; border-color: {counted};
}}

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {{
    color: {text}; background: {raised}; border: 1px solid {edge}; border-radius: {radius}px;
    padding: 1px 11px; selection-background-color: {accent}; selection-color: {on_accent};
    placeholder-text-color: {quiet};
}}
QPlainTextEdit, QTextEdit {{ padding: 7px 7px; }}
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {{
    border: 0; padding: 0; background: transparent;
}}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; border: 0; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{
    border: 2px solid {accent}; padding: 0 10px;
}}
QPlainTextEdit:focus, QTextEdit:focus {{ padding: 6px; }}
QLineEdit[wrong="true"], QComboBox[wrong="true"] {{
    border: 2px solid {hazard}; padding: 0 10px;
}}
QLineEdit:disabled, QComboBox:disabled {{ color: {quiet}; background: {surface}; }}
QComboBox {{ padding-left: 13px; }}
QComboBox:focus, QComboBox[wrong="true"] {{ padding-left: 12px; }}
QComboBox::drop-down {{ border: 0; width: 32px; }}
QComboBox::down-arrow {{ image: none; width: 0; height: 0; }}
QComboBox QAbstractItemView {{
    background: {raised}; color: {text}; border: 1px solid {edge}; outline: 0;
    selection-background-color: {chosen}; selection-color: {text};
}}
QComboBox QAbstractItemView::item {{ min-height: 32px; padding: 0 8px; }}

QAbstractItemView {{ background: transparent; border: 0; outline: 0; }}
QHeaderView::section {{
    background: transparent; color: {quiet}; border: 0; border-bottom: 1px solid {hairline};
    padding: 4px 3px; font-size: {small}px;
}}

QToolButton {{
    color: {text}; background: transparent; border: 2px solid transparent;
    border-radius: {radius}px; padding: 4px 6px;
}}
QToolButton:hover {{ background: {hover}; }}
QToolButton:checked {{ background: {chosen}; border-color: {chosen}; }}
QToolButton:pressed {{ background: {chosen}; }}
QToolButton:focus {{ border-color: {accent}; }}
QToolButton:disabled {{ color: {quiet}; }}
QToolButton::menu-indicator {{ image: none; }}
QPushButton[look="step"] {{
    color: {text}; background: transparent; border: 2px solid transparent;
    border-radius: {radius}px; text-align: left; padding: 0;
}}
QPushButton[look="step"]:hover {{ background: {hover}; }}
QPushButton[look="step"]:focus {{ border-color: {accent}; }}
QToolButton[look="option"] {{
    background: {raised}; border: 1px solid {edge}; padding: 0 5px;
}}
QToolButton[look="option"]:hover {{ background: {hover}; }}
QToolButton[look="option"]:checked {{
    background: {chosen}; border: 2px solid {accent}; padding: 0 4px;
}}
QToolButton[look="option"]:disabled {{ color: {quiet}; border-color: {hairline}; }}
QToolButton[look="option"]:focus {{ border: 2px solid {accent}; padding: 0 4px; }}

QCheckBox, QRadioButton {{ color: {text}; spacing: 8px; background: transparent; }}
QCheckBox:focus, QRadioButton:focus {{ color: {accent}; }}
QAbstractButton::indicator {{ width: 14px; height: 14px; border: 1px solid {edge}; }}
QRadioButton::indicator {{ border-radius: 8px; }}
QAbstractButton::indicator:checked {{ width: 6px; height: 6px; border: 5px solid {accent}; }}
QMenu {{
    background: {raised}; color: {text}; border: 1px solid {edge}; border-radius: {radius}px;
    padding: 4px;
}}
QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {chosen}; }}
QMenu::separator {{ height: 1px; background: {hairline}; margin: 4px 8px; }}
QToolTip {{ color: {text}; background: {raised}; border: 1px solid {edge}; padding: 4px 6px; }}

QSplitter::handle {{ background: {hairline}; }}
QSplitter::handle:vertical {{ height: 1px; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {hairline}; }}
QScrollBar::handle:hover {{ background: {edge}; }}
QScrollBar::handle:vertical {{ min-height: 32px; margin: 2px 4px; border: 0; border-radius: 2px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; margin: 4px 2px; border: 0; border-radius: 2px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""

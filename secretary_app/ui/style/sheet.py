"""The style sheet, made from the colours and the text size."""

from secretary_app.ui.style.tokens import Tokens

_SHEET = """
QWidget {{ color: {text}; }}
QToolTip {{ background: {surface}; color: {text}; border: 1px solid {edge}; padding: 4px 6px; }}
QMainWindow, QDialog, QWidget#page, QWidget#canvas {{ background: {canvas}; }}
QWidget#nav, QStatusBar, QWidget#status {{ background: {nav}; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
QFrame#card, QFrame#sheet {{ background: {surface}; border: 1px solid {line}; border-radius: 6px; }}
QFrame#drop {{ background: {surface}; border: 2px dashed {edge}; border-radius: 6px; }}
QFrame#foot {{ background: {surface}; border: none; border-top: 1px solid {line}; }}
QFrame#part {{ border: 2px solid transparent; border-radius: 6px; }}
QFrame#part[current="true"] {{ border: 2px solid {accent}; }}
QFrame#finding {{ border: 1px solid {line}; border-radius: 6px; padding: 1px; }}
QFrame#finding[current="true"] {{ border: 2px solid {accent}; padding: 0; }}
QWidget#ground {{ background: {shade}; }}
QFrame#rule {{ background: {line}; border: none; max-height: 1px; min-height: 1px; }}
QLabel {{ background: transparent; }}
QLabel#title {{ font-size: {px20}px; font-weight: 600; }}
QLabel#big {{ font-size: {px24}px; font-weight: 600; }}
QLabel#heading {{ font-size: {px15}px; font-weight: 600; }}
QLabel#strong {{ font-weight: 600; }}
QLabel#second, QLabel#label {{ color: {text2}; font-size: {px12}px; }}
QLabel#late {{ color: {late}; font-weight: 600; }}
QLabel#soon {{ color: {soon}; font-weight: 600; }}
QLabel#done {{ color: {done}; font-weight: 600; }}
QLabel#quote {{ color: {text2}; border-left: 2px solid {line}; padding-left: 10px; }}

QPushButton {{ background: {surface}; border: 1px solid {edge}; border-radius: 4px; padding: 0 12px;
  min-height: {h30}px; }}
QPushButton:hover {{ background: {hover}; }}
QPushButton:pressed {{ background: {tint}; }}
QPushButton:disabled {{ color: {text2}; border-color: {line}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 0 11px; min-height: {h28}px; }}
QPushButton[primary="true"] {{ background: {accent}; color: {on_accent}; border: 1px solid {accent};
  font-weight: 600; }}
QPushButton[primary="true"]:hover {{ border-color: {text}; }}
QPushButton[primary="true"]:disabled {{ background: {shade}; color: {text2}; border-color: {line}; }}
QPushButton[primary="true"]:focus {{ border: 2px solid {text}; padding: 0 11px; min-height: {h28}px; }}
QPushButton[link="true"] {{ background: transparent; border: 1px solid transparent; color: {accent}; padding: 0 4px;
  text-align: left; }}
QPushButton[link="true"][tone="late"] {{ color: {late}; font-weight: 600; }}
QPushButton[link="true"]:hover {{ text-decoration: underline; }}
QPushButton[link="true"]:focus {{ border: 2px solid {accent}; padding: 0 3px; }}
QPushButton[note="true"] {{ color: {soon}; font-size: {px12}px; font-weight: 600;
  min-height: {px12}px; padding: 0 3px; }}
QPushButton[note="true"]:focus {{ min-height: {px12}px; padding: 0 2px; }}
QPushButton[chip="true"] {{ border-radius: {r14}px; padding: 0 12px; min-height: {h28}px; min-width: {h20}px; }}
QPushButton[chip="true"]:checked {{ background: {tint}; border: 2px solid {accent}; color: {text}; font-weight: 600;
  padding: 0 11px; min-height: {h26}px; }}
QPushButton[chip="true"]:focus {{ border: 2px solid {accent}; padding: 0 11px; min-height: {h26}px; }}
QPushButton[toggle="true"] {{ padding: 0 8px; min-height: {h22}px; font-size: {px12}px; }}
QPushButton[toggle="true"]:checked {{ background: {tint}; border: 1px solid {accent}; font-weight: 600; }}
QPushButton[toggle="true"]:focus {{ border: 2px solid {accent}; padding: 0 7px; min-height: {h20}px; }}
QPushButton[unsure="true"] {{ background: {soon_t}; border: 1px dashed {soon}; color: {soon}; }}

QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 4px; }}
QToolButton:hover {{ background: {hover}; border-color: {line}; }}
QToolButton:focus {{ border: 2px solid {accent}; padding: 3px; }}
QToolButton::menu-indicator {{ image: none; }}

QLineEdit, QComboBox, QDateEdit, QSpinBox, QPlainTextEdit, QTextEdit, QTextBrowser {{ background: {surface};
  color: {text};
  border: 1px solid {edge}; border-radius: 4px; padding: 0 8px; selection-background-color: {accent};
  selection-color: {on_accent}; }}
QLineEdit, QComboBox, QDateEdit, QSpinBox {{ min-height: {h28}px; }}
QPlainTextEdit, QTextEdit, QTextBrowser {{ padding: 6px 8px; }}
QLineEdit:focus, QComboBox:focus, QDateEdit:focus, QSpinBox:focus, QPlainTextEdit:focus, QTextEdit:focus,
QTextBrowser:focus {{ border: 2px solid {accent}; padding: 0 7px; }}
QPlainTextEdit:focus, QTextEdit:focus, QTextBrowser:focus {{ padding: 5px 7px; }}
QTextEdit[quiet="true"] {{ background: transparent; border: 1px solid transparent; padding: 2px 5px; }}
QTextEdit[quiet="true"]:hover {{ border: 1px solid {line}; }}
QTextEdit[quiet="true"]:focus {{ background: {surface}; border: 2px solid {accent}; padding: 1px 4px; }}
QLineEdit[quiet="true"] {{ background: transparent; border: 1px solid transparent; padding: 0 4px; font-weight: 600; }}
QLineEdit[quiet="true"]:hover {{ border: 1px solid {line}; }}
QLineEdit[quiet="true"]:focus {{ background: {surface}; border: 2px solid {accent}; padding: 0 3px; }}
QTextEdit[paper="true"] {{ border: 2px solid {surface}; border-radius: 0; padding: 0; }}
QTextEdit[paper="true"]:focus {{ border: 2px solid {accent}; padding: 0; }}
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus {{ background: transparent; border: none; padding: 0 8px; }}
QLineEdit:disabled, QComboBox:disabled, QDateEdit:disabled {{ color: {text2};
  background: {canvas}; border-color: {line}; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"], QDateEdit[wrong="true"] {{
  border: 2px solid {late}; padding: 0 7px; }}
QComboBox::drop-down {{ border: none; width: {h24}px; }}
QComboBox::down-arrow {{ image: url("{arrow}"); width: {px12}px; height: {px12}px; }}
QComboBox QAbstractItemView {{ background: {surface}; border: 1px solid {edge}; selection-background-color: {tint};
  selection-color: {text}; outline: none; }}

QTableView, QListView, QTreeView {{ background: {surface}; border: 1px solid {line}; border-radius: 6px;
  selection-background-color: {tint}; selection-color: {text}; outline: none; gridline-color: {line}; }}
QListView#nav {{ background: {nav}; border: none; border-radius: 0; }}
QTableView[bare="true"], QListView[bare="true"], QTreeView[bare="true"] {{ border: none; }}
QListWidget#sections {{ background: transparent; border: none; }}
QListWidget#sections::item {{ padding: 0 10px; border: 2px solid transparent; border-radius: 4px; }}
QListWidget#sections::item:hover {{ background: {hover}; }}
QListWidget#sections::item:selected {{ background: {tint}; color: {text}; }}
QListWidget#sections::item:selected:active {{ border-left-color: {accent}; }}
QListWidget#sections::item:focus {{ border-color: {accent}; }}
QHeaderView {{ background: {surface}; border: none; }}
QHeaderView::section {{ background: {surface}; color: {text2}; border: none; border-bottom: 1px solid {line};
  padding: 0 9px; min-height: {h32}px; font-size: {px12}px; }}
QTableCornerButton::section {{ background: {surface}; border: none; }}

QTabBar {{ background: transparent; }}
QTabBar::tab {{ background: transparent; border: 2px solid transparent; border-bottom: 2px solid transparent;
  padding: 8px 2px; margin-right: 20px; }}
QTabBar::tab:selected {{ border-bottom: 2px solid {accent}; font-weight: 600; }}
QTabBar::tab:focus {{ border: 2px solid {accent}; border-radius: 4px; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {line}; }}
QSplitter::handle {{ background: transparent; width: 14px; height: 14px; }}

QFrame#notice {{ border-radius: 4px; background: {done_t}; }}
QFrame#notice[tone="error"] {{ background: {late_t}; }}
QFrame#notice[tone="warning"] {{ background: {soon_t}; }}
QFrame#notice[tone="info"] {{ background: {tint}; }}
QProgressBar {{ background: {shade}; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}

QMenu {{ background: {surface}; border: 1px solid {edge}; padding: 4px; }}
QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {tint}; color: {text}; }}
QMenu::item:disabled {{ color: {text2}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}

QCheckBox, QRadioButton {{ spacing: 8px; padding: 2px; border: 2px solid transparent; border-radius: 4px; }}
QCheckBox::indicator, QRadioButton::indicator, QTableView::indicator {{ width: {h16}px; height: {h16}px;
  background: {surface}; border: 1px solid {edge}; border-radius: 3px; }}
QCheckBox::indicator:checked, QTableView::indicator:checked {{ background: {accent}; border-color: {accent};
  image: url("{check}"); }}
QRadioButton::indicator {{ border-radius: {r9}px; }}
QRadioButton::indicator:checked {{ border: {r5}px solid {accent}; width: {r8}px; height: {r8}px; }}
QCheckBox:focus, QRadioButton:focus {{ border: 2px solid {accent}; }}

QScrollBar:vertical {{ background: transparent; width: {px12}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {px12}px; margin: 0; }}
QScrollBar::handle {{ background: {edge}; border-radius: 4px; margin: 2px; min-height: 32px; min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def style_sheet(tokens: Tokens, base: int, arrow: str, check: str) -> str:
    """The sheet for a base text size in pixels (13 at 100 %); ``arrow``, ``check``: pictures for combos and ticks."""
    scale = base / 13
    sizes = {f"px{size}": round(size * scale) for size in (12, 15, 20, 24)}
    sizes |= {f"h{size}": round(size * scale) for size in (16, 22, 24, 30, 32)}
    # A border of 2 instead of 1 takes its room from the inside, so that nothing moves when it gets the focus.
    sizes |= {"h28": sizes["h30"] - 2, "h26": sizes["h30"] - 4, "h20": sizes["h22"] - 2}
    sizes |= {f"r{size}": round(size * scale) for size in (5, 8)}
    # More than half the height, and Qt draws no round corner at all.
    sizes["r14"] = sizes["h28"] // 2
    sizes["r9"] = (sizes["r8"] + 2 * sizes["r5"]) // 2
    return _SHEET.format(**vars(tokens), **sizes, arrow=arrow, check=check)

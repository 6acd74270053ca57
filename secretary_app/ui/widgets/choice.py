"""A drop-down beside a list: which of its rows are shown, or how."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox


def choice(name: str, then: Callable[[], None], *, letters: int = 11) -> QComboBox:
    """``name``: for tooltip and screen reader. ``then`` is called when something else is chosen.

    ``letters``: so many have room at least.
    """
    made = QComboBox()
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(letters)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.currentIndexChanged.connect(lambda _place: then())
    return made


def offer(combo: QComboBox, choices: Sequence[tuple[str, object]], chosen: object) -> None:
    """Offer these words with what each stands for, and choose that of ``chosen``, else the first; nothing is told."""
    combo.blockSignals(True)
    combo.clear()
    for words, value in choices:
        combo.addItem(words, value)
    places = [place for place, (_, value) in enumerate(choices) if value == chosen]
    combo.setCurrentIndex(places[0] if places else 0)
    combo.blockSignals(False)

"""Python's collector works in the window's thread alone.

It would run in whichever thread happens to make an object, and take away there what nobody refers to any more: also
the parts of a closed page, whose timers and models die with the whole program in a thread that is not theirs.
"""

import gc

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QGuiApplication

_NAME = "collector"
_EVERY_MS = 1000
_ALL_EVERY_MS = 15 * 60 * 1000
_TOO_MANY = 20_000
"""New objects that are not looked through while somebody may be typing: it would take 5 ms."""


def collect_in_this_thread(application: QCoreApplication) -> None:
    """From now on unreachable objects are taken away now and then by the event loop; doing it again does no harm."""
    gc.disable()
    if application.findChild(QTimer, _NAME) is None:
        # The modules are there to stay: looking through them takes most of the time.
        gc.freeze()
        timer = QTimer(application)
        timer.setObjectName(_NAME)
        timer.timeout.connect(collect_what_is_due)
        timer.start(_EVERY_MS)
        now_and_then = QTimer(timer)
        now_and_then.timeout.connect(collect_all)
        now_and_then.start(_ALL_EVERY_MS)
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(_collect_all_if_away)


def collect_what_is_due() -> None:
    """Do what Python would have done by itself by now: the oldest generation that is due, and with it the younger.

    Where very much is new a long list has been read, which is seldom garbage: it is set aside until ``collect_all``.
    """
    counts = gc.get_count()
    if counts[0] > _TOO_MANY:
        gc.freeze()
        return
    is_due = [count > limit > 0 for count, limit in zip(counts, gc.get_threshold(), strict=True)]
    if is_due[0]:
        gc.collect(max(generation for generation, due in enumerate(is_due) if due))


def collect_all() -> None:
    """Look through everything, also what was set aside; takes about 0.1 s where there are 10,000 remisser."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _collect_all_if_away(state: Qt.ApplicationState) -> None:
    """While the person has turned to another program nothing is held up."""
    if state is not Qt.ApplicationState.ApplicationActive:
        collect_all()

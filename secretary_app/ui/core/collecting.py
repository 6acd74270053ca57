"""Python's collector works in the window's thread alone.

It would run in whichever thread happens to make an object, and take away there what nobody refers to any more: also
the parts of a closed page, whose timers and models die with the whole program in a thread that is not theirs.
"""

import gc

from PySide6.QtCore import QCoreApplication, QTimer

_NAME = "collector"
_EVERY_MS = 1000


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


def collect_what_is_due() -> None:
    """Do what Python would have done by itself by now: the oldest generation that is due, and with it the younger."""
    is_due = [count > limit > 0 for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)]
    if is_due[0]:
        gc.collect(max(generation for generation, due in enumerate(is_due) if due))

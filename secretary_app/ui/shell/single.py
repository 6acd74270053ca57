"""One window a register: a second start brings the first one forward."""

import hashlib
import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 500
_PATIENCE_MS = 3000
"""A window in the middle of something may take a while to answer; one that never does is of no use."""
_ANYBODY = -1
"""``ASFW_ANY`` of the Windows function AllowSetForegroundWindow."""


def _name(register: Path) -> str:
    digest = hashlib.sha256(str(register.resolve()).casefold().encode("utf-8")).hexdigest()
    return f"beredd-{digest[:24]}"


def bring_forward(register: Path) -> bool:
    """Ask the window that has the register open to come forward; False where there is none, or it does not answer."""
    socket = QLocalSocket()
    socket.connectToServer(_name(register))
    if not socket.waitForConnected(_WAIT_MS):
        return False
    if sys.platform == "win32":
        import ctypes

        # Else Windows only lets its button in the taskbar blink: we are the one that was just started.
        ctypes.windll.user32.AllowSetForegroundWindow(_ANYBODY)
    socket.write(b"?")
    return socket.waitForReadyRead(_PATIENCE_MS)


class Doorbell(QObject):
    """Held by the window that has the register; rings when it is started once more."""

    rung = Signal()

    def __init__(self, register: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        # A name left by a program that died is nobody's: the register's lock has told that we are the only one.
        QLocalServer.removeServer(_name(register))
        self._server.listen(_name(register))

    def _answer(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(partial(self._come, socket))

    def _come(self, socket: QLocalSocket) -> None:
        """Not before it is asked for: what only looks whether anybody is here rings nobody."""
        self.rung.emit()
        socket.write(b"!")
        socket.disconnectFromServer()

    def close(self) -> None:
        """Nobody is to ring here any more."""
        self._server.close()

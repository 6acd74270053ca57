"""One window a register: a second start brings the first one forward."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 500


def _name(register: Path) -> str:
    digest = hashlib.sha256(str(register.resolve()).casefold().encode("utf-8")).hexdigest()
    return f"beredd-{digest[:24]}"


def bring_forward(register: Path) -> bool:
    """Ask the window that has the register open to come forward; False where there is none."""
    socket = QLocalSocket()
    socket.connectToServer(_name(register))
    if not socket.waitForConnected(_WAIT_MS):
        return False
    socket.disconnectFromServer()
    return True


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
        self.rung.emit()

    def close(self) -> None:
        """Nobody is to ring here any more."""
        self._server.close()

"""One window per data folder: a second start raises the first and hands over its arguments."""

from __future__ import annotations

import getpass
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 2000
_MOST_BYTES = 64 * 1024


class SingleInstance(QObject):
    """Claim first; if another holds the folder, ``hand_over`` to it."""

    arguments_received = Signal(object)
    """A list of texts from a second start; may be empty. Raise the window."""

    def __init__(self, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = server_name(data_dir)
        data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._lock = QLockFile(str(data_dir / "window.lock"))
        self._lock.setStaleLockTime(0)  # only a dead owner makes it stale, never its age
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """True for the first; it listens from now on. A crashed one's remains are cleared away."""
        if not self._lock.tryLock(0):
            return False
        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_server_new_connection)
        self._server.listen(self._name)
        return True

    def hand_over(self, arguments: Sequence[str]) -> bool:
        """Send the arguments to the first. False if it does not answer."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_WAIT_MS):
            return False
        socket.write(json.dumps(list(arguments)).encode())
        has_written = socket.waitForBytesWritten(_WAIT_MS)
        socket.disconnectFromServer()
        return has_written

    def release(self) -> None:
        """Stop listening and let another be the first."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.unlock()

    @Slot()
    def _on_server_new_connection(self) -> None:
        if self._server is None:
            return
        socket = self._server.nextPendingConnection()
        socket.disconnected.connect(self._on_socket_disconnected)
        if socket.state() == QLocalSocket.LocalSocketState.UnconnectedState:
            self._read(socket)

    @Slot()
    def _on_socket_disconnected(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        message = bytes(socket.read(_MOST_BYTES).data())
        socket.deleteLater()
        try:
            arguments = json.loads(message or b"[]")
        except ValueError:
            return
        if isinstance(arguments, list):
            self.arguments_received.emit([str(argument) for argument in arguments])


def server_name(data_dir: Path) -> str:
    """The same for one user and folder, and only for them."""
    identity = f"{getpass.getuser()}\0{data_dir.resolve()}"
    return f"clausebench-{hashlib.sha256(identity.encode()).hexdigest()[:16]}"

"""A door on loopback before a real server, which can be shut, stalled, or fall shut in the middle of a request."""

import socket
import threading
from contextlib import suppress
from typing import Literal

State = Literal["open", "stalled", "shut"]


class Gate:
    """Passes bytes on to `port`; `state` may change at any time, for connections that are open too."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._turned = threading.Event()
        self._left: int | None = None
        self._then: State = "shut"
        self._sockets: list[socket.socket] = []
        self.state: State = "open"
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def url(self) -> str:
        """Where clients find it."""
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def turn(self, state: State) -> None:
        """Open, stall or shut it; a shut one refuses what comes and cuts what is under way."""
        self.state, self._left = state, None
        if state == "shut":
            self._cut()
        self._turned.set()
        self._turned.clear()

    def turn_after(self, sent: int, state: State) -> None:
        """The same, once clients have sent so many bytes from now on."""
        self._left, self._then = sent, state

    def close(self) -> None:
        """No more of it."""
        self.turn("shut")
        self._listener.close()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                if self.state == "shut":
                    client.close()
                    continue
                server = socket.create_connection(("127.0.0.1", self._port))
                self._sockets += [client, server]
                threading.Thread(target=self._pump, args=(client, server, True), daemon=True).start()
                threading.Thread(target=self._pump, args=(server, client, False), daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket, counted: bool) -> None:  # noqa: FBT001  a thread's target
        with suppress(OSError):
            while chunk := source.recv(16_384):
                if counted and self._left is not None:
                    self._left -= len(chunk)
                    if self._left <= 0:
                        self.turn(self._then)
                while self.state == "stalled":
                    self._turned.wait(0.2)
                sink.sendall(chunk)
        for end in (source, sink):
            with suppress(OSError):
                end.close()

    def _cut(self) -> None:
        held, self._sockets = self._sockets, []
        for end in held:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

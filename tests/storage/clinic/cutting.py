"""A way to a server that can be cut: at any message, before it arrives or after, so that only the
answer is lost.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum, auto


class Cut(Enum):
    """What of a message is lost with the connection."""

    QUESTION = auto()
    ANSWER = auto()


class Way:
    """Passes on what goes between clients and the server at `target`; `sent` counts the messages of
    the clients since the last `aim`.
    """

    def __init__(self, host: str, target: int) -> None:
        self._host, self._target = host, target
        self._listening = socket.create_server((host, 0))
        self.port: int = self._listening.getsockname()[1]
        self.sent, self._at, self._cut = 0, 0, Cut.QUESTION
        self.is_down, self.has_cut = False, False
        self._open: set[socket.socket] = set()
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def aim(self, at: int, cut: Cut) -> None:
        """Cut at the message of this number from now on, the first being 1; 0 cuts none."""
        self.sent, self._at, self._cut, self.has_cut = 0, at, cut, False

    def go_down(self) -> None:
        """Cut everything, and let nobody through any more."""
        self.is_down = True
        self._end_all()

    def come_back(self) -> None:
        """Let everybody through again."""
        self.is_down = False
        self.aim(0, Cut.QUESTION)

    def close(self) -> None:
        """Take the way away."""
        self.go_down()
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for thread in self._threads:
            thread.join()

    def _accept(self) -> None:
        while True:
            try:
                client, _whence = self._listening.accept()
            except OSError:
                return
            if self.is_down:
                client.close()
                continue
            server = socket.create_connection((self._host, self._target))
            self._open |= {client, server}
            for pass_on in (self._questions, self._answers):
                thread = threading.Thread(target=pass_on, args=(client, server), daemon=True)
                self._threads.append(thread)
                thread.start()

    def _questions(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while data := client.recv(1 << 20):
                self.sent += 1
                hits = self.sent == self._at
                if hits and self._cut is Cut.ANSWER:
                    # The answer is awaited, and goes no further.
                    self.has_cut = self.is_down = True
                if not (hits and self._cut is Cut.QUESTION):
                    server.sendall(data)
                    continue
                self.has_cut = self.is_down = True
                break
        self._end(client, server)

    def _answers(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while data := server.recv(1 << 20):
                if self.is_down:
                    break
                client.sendall(data)
        self._end(client, server)

    def _end_all(self) -> None:
        self._end(*self._open)

    def _end(self, *ends: socket.socket) -> None:
        for each in ends:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
            self._open.discard(each)


@contextmanager
def cuttable(host: str, target: int) -> Iterator[Way]:
    """A way to the server at this port of `host`."""
    way = Way(host, target)
    try:
        yield way
    finally:
        way.close()

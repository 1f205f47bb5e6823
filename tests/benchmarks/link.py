"""A way to a server that takes so long as the way to another house: what goes through arrives
later, and nothing waits for what went before it.
"""

import queue
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_END = b""


@contextmanager
def far_away(host: str, target: int, round_trip: float) -> Iterator[int]:
    """A port of `host` behind which the server at the port `target` lies, `round_trip` seconds away
    there and back.
    """
    listening = socket.create_server((host, 0))
    threading.Thread(
        target=_accept, args=(listening, (host, target), round_trip / 2), daemon=True
    ).start()
    try:
        yield listening.getsockname()[1]
    finally:
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()


def _accept(listening: socket.socket, server: tuple[str, int], delay: float) -> None:
    while True:
        try:
            near, _whence = listening.accept()
        except OSError:
            return
        far = socket.create_connection(server)
        for one, other in ((near, far), (far, near)):
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            under_way: queue.SimpleQueue[tuple[float, bytes]] = queue.SimpleQueue()
            threading.Thread(target=_set_out, args=(one, under_way, delay), daemon=True).start()
            threading.Thread(target=_arrive, args=(other, under_way), daemon=True).start()


def _set_out(
    whence: socket.socket, under_way: "queue.SimpleQueue[tuple[float, bytes]]", delay: float
) -> None:
    with suppress(OSError):
        while data := whence.recv(1 << 16):
            under_way.put((time.monotonic() + delay, data))
    under_way.put((0.0, _END))


def _arrive(whither: socket.socket, under_way: "queue.SimpleQueue[tuple[float, bytes]]") -> None:
    with suppress(OSError):
        while True:
            due, data = under_way.get()
            if data == _END:
                whither.shutdown(socket.SHUT_WR)
                return
            time.sleep(max(0.0, due - time.monotonic()))
            whither.sendall(data)

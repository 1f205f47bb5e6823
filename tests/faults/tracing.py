"""A program followed from system call to system call: each can be looked at, failed, or its last.

Linux on x86-64 only (ptrace(2)); the numbers are those of its tables.
"""

import ctypes
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

_TRACEME, _PEEKUSER, _POKEUSER, _GETREGS, _SYSCALL, _SETOPTIONS = 0, 3, 6, 12, 24, 0x4200
_TELL_CALLS_APART, _END_WITH_US = 0x1, 0x100000
_CALL_STOP = signal.SIGTRAP | 0x80
_WORD = 8
_RAX, _ORIG_RAX = 10, 15
_NAMES = {
    1: "write",
    18: "write",
    74: "flush",
    75: "flush",
    77: "cut",
    82: "rename",
    87: "remove",
    263: "remove",
    264: "rename",
}
_NEXT = {1: False, 18: True}

KILL = -1
"""What a listener answers to have the program killed before the call is made."""

CAN_TRACE = sys.platform == "linux" and os.uname().machine == "x86_64"


class Call(NamedTuple):
    """A call that changes a file or flushes it: what it does, to which file by its path, where in
    it (`None`: at its end), and which bytes; a "cut" is to the length `at`.
    """

    name: str
    path: str
    at: int | None
    data: bytes


Listener = Callable[[Call], int | None]
"""Hears of a call before it is made; an errno makes it fail, `None` lets it be made."""


class _Registers(ctypes.Structure):
    _fields_ = (("of", ctypes.c_ulonglong * 27),)


def follow(work: Callable[[], None], listener: Listener) -> int:
    """Do `work` in a program of its own; its exit status, negative the signal that ended it."""
    # Else what stands in a buffer is said twice.
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        _be_followed(work)
    _wait(pid)
    _ask(_SETOPTIONS, pid, 0, _TELL_CALLS_APART | _END_WITH_US)
    return _followed(pid, listener)


def _be_followed(work: Callable[[], None]) -> None:
    status = 1
    try:
        _ask(_TRACEME, 0, 0, 0)
        os.kill(os.getpid(), signal.SIGSTOP)
        work()
        status = 0
    finally:
        os._exit(status)


def _followed(pid: int, listener: Listener) -> int:
    enters, failing, passed_on = True, 0, 0
    while True:
        _ask(_SYSCALL, pid, 0, passed_on)
        passed_on = 0
        status = _wait(pid)
        if os.WIFEXITED(status):
            return os.WEXITSTATUS(status)
        if os.WIFSIGNALED(status):
            return -os.WTERMSIG(status)
        if os.WSTOPSIG(status) != _CALL_STOP:
            passed_on = os.WSTOPSIG(status)
            continue
        if enters:
            answer = _heard(pid, listener)
            if answer == KILL:
                os.kill(pid, signal.SIGKILL)
                return -os.WTERMSIG(_wait(pid))
            failing = answer or 0
            if failing:
                _ask(_POKEUSER, pid, _ORIG_RAX * _WORD, 0xFFFFFFFFFFFFFFFF)
        elif failing:
            _ask(_POKEUSER, pid, _RAX * _WORD, (1 << 64) - failing)
            failing = 0
        enters = not enters


def _heard(pid: int, listener: Listener) -> int | None:
    registers = _Registers()
    _ask(_GETREGS, pid, 0, ctypes.byref(registers))
    of = registers.of
    number, first, second, third, fourth = of[_ORIG_RAX], of[14], of[13], of[12], of[7]
    name = _NAMES.get(number)
    if name is None:
        return None
    if name in ("rename", "remove"):
        return listener(Call(name, "", None, b""))
    path = str(Path(f"/proc/{pid}/fd/{first}").readlink())
    if name == "write":
        data = _memory(pid, second, third)
        return listener(Call(name, path, fourth if _NEXT[number] else None, data))
    return listener(Call(name, path, second if name == "cut" else None, b""))


def _memory(pid: int, at: int, length: int) -> bytes:
    handle = os.open(f"/proc/{pid}/mem", os.O_RDONLY)
    try:
        return os.pread(handle, length, at)
    finally:
        os.close(handle)


_libc = ctypes.CDLL(None, use_errno=True) if CAN_TRACE else None


def _ask(request: int, pid: int, address: int, data: object) -> None:
    assert _libc is not None
    value = ctypes.c_void_p(data) if isinstance(data, int) else data
    if _libc.ptrace(ctypes.c_long(request), pid, ctypes.c_void_p(address), value) < 0:
        raise OSError(ctypes.get_errno(), "this program cannot be followed")


def _wait(pid: int) -> int:
    return os.waitpid(pid, 0)[1]

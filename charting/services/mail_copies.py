"""Copies for e-mail: a paper under a password that is told to the patient some other way."""

from collections.abc import Callable
from pathlib import Path

from charting.domain.errors import ErrorCode, Refused
from charting.domain.given_papers import Way
from charting.domain.passphrase import LEAST_CHARACTERS, LEAST_SCORE
from charting.domain.practice import Practitioner
from charting.domain.roles import Right
from charting.durable import write_whole
from charting.services.given_papers import GivenPapers
from charting.services.handouts import Handout
from charting.services.permission import needs
from charting.services.ports import Clock, Ids, Records

Lock = Callable[[bytes, str], bytes]
"""Puts a PDF under a password."""

# What a PDF takes (ISO 32000-2, 7.6.4.3.3).
MOST_CHARACTERS = 127


class MailCopies:
    """What `who` saves to be mailed. Kept is the paper as it can be read, and that it was mailed;
    the password is kept nowhere.
    """

    def __init__(
        self,
        records: Records,
        lock: Lock,
        strength: Callable[[str], int],
        clock: Clock,
        ids: Ids,
        who: Practitioner,
    ) -> None:
        """`strength` says how hard a password is to guess, 0 to 4."""
        self._lock, self._strength = lock, strength
        self._given = GivenPapers(records, clock, ids, who)
        self._who = who

    @needs(Right.HAND_OUT)
    def save(self, handout: Handout, file: Path, password: str) -> None:
        """Write a paper under a password to a file that only its owner may read.

        Raises `Refused` (PASSPHRASE_TOO_SHORT, PASSPHRASE_TOO_SIMPLE, PASSWORD_FOREIGN,
        FILE_NOT_WRITABLE).
        """
        self._check(password)
        try:
            write_whole(file, self._lock(handout.pdf, password))
        except OSError as problem:
            raise Refused(ErrorCode.FILE_NOT_WRITABLE, {"file": file.name}) from problem
        self._given.keep(handout.chain, handout.kind, handout.paper, handout.pdf, Way.MAILED)

    def _check(self, password: str) -> None:
        # Readers disagree on how other letters are spelled in bytes.
        if not (password.isascii() and password.isprintable()) or len(password) > MOST_CHARACTERS:
            raise Refused(ErrorCode.PASSWORD_FOREIGN, {"most": MOST_CHARACTERS})
        if len(password) < LEAST_CHARACTERS:
            facts = {"length": len(password), "minimum": LEAST_CHARACTERS}
            raise Refused(ErrorCode.PASSPHRASE_TOO_SHORT, facts)
        if self._strength(password) < LEAST_SCORE:
            raise Refused(ErrorCode.PASSPHRASE_TOO_SIMPLE)

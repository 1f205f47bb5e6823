"""What a process keeps to itself: its files, and its memory when it falls."""

import os
import sys

if sys.platform != "win32":
    import resource


def keep_private() -> None:
    """Let no other account read what we write, and leave no memory behind when we fall."""
    os.umask(0o077)
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

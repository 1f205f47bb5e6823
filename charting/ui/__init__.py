"""What is seen: the only Qt."""

import builtins

import PySide6.QtCore  # noqa: F401 - it must have changed the import by now

# PySide reads the source of every module that is imported after it, to see whether it uses
# `from __feature__ import`. We do not; without that every import takes a third less time.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)

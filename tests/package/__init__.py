"""The .deb as a person meets it: installed in a bare Debian, started from its desktop entry, worked
with by keys alone, and removed again: `python -m tests.package PACKAGE.deb PICTURES`.
"""

"""Tests of the changes of a session."""

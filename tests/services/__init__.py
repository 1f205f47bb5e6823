"""Tests of what a practitioner can do, over records in memory."""

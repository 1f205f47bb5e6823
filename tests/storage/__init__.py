"""Tests of where the record is kept."""

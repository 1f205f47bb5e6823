"""Tests of the handout screen."""

"""Signatures in words."""

from charting.wording import shortened


def test_the_whole_of_a_hash_is_not_for_the_eye() -> None:
    sha = "ab" * 32
    short = "abab abab abab abab …"
    assert shortened(f"version 2, SHA-256 {sha}, {sha}") == f"version 2, SHA-256 {short}, {short}"
    assert shortened("ab" * 31) == "ab" * 31

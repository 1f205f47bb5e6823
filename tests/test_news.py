"""What is new, read from the change log."""

import charting
from charting import news
from charting.news import Release

LOG = """# What has changed

## 0.2.0, 1 December 2026

You can:

- **Print it** on `A4`, and
  on Letter.
- Plain words.

## 0.1.0
- **First.**
"""


def test_the_log_is_read_in_its_order() -> None:
    assert news.parse(LOG) == (
        Release(
            "0.2.0",
            "1 December 2026",
            ("Print it on A4, and on Letter.", "Plain words."),
        ),
        Release("0.1.0", "", ("First.",)),
    )


def test_the_newest_entry_is_this_version() -> None:
    newest = news.releases()[0]
    assert newest.version == charting.__version__
    assert len(newest.entries) > 10
    assert not [one for one in newest.entries if "**" in one or "`" in one]

"""Write the regulatory pages of the help anew.

    python -m resources.papers [--bill build/bill/bill.cdx.json]

The list of bundled software of a package that was just made (`sh installer/dev.sh package`) is
taken over first where it is named: after a change of the lock.
"""

import argparse
from pathlib import Path

from resources.papers.pages import BUNDLED, ROOT, pages, taken_over


def main() -> None:
    """Write them into the help."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bill", type=Path)
    bill = parser.parse_args().bill
    if bill is not None:
        BUNDLED.write_text(taken_over(bill), encoding="utf-8")
    for name, text in pages():
        (ROOT / "resources" / "help" / "en" / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

"""Hands over to the command line, whose default verb opens the window."""

import sys

from charting.command_line import main

if __name__ == "__main__":
    sys.exit(main())

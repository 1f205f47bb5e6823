"""How a language is named, as in "de" or "pt-BR"."""

import re

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""A code (BCP 47) that may stand in the name of a folder."""

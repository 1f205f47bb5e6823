"""What is asked of a passphrase: its length, and how hard it must be to guess."""

LEAST_CHARACTERS = 15
"""NIST SP 800-63B-4 section 3.1.1.2, of a passphrase that is used alone."""

LEAST_SCORE = 3
"""Of zxcvbn's 0 to 4: "safely unguessable" by whoever has the file and must pay for each guess."""

"""Keys, slots and passphrases: the only cryptography."""

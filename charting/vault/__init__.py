"""Keys, slots, passphrases and signatures: the only cryptography."""

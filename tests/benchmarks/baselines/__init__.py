"""Frozen: what our figures stand beside. A baseline that changes makes old figures worthless, so a
test holds the hash of each file; a better baseline is a new file.
"""

"""Frozen: what our figures stand beside. A baseline that changes makes old figures worthless: a
test holds the hash of each file against `FROZEN`. A better baseline is a new file.
"""

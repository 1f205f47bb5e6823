"""Between values and rows: what a value is stored as, and the value that a stored row stands for.

A `*_row` function gives columns by name; its `*_of` twin takes a row's values in the order of the
table's columns, so that reading a session needs no look-up by name.
"""

"""A frozen database of each version that brought something new, encrypted with the tests' key."""

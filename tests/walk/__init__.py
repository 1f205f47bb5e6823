"""A walk through the real windows with mouse and keys: the paper charts typed in, and looked at."""

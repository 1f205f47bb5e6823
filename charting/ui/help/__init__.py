"""The help: a page for each screen, and a search by everyday names."""

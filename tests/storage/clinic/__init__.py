"""A clinic on a server of its own."""

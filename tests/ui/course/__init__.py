"""The course screen."""

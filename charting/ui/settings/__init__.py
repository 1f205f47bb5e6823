"""The settings screen: who works here and their keys, and what else concerns the whole practice."""

"""The outcomes screen: scores entered and their curves."""

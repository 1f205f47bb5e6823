"""The screen that is read with a patient."""

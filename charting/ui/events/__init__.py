"""What happened that was not meant to: one form, shared by the session and the patient's page."""

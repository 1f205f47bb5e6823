"""The unlock screen: a passphrase opens a practice, or a new practice is set up."""

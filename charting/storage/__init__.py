"""Where the record is kept: the only SQL, the same on SQLCipher and on PostgreSQL."""

"""The encrypted file: keys, log, current records, source rows, search, journal, backups.  It judges nothing."""

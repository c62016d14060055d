"""One verb per file.  A verb takes a Desk, opens the one transaction, and says what it changed."""

"""The same verbs as the window, for scripts and tests."""

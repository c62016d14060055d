"""The window: shows and asks; never judges, never touches SQL or bytes."""

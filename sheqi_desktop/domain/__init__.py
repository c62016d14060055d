"""What social work in the county means, in plain Python.

Standard library only: no window, no database, no disk and no clock, so that every rule
can be read, tested and believed on its own.
"""

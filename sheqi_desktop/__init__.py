"""社旗社工站工作台: the workbench of the township social-work stations of a county, made to work without a network.

The rooms, from top to bottom: ``gui`` and ``cli`` show and ask; ``operations`` holds the verbs; ``catalog``,
``store``, ``sync`` and ``reports`` are four wings that do not know each other; ``domain`` says what it all means.
Imports run downwards only, so that a rule can be read and tested without a window, a database or a disk.
"""

__version__ = "0.1.0"
BUILT_ON = "2026-11-28"
"""The day this version was made, written with its number: a computer that believes to be earlier has a wrong clock."""

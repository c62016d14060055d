"""A county in the field: machines that write, sticks that are lost, disks that are restored, and what must still hold.

``county`` makes the machines, ``paper``, ``photos``, ``sticks``, ``relay``, ``centre``, ``closing``, ``braking``,
``supervision`` and ``mishaps`` are what may happen, ``schedule`` throws the dice, ``naive`` says by other means what
must be there, ``oracles`` compares.
"""

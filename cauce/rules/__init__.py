"""What follows from the content: pure functions, no clock, no database, no network.

Each module answers one question that an officer could ask; ``content``, ``dates`` and ``errors``
are the only modules that the others may import.
"""

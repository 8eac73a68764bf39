"""What runs in the child alone: the standard library and, for images and YAML, the library that reads them.

Nothing here imports Django or the program. The one border is ``read(file, bounds)`` of each module: what it
yields is plain data (JSON), and what it will not read it refuses with ``Refused`` and a code.
"""

"""Key pairs of telephones that were made already: making one costs a tenth of a second and more.

Each is a real one; after the third the first comes again, so that a test of two telephones has two keys.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from cauce.custody.keystore import new_pair
from cauce.intake.collection.actions import devices


@functools.cache
def _made(number: int) -> tuple[str, bytes]:
    return new_pair()


@contextmanager
def ready() -> Iterator[None]:
    """A telephone that is registered from here on gets one of three pairs."""
    numbers = itertools.cycle(range(3))
    with patch.object(devices, "new_pair", lambda: _made(next(numbers))):
        yield

"""Papers for walks that open hundreds of pages: what has the same words is printed once in a process.

To print takes a hundred times as long as all the rest of such a question, and the same words make the
same paper. What a paper looks like has its own tests, which print.
"""

from __future__ import annotations

from functools import cache
from unittest import mock

from cauce.documents import paper

_once = cache(paper._set)


def printed_once():
    """From here on a paper of words that were printed already is the one of then."""
    return mock.patch.object(paper, "_set", _once)

"""For walks that open hundreds of pages: a paper of the same words is printed once in a process, and pages
are drawn as on a server.

To print takes a hundred times as long as all the rest of such a question, and the same words make the
same paper. What a paper looks like has its own tests, which print.
"""

from __future__ import annotations

from functools import cache
from unittest import mock

from django.template.base import Template
from django.test import utils

from cauce.protocol.documents import paper

_once = cache(paper._set)


def printed_once():
    """From here on a paper of words that were printed already is the one of then."""
    return mock.patch.object(paper, "_set", _once)


def drawn_plainly():
    """From here on nothing is kept of how a page was drawn: a test client copies the whole context for each
    template that another one includes. Its answers have no ``context`` and no ``templates``."""
    return mock.patch.object(Template, "_render", utils._TestState.saved_data.template_render)

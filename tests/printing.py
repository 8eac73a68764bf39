"""For walks that open hundreds of pages: a paper of the same words is printed once in a run. And for every
test: pages are drawn as on a server.

To print takes a hundred times as long as all the rest of such a question, and the same words make the
same paper. What a paper looks like has its own tests, which print.
"""

from __future__ import annotations

from collections.abc import Callable
from unittest import mock

from django.template.base import Template
from django.test import utils

from cauce.protocol.documents import paper
from tests.suite.kept import kept

_print = paper._set


def printed_once(unless: Callable[[str], bool] = lambda words: False):
    """From here on a paper of words that were printed already is the one of then; of the words that
    ``unless`` names each paper is printed anew."""

    def once(words: str, sheet: str) -> bytes:
        if unless(words):
            return _print(words, sheet)
        return kept(f"paper {sheet} {words}", lambda: _print(words, sheet))

    return mock.patch.object(paper, "_set", once)


def drawn_plainly():
    """From here on nothing is kept of how a page was drawn: a test client copies the whole context for each
    template that another one includes. Its answers have no ``context`` and no ``templates``."""
    return mock.patch.object(Template, "_render", utils._TestState.saved_data.template_render)


def drawn_and_told():
    """From here on the answers of a test client have them."""
    return mock.patch.object(Template, "_render", utils.instrumented_test_render)

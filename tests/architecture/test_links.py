"""No page without a way to it: every route is named by another page, a redirect or the navigation."""

from __future__ import annotations

import re

from .doors import DOORS
from .reading import CAUCE, is_test, named

# The quote that ends a name may begin the next.
QUOTED = re.compile(r"""["']([\w:-]+)(?=["'])""")


def linked(names, texts: list[str]) -> set[str]:
    """The routes that some page, view or navigation names."""
    return set(names).intersection(name for text in texts for name in QUOTED.findall(text))


def test_every_route_can_be_reached_from_another_page():
    texts = [
        path.read_text(encoding="utf-8")
        for path in named(".py", ".html", under=CAUCE)
        if not is_test(path) and path.name != "routes.py"
    ]
    # ``home`` and ``close`` belong to the frame, which writes their addresses.
    names = set(DOORS) - {"home", "close"}
    assert names - linked(names, texts) == set()
    assert linked({"a:b", "a:c"}, ["{% url 'a:b' %}"]) == {"a:b"}

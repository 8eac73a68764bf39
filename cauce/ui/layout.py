"""The layout of a template is for whoever reads it; none of it is sent.

A line break, with the blanks around it, is nothing beside the tag of a block-level element, where a page
shows nothing of it either, and between two template tags that do not both write words; anywhere else it is
one space. Blanks inside a line stay as they are, and so does what stands in ``<pre>`` and ``<textarea>``.
"""

from __future__ import annotations

import re

from django.template import Origin
from django.template.loaders import app_directories, filesystem

# Elements that stand on lines of their own, or in a drawing or a list of choices, where blanks are nothing.
# ``h`` is a heading whose rank a value says.
BLOCKS = frozenset(
    "address article aside blockquote body br caption circle col colgroup dd details div dl dt fieldset"
    " figcaption figure footer form h h1 h2 h3 h4 h5 h6 head header hr html legend li main nav ol optgroup"
    " option p path section summary table tbody td tfoot th thead title tr ul".split()
)
# Tags that write words or a sign among words: two of them on two lines are two words.
WRITES = re.compile(r"{%\s*(?:say|endsay|words|endwords|when|due_says|day|state|shape)\b(?!.* as \w+\s*%})")
PIECE = re.compile(
    r"(?P<tag>{%\s*comment\b.*?{%\s*endcomment\s*%}|{%.*?%}|{#.*?#})"
    r"|(?P<value>{{.*?}})"
    r"|(?P<kept><(?P<keeper>pre|textarea)\b.*?</(?P=keeper)>)"
    r"|</?(?P<element>[a-z][a-z0-9]*)"
    r"|(?P<quote>[\"'])"
    r"|(?P<close>>)"
    r"|(?P<blanks>[ \t\r]*\n\s*)"
    r"|(?P<words>[^{<>\"'\s]+|.)",
    re.DOTALL,
)


def lay(source: str) -> str:
    """The template without its layout."""
    made: list[str] = []
    before = ""  # what the last piece was: a tag, one that writes, the edge of a block, or none of these
    element = quote = ""  # the element whose attributes are read; the quote that closes the value of one
    waiting = False
    for piece in PIECE.finditer(source):
        if piece["blanks"]:
            waiting = True
            continue
        if piece["tag"]:
            edge = "writes" if WRITES.match(piece[0]) else "tag"
        else:
            edge = "block" if not element and piece["element"] in BLOCKS else ""
        if waiting:
            made.append("" if _nothing(before, edge) else " ")
        waiting, before = False, "" if edge == "block" else edge
        made.append(piece[0])
        if piece["element"] and not element:
            element = piece["element"]
        elif piece["quote"] and element:
            quote = "" if piece[0] == quote else quote or piece[0]
        elif piece["close"] and element and not quote:
            before, element = "block" if element in BLOCKS else "", ""
    if waiting:
        made.append("" if _nothing(before, "") else " ")
    return "".join(made)


def _nothing(before: str, after: str) -> bool:
    """Whether a line break between these two is nothing."""
    if "block" in (before, after):
        return True
    return bool(before and after) and (before, after) != ("writes", "writes")


class Folders(filesystem.Loader):
    """The templates of the folders that the settings name, without their layout."""

    def get_contents(self, origin: Origin) -> str:
        return lay(super().get_contents(origin))


class Apps(Folders, app_directories.Loader):
    """The templates beside the applications, and Django's own, without their layout."""

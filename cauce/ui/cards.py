"""The cells of a list say the name of their column, so that a narrow screen can show each row as a card."""

from __future__ import annotations

import re
from html import escape, unescape

WIDE = 4  # columns: so many stand beside each other on no phone
_HEAD = re.compile(r"<thead\b.*?</thead>", re.DOTALL)
_COLUMN = re.compile(r"<th\b[^<>]*>(.*?)</th>", re.DOTALL)
_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<(t[hd])\b([^<>]*)>")
_TAG = re.compile(r"<[^<>]*>")


def columns_of(content: str) -> list[str]:
    """The words of each column's head, as they are read aloud; none where there is no head."""
    head = _HEAD.search(content)
    found = _COLUMN.findall(head[0]) if head else []
    return [" ".join(unescape(_TAG.sub(" ", one)).split()) for one in found]


def unfolds(content: str) -> bool:
    """Whether a phone shows each row as a card: where there are many columns, or words in a third one.
    Three columns of figures are read better one below the other."""
    head = _HEAD.search(content)
    figures = sum('class="number' in said for _, said in _CELL.findall(head[0])) if head else 0
    columns = len(columns_of(content))
    return columns >= WIDE or (columns == WIDE - 1 and figures < columns - 1)


def carded(content: str) -> str:
    """The head and body of a table, with ``data-name`` on each cell but the first of its row, which is the
    card's own name. A cell over several columns, and one that has a name of its own, stay as they are."""
    columns = [escape(one) for one in columns_of(content)]

    def row(found: re.Match[str]) -> str:
        place = -1

        def cell(one: re.Match[str]) -> str:
            nonlocal place
            place += 1
            kind, said = one.groups()
            if not 0 < place < len(columns) or "data-name" in said or "colspan" in said or not columns[place]:
                return one[0]
            return f'<{kind} data-name="{columns[place]}"{said}>'

        return _CELL.sub(cell, found[0])

    head = _HEAD.search(content)
    ends = head.end() if head else 0
    return content[:ends] + _ROW.sub(row, content[ends:])

"""Several papers in one PDF: an index first, then each in order, with page numbers over all of them."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf

INDEX = "documents/index.html"


@dataclass(frozen=True, slots=True)
class Piece:
    """One paper of the packet: what the index calls it, and the PDF."""

    title: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the index."""

    number: int
    title: str
    first: int
    pages: int


def pages_in(body: bytes) -> int:
    import pikepdf

    with pikepdf.open(io.BytesIO(body)) as held:
        return len(held.pages)


def index_of(pieces: Sequence[Piece], before: int) -> tuple[Line, ...]:
    """Where each paper begins when the index itself takes ``before`` pages."""
    found, first = [], before + 1
    for number, piece in enumerate(pieces, start=1):
        pages = pages_in(piece.body)
        found.append(Line(number, piece.title, first, pages))
        first += pages
    return tuple(found)


def _number(page: pikepdf.Page, font: pikepdf.Object, words: str) -> None:
    import pikepdf

    left, bottom, right = (float(value) for value in page.cropbox[:3])
    name = str(page.add_resource(font, pikepdf.Name.Font)).encode()
    middle = (left + right) / 2 - 2.2 * len(words)
    drawn = b"BT %s 8 Tf %.1f %.1f Td (%s) Tj ET\n" % (
        name,
        middle,
        bottom + 32,
        words.encode("cp1252"),
    )
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"Q\n/Artifact BMC q 0.25 g\n" + drawn + b"Q EMC\n")


def joined(pieces: Sequence[Piece], index: Callable[[tuple[Line, ...]], bytes], word: str = "/") -> bytes:
    """One PDF: the index that ``index`` prints of its lines, then every piece, each with its bookmark.

    ``word`` stands between a page and how many there are: «3 / 12». ValueError without a piece.
    """
    import pikepdf

    if not pieces:
        raise ValueError("a packet of nothing")
    cover = index(index_of(pieces, 1))
    if (long := pages_in(cover)) > 1:
        cover = index(index_of(pieces, long))
    with pikepdf.new() as whole:
        for body in (cover, *(piece.body for piece in pieces)):
            with pikepdf.open(io.BytesIO(body)) as held:
                whole.pages.extend(held.pages)
        font = whole.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type1,
                BaseFont=pikepdf.Name.Helvetica,
                Encoding=pikepdf.Name.WinAnsiEncoding,
            )
        )
        total = len(whole.pages)
        for number, page in enumerate(whole.pages, start=1):
            _number(page, font, f"{number} {word} {total}")
        with whole.open_outline() as outline:
            for line in index_of(pieces, pages_in(cover)):
                outline.root.append(pikepdf.OutlineItem(f"{line.number}. {line.title}", line.first - 1))
        kept = io.BytesIO()
        whole.save(kept)
    return kept.getvalue()

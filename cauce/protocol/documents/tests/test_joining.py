"""Several papers become one, with an index that tells the truth about its pages."""

from __future__ import annotations

import io

import pikepdf
import pytest

from cauce.protocol.documents.joining import Piece, index_of, joined


def paper(pages: int) -> bytes:
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page()
        kept = io.BytesIO()
        made.save(kept)
    return kept.getvalue()


def test_the_index_says_on_which_page_each_paper_begins():
    seen = []

    def index(lines):
        seen.append(lines)
        return paper(2)  # a long index: its own pages move everything after it

    body = joined([Piece("Carta", paper(3)), Piece("Hoja", paper(1))], index)
    assert [(line.title, line.first, line.pages) for line in seen[-1]] == [
        ("Carta", 3, 3),
        ("Hoja", 6, 1),
    ]
    with pikepdf.open(io.BytesIO(body)) as made:
        assert len(made.pages) == 6
        assert (
            b"(6 / 6)" in made.pages[5].Contents.read_bytes()
            if not isinstance(made.pages[5].Contents, pikepdf.Array)
            else b"(6 / 6)" in b"".join(one.read_bytes() for one in made.pages[5].Contents)
        )
        with made.open_outline() as outline:
            assert [item.title for item in outline.root] == ["1. Carta", "2. Hoja"]


def test_a_packet_of_nothing_is_not_made():
    with pytest.raises(ValueError):
        joined([], lambda lines: paper(1))
    assert index_of([], 1) == ()

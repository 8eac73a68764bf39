"""What posts add: read once for each post and number, which never change after approval."""

from __future__ import annotations

from cauce.content.annex import Annex, read_annex, with_annex
from cauce.content.loader import Edition as Content

from .models import PostAnnex

MOST = 500  # merged editions kept; each shares everything but a few steps
_merged: dict[tuple[str, str, int], Content] = {}
_read: dict[tuple[str, str, int], Annex] = {}


def forget() -> None:
    """Read them again (a test changed them)."""
    _merged.clear()
    _read.clear()


def annex_of(edition: Content, post: str, number: int) -> Annex:
    """An approved annex, read against an edition; number 0: nothing is added."""
    if number == 0:
        return Annex()
    key = (edition.hash, post, number)
    if key not in _read:
        _merge(edition, key)
    return _read[key]


def merged(edition: Content, post: str, number: int) -> Content:
    """The edition with what the post added in that version; number 0: the edition itself."""
    if number == 0:
        return edition
    key = (edition.hash, post, number)
    if key not in _merged:
        _merge(edition, key)
    return _merged[key]


def _merge(edition: Content, key: tuple[str, str, int]) -> None:
    if len(_merged) >= MOST:
        forget()
    row = PostAnnex.objects.get(post=key[1], number=key[2], state="approved")
    _read[key] = read_annex(row.text, edition, key[1])
    _merged[key] = with_annex(edition, _read[key], row.text)

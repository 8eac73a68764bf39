"""The photograph of a paper, judged by its bytes and drawn anew: larger than other files, kept smaller.

A PDF is none: nothing here could draw its pages anew, and one may hold programs, forms and other files.
"""

from __future__ import annotations

from cauce.content.errors import BadInput, BadInputs

from .incoming import HIDDEN, MOST_PIXELS, Clean, RefusedFile, drawn_anew

bad_input = BadInputs(__file__)

LARGEST = 10 * 1024 * 1024
# Of a JPEG, which is unfolded hardly larger than it is kept; and how long a side of what is kept is.
PIXELS, SIDE = 50_000_000, 2400
BEGIN = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG"}
ZIP_END, ZIP_TAIL = b"PK\x05\x06", 65_557  # where a reader of zip looks for it


def photograph(data: bytes) -> Clean:
    """A JPEG of its points alone: no place, hour, camera or thumbnail, nothing behind its end.

    Raises ``BadInput``; also ``Unread``, where it is the server that could not look at it now.
    """
    if not data:
        raise bad_input("the_photograph_is_empty", where="file")
    if len(data) > LARGEST:
        raise too_large()
    kind = next((kind for begin, kind in BEGIN.items() if data.startswith(begin)), None)
    if kind is None and b"%PDF-" in data[:1024]:
        raise bad_input("the_photograph_is_a_pdf", where="file")
    if kind is None:
        raise bad_input("it_is_no_photograph", where="file")
    if HIDDEN.search(data) or ZIP_END in data[-ZIP_TAIL:]:
        raise bad_input("the_photograph_hides_something", where="file")
    try:
        made = drawn_anew(kind, data, pixels=PIXELS if kind == "JPEG" else MOST_PIXELS, to=SIDE)
    except RefusedFile as problem:
        if problem.reason in ("pixels", "memory", "time"):
            raise bad_input("the_photograph_has_too_many_points", where="file") from problem
        raise bad_input("the_photograph_is_damaged", where="file") from problem
    return Clean("JPEG", made)


def too_large() -> BadInput:
    """A file that weighs more than a photograph does."""
    return bad_input("the_photograph_is_too_large", where="file", most=LARGEST // (1024 * 1024))

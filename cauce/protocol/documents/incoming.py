"""A file from outside, judged by its own bytes: its name and what it says of itself are not believed.

What passes is a plain text, or an image drawn anew from its points alone: no place, time, camera or
thumbnail, nothing behind its end. Everything else is refused with a reason; nothing is repaired. No image
is unfolded here: ``unpacking`` does it in a process of its own.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from cauce.content.errors import CauceError

from .unpacking import WORDS, Unread, ask

LARGEST = 5 * 1024 * 1024
MOST_PIXELS, LONGEST_SIDE = 24_000_000, 10_000
_BEGIN = {
    "JPEG": re.compile(rb"\xff\xd8\xff"),
    "PNG": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "WEBP": re.compile(rb"RIFF....WEBP", re.DOTALL),
}
# What a browser, a reader or a shell would run, wherever it stands in a file.
_ACTIVE = re.compile(
    rb"<\s*(script|svg|html|iframe|object|embed|img|body|head|style|link|meta|form|\?xml|\?php|"
    rb"!doctype|!entity)|javascript:|%PDF-|<%|^#!|\x7fELF",
    re.IGNORECASE,
)
# The same of a picture: its points hold every short word by chance, a large one several times, and are drawn
# anew whatever they hold. Only what millions of bytes do not hold by chance was put there.
HIDDEN = re.compile(
    rb"<\s*(script|iframe|object|embed)\b|<!doctype|<html[\s>]|<\?php|javascript:|%PDF-\d", re.IGNORECASE
)
_PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"\xfd7zXZ", b"Rar!")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# Why an image was not drawn anew.
_IMAGE = {
    "pixels": ("La imagen es demasiado grande.", "The image is too large."),
    "frames": ("La imagen se mueve.", "The image moves."),
    "damaged": ("La imagen está dañada.", "The image is damaged."),
}


class RefusedFile(CauceError):
    """A file that is not taken; ``reason`` is a code that may stand in the journal."""

    id = "refused_file"

    def __init__(self, reason: str, es: str, en: str):
        self.reason = reason
        super().__init__(
            es,
            en,
            where="file",
            cure_es="Mande un texto sencillo, o la imagen en JPEG, PNG o WebP.",
            cure_en="Send a plain text, or the image as JPEG, PNG or WebP.",
        )


@dataclass(frozen=True, slots=True)
class Clean:
    """What may be kept in the place of what came. ``kind``: JPEG, PNG, WEBP or text."""

    kind: str
    data: bytes


def clean(data: bytes) -> Clean:
    """The file without anything but its text or its points.

    Raises ``RefusedFile``; ``Unread`` where it is the server that could not look at it now.
    """
    if not data or len(data) > LARGEST:
        raise RefusedFile("size", "Está vacío o pesa más de 5 MB.", "It is empty or over 5 MB.")
    kind = next((kind for kind, begin in _BEGIN.items() if begin.match(data)), None)
    if (HIDDEN if kind else _ACTIVE).search(data):
        raise _active()
    if kind is None:
        return Clean("text", _text(data))
    if not _ends_well(kind, data):
        raise RefusedFile("polyglot", "Trae algo detrás de la imagen.", "Something follows the image.")
    return Clean(kind, drawn_anew(kind, data))


def _active() -> RefusedFile:
    return RefusedFile("active", "Trae algo que se puede ejecutar.", "It holds something that can be run.")


def _ends_well(kind: str, data: bytes) -> bool:
    """Whether the file ends where its image ends."""
    if kind == "JPEG":
        return data.endswith(b"\xff\xd9")
    if kind == "PNG":
        return data.endswith(b"\x00\x00\x00\x00IEND\xaeB`\x82") and data.count(b"IEND\xaeB`") == 1
    size = int.from_bytes(data[4:8], "little") + 8
    return len(data) in (size, size + 1)


def drawn_anew(kind: str, data: bytes, **bounds: int) -> bytes:
    """The image of its points alone; ``bounds``: others than ours. Raises ``RefusedFile`` or ``Unread``."""
    given = {"kind": kind, "pixels": MOST_PIXELS, "side": LONGEST_SIDE, **bounds}
    try:
        pieces = ask("image", data, base64.b64decode, **given)
    except Unread as problem:
        if problem.of_now:
            raise
        reason = problem.reason if problem.reason in {*_IMAGE, *WORDS} else "damaged"
        es, en = _IMAGE.get(reason, (problem.es, problem.en))
        raise RefusedFile(reason, es, en) from problem
    return b"".join(pieces)


def _text(data: bytes) -> bytes:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise _unknown() from problem
    if data.startswith(_PACKED) or _CONTROL.search(text):
        raise _unknown()
    return text.encode()


def _unknown() -> RefusedFile:
    return RefusedFile(
        "type",
        "No es un texto ni una imagen de las que se aceptan.",
        "It is neither a text nor an image of those accepted.",
    )


def check_readable(texts: Mapping[str, str]) -> None:
    """Refuse texts of content, by their path, that cannot be read in bounds. Raises ``BadInput``.

    Mistakes in them pass: a draft may be wrong, and each is said beside its line. What passes here is read
    again by the program itself, in no more time and memory than it took there.
    """
    written = {path: text for path, text in texts.items() if path.endswith(".yaml")}
    if written:
        ask("content", json.dumps(written).encode(), str)

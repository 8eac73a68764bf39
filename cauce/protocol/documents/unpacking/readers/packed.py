"""A zip, entry by entry: what it says of itself is looked at first, what comes out is counted as it comes."""

from __future__ import annotations

import base64
import stat
import struct
import zipfile
import zlib

from .refused import Refused

TYPE_CHECKING = False  # see child.py
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, BinaryIO

CHUNK = 64 * 1024
NAME = 200  # letters of the name of an entry
# Other methods unpack a whole block at once, so they are not read at all.
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"\xfd7zXZ", b"Rar!")
# ``zipfile`` believes the places and lengths that a file says of itself, and falls over them in many ways.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    LookupError,
)


def opened(file: BinaryIO, most: int) -> zipfile.ZipFile:
    """A zip of at most so many entries. Raises ``Refused``: damaged, files."""
    try:
        packed = zipfile.ZipFile(file)
    except BROKEN as problem:
        raise Refused("damaged") from problem
    if sum(not is_folder(one) for one in packed.infolist()) > most:
        raise Refused("files")
    return packed


def is_folder(one: zipfile.ZipInfo) -> bool:
    """Whether an entry is a folder; a name of no letter is none (``ZipInfo.is_dir`` falls over it)."""
    return one.filename.endswith("/")


def check(one: zipfile.ZipInfo, ratio: int, small: int) -> None:
    """Refuse an entry by what it says of itself: name, link, locked, method, bomb.

    ``ratio``: how many times itself it may become, where it becomes more than ``small`` bytes.
    """
    name = one.filename.replace("\\", "/")
    first, parts = name.partition("/")[0], name.split("/")
    if name.startswith("/") or ".." in parts or ":" in first or not 0 < len(name) <= NAME:
        raise Refused("name")
    if any(ord(letter) < 32 or 0xD800 <= ord(letter) < 0xE000 for letter in name):
        raise Refused("name")
    if stat.S_ISLNK(one.external_attr >> 16):
        raise Refused("link")
    if one.flag_bits & 0x1:
        raise Refused("locked")
    if one.compress_type not in METHODS:
        raise Refused("method")
    if one.file_size > small and one.file_size > ratio * max(one.compress_size, 1):
        raise Refused("bomb")


class Meter:
    """Counts what all entries together unfold to. Raises ``Refused("bomb")`` at the first byte too many."""

    def __init__(self, most: int) -> None:
        self.left = most

    def chunks(self, packed: zipfile.ZipFile, one: zipfile.ZipInfo) -> Iterator[bytes]:
        """The bytes of an entry, a little at a time. Raises ``Refused``: damaged, bomb."""
        try:
            with packed.open(one) as part:
                while chunk := part.read(CHUNK):
                    self.left -= len(chunk)
                    if self.left < 0:
                        raise Refused("bomb")
                    yield chunk
        except BROKEN as problem:
            raise Refused("damaged") from problem


def read(file: BinaryIO, bounds: dict[str, Any]) -> Iterator[Any]:
    """Each wanted entry: ``["file", name]``, then its bytes in pieces (base64), or ``["not", name, code]``.

    Bounds: ``files``, ``bytes`` of all together, ``ratio`` and ``small`` (see ``check``), ``endings`` of
    the names that are wanted ([]: all of them), ``each``: whether an entry that is refused is only said,
    and the others still read.
    """
    packed = opened(file, bounds["files"])
    meter = Meter(bounds["bytes"])
    for one in packed.infolist():
        try:
            check(one, bounds["ratio"], bounds["small"])
            if is_folder(one) or not _is_wanted(one.filename, bounds["endings"]):
                continue
            yield ["file", one.filename]
            for at, chunk in enumerate(meter.chunks(packed, one)):
                if not at and chunk.startswith(PACKED):
                    raise Refused("nested")
                yield base64.b64encode(chunk).decode()
        except Refused as problem:
            if not bounds["each"] or (problem.reason == "bomb" and meter.left < 0):
                raise
            yield ["not", one.filename, problem.reason]


def _is_wanted(name: str, endings: list[str]) -> bool:
    return not endings or name.lower().endswith(tuple(endings))

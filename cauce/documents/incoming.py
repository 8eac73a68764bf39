"""A file from outside, judged by its own bytes: its name and what it says of itself are not believed.

What passes is a plain text, or an image drawn anew from its points alone: no place, time, camera or
thumbnail, nothing behind its end. Everything else is refused with a reason; nothing is repaired.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
from dataclasses import dataclass

from PIL import Image, ImageOps

from cauce.rules.errors import CauceError

LARGEST = 5 * 1024 * 1024
MOST_PIXELS, LONGEST_SIDE = 24_000_000, 10_000
Image.MAX_IMAGE_PIXELS = MOST_PIXELS  # of every image this process opens
MOST_RATIO, SMALL = (
    100,
    64 * 1024,
)  # how far one file of a zip may unfold; small ones are left alone
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
_PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"\xfd7zXZ", b"Rar!")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_NAME = re.compile(r"[^\x00-\x1f\\:]{1,200}")


class RefusedFile(CauceError):
    """A file that is not taken; ``reason`` is a code that may stand in the journal."""

    id = "refused_file"

    def __init__(self, reason: str, es: str, en: str):
        self.reason = reason
        super().__init__(
            es, en, where="file",
            cure_es="Mande un texto sencillo, o la imagen en JPEG, PNG o WebP.",
            cure_en="Send a plain text, or the image as JPEG, PNG or WebP.",
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clean:
    """What may be kept in the place of what came. ``kind``: JPEG, PNG, WEBP or text."""

    kind: str
    data: bytes


def clean(data: bytes) -> Clean:
    """The file without anything but its text or its points. Raises ``RefusedFile``."""
    if not data or len(data) > LARGEST:
        raise RefusedFile("size", "Está vacío o pesa más de 5 MB.", "It is empty or over 5 MB.")
    if _ACTIVE.search(data):
        raise _active()
    for kind, begin in _BEGIN.items():
        if begin.match(data):
            if not _ends_well(kind, data):
                raise RefusedFile(
                    "polyglot", "Trae algo detrás de la imagen.", "Something follows the image."
                )
            return Clean(kind, _drawn_anew(kind, data))
    return Clean("text", _text(data))


def _active() -> RefusedFile:
    return RefusedFile(
        "active", "Trae algo que se puede ejecutar.", "It holds something that can be run."
    )


def _ends_well(kind: str, data: bytes) -> bool:
    """Whether the file ends where its image ends."""
    if kind == "JPEG":
        return data.endswith(b"\xff\xd9")
    if kind == "PNG":
        return data.endswith(b"\x00\x00\x00\x00IEND\xaeB`\x82") and data.count(b"IEND\xaeB`") == 1
    size = int.from_bytes(data[4:8], "little") + 8
    return len(data) in (size, size + 1)


def _drawn_anew(kind: str, data: bytes) -> bytes:
    try:
        with Image.open(io.BytesIO(data), formats=[kind]) as first:
            _measure(first)
            first.verify()
        with Image.open(io.BytesIO(data), formats=[kind]) as image:
            upright = ImageOps.exif_transpose(image)
            mode = "RGBA" if "A" in upright.getbands() and kind != "JPEG" else "RGB"
            points = upright.convert(mode)
    except RefusedFile:
        raise
    except Exception as problem:  # a decoder on hostile bytes may raise anything; all of it refuses
        raise RefusedFile("damaged", "La imagen está dañada.", "The image is damaged.") from problem
    new = Image.new(mode, points.size)
    new.paste(points)
    kept = io.BytesIO()
    new.save(kept, kind, **({"quality": 88} if kind != "PNG" else {}))
    return kept.getvalue()


def _measure(image: Image.Image) -> None:
    """Before any point is unfolded."""
    width, height = image.size
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise RefusedFile("pixels", "La imagen es demasiado grande.", "The image is too large.")
    if getattr(image, "n_frames", 1) != 1:
        raise RefusedFile("frames", "La imagen se mueve.", "The image moves.")


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
        "type", "No es un texto ni una imagen de las que se aceptan.",
        "It is neither a text nor an image of those accepted.",
    )  # fmt: skip


def check_packed(one: zipfile.ZipInfo) -> None:
    """Refuse one entry of a zip by what it says of itself. Raises ``RefusedFile``.

    What it unfolds to is counted by whoever reads it: a lie here gains nothing.
    """
    parts = one.filename.split("/")
    if not _NAME.fullmatch(one.filename) or one.filename.startswith("/") or ".." in parts:
        raise RefusedFile("name", "Un nombre sale de su carpeta.", "A name leaves its folder.")
    if stat.S_ISLNK(one.external_attr >> 16):
        raise RefusedFile("link", "Trae un enlace a otro archivo.", "It holds a link.")
    if one.flag_bits & 0x1:
        raise RefusedFile("locked", "Está cifrado.", "It is encrypted.")
    if one.file_size > SMALL and one.file_size > MOST_RATIO * max(one.compress_size, 1):
        raise RefusedFile("bomb", "Se desdobla demasiado.", "It unfolds too far.")


def check_unpacked(data: bytes) -> None:
    """Refuse what came out of a zip when it is packed again. Raises ``RefusedFile``."""
    if data.startswith(_PACKED):
        raise RefusedFile("nested", "Trae otro archivo comprimido.", "It holds another archive.")

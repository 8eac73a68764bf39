"""Hostile files, made here: each is refused with its reason, and a good image loses all but its points."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest
from PIL import Image, PngImagePlugin

from cauce.protocol.documents.incoming import LARGEST, LONGEST_SIDE, RefusedFile, clean

SECRET = "29.7604N 95.3698W"  # where a picture was taken


def image(kind: str = "JPEG", size: tuple[int, int] = (40, 30), **more) -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", size, (200, 30, 60)).save(kept, kind, **more)
    return kept.getvalue()


def with_exif(kind: str) -> bytes:
    exif = Image.Exif()
    exif[0x010E], exif[0x0132], exif[0x0112] = SECRET, "2026:01:01 00:00:00", 6
    return image(kind, exif=exif, **({"comment": SECRET.encode()} if kind == "JPEG" else {}))


def with_text() -> bytes:
    told = PngImagePlugin.PngInfo()
    told.add_text("Location", SECRET)
    told.add_itxt("Author", SECRET)
    return image("PNG", pnginfo=told)


def png_that_says(width: int, height: int) -> bytes:
    """A tiny file whose header promises a huge image."""

    def chunk(name: bytes, body: bytes) -> bytes:
        whole = name + body
        return struct.pack(">I", len(body)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


def moving(kind: str) -> bytes:
    kept = io.BytesIO()
    frames = [Image.new("RGB", (20, 20), (n * 60, 0, 0)) for n in range(3)]
    frames[0].save(kept, kind, save_all=True, append_images=frames[1:])
    return kept.getvalue()


def zipped(*entries: tuple[str, bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in entries:
            made.writestr(name, body)
    return kept.getvalue()


ACTIVE = {
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='a()'/>",
    "svg with a beginning": b"<?xml version='1.0'?>\n<svg/>",
    "svg in other letters": b"\n\n < SvG onload=a()>",
    "html": b"<!DOCTYPE html><p>hola</p>",
    "html without a beginning": b"hola <iframe src=x></iframe>",
    "script": b"a,b\n<script>a()</script>",
    "image tag": b"a,<img src=x onerror=a()>",
    "link that runs": b"a,javascript:alert(1)",
    "pdf": b"%PDF-1.7\n1 0 obj",
    "pdf further down": b"hola\n" * 200 + b"%PDF-1.4",
    "shell": b"#!/bin/sh\nrm -rf /",
    "php": b"<?php system($_GET['c']);",
    "entities": b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
    "program": b"\x7fELF\x02\x01\x01",
    "jpeg that is html too": image(comment=b"<script>a()</script>"),
    "png that is html too": image("PNG").replace(b"IDAT", b"<script>a()</script>IDAT"),
    "jpeg that is a program of a server too": image(comment=b"<?php system($_GET['c']);"),
    "jpeg with pdf behind": image() + b"%PDF-1.7\xff\xd9",
}
REFUSED = {
    **{name: (data, "active") for name, data in ACTIVE.items()},
    "nothing": (b"", "size"),
    "jpeg with a zip behind": (image() + zipped(("a", b"b")), "polyglot"),
    "png with a zip behind": (image("PNG") + zipped(("a", b"b")), "polyglot"),
    "png with a second end": (image("PNG") + image("PNG"), "polyglot"),
    "webp with something behind": (image("WEBP") + b"more than one byte", "polyglot"),
    "png of a billion points": (png_that_says(40_000, 30_000), None),
    "png of thirty million points": (png_that_says(6_000, 5_000), "pixels"),
    "png that is one long line": (png_that_says(LONGEST_SIDE + 1, 1), "pixels"),
    "png cut short": (image("PNG")[:60] + image("PNG")[-12:], "damaged"),
    "png with another sum": (image("PNG").replace(b"IDAT", b"IDBT"), "damaged"),
    "jpeg of zeros": (b"\xff\xd8\xff" + b"\0" * 500 + b"\xff\xd9", "damaged"),
    "webp that moves": (moving("WEBP"), "frames"),
    "png that moves": (moving("PNG"), "frames"),
    "gif": (image("GIF"), "type"),
    "bmp": (image("BMP"), "type"),
    "tiff": (image("TIFF"), "type"),
    "zip": (zipped(("a", b"b")), "type"),
    "gzip": (b"\x1f\x8b\x08\x00abc", "type"),
    "text with a zero": (b"a,b\0c", "type"),
    "text that moves the screen": (b"a\x1b[2Jb", "type"),
    "windows program": (b"MZ\x90\x00\x03", "type"),
    "text in another writing": ("ñandú".encode("utf-16"), "type"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused_with_its_reason(name):
    refuses(*REFUSED[name])


def test_a_file_that_is_too_large_is_refused():
    refuses(b"a" * (LARGEST + 1), "size")


def refuses(data: bytes, reason: str | None) -> None:
    with pytest.raises(RefusedFile) as refused:
        clean(data)
    assert reason is None or refused.value.reason == reason
    assert refused.value.es and refused.value.en and refused.value.cure_es


@pytest.mark.parametrize(
    ("kind", "data"),
    [("JPEG", with_exif("JPEG")), ("WEBP", with_exif("WEBP")), ("PNG", with_text())],
)
def test_an_image_is_drawn_anew_and_nothing_but_its_points_is_left(kind, data):
    assert SECRET.encode() in data
    made = clean(data)
    assert made.kind == kind and SECRET.encode() not in made.data
    with Image.open(io.BytesIO(made.data)) as new:
        assert not new.getexif() and "comment" not in new.info and not getattr(new, "text", None)
        # Turned as the camera said before that is thrown away.
        assert new.size == ((40, 30) if kind == "PNG" else (30, 40))


CHANCE = b"<%", b"<img", b"<svg ", b"<link", b"\x7fELF", b"<?xml", b"%PDF-\x00"


@pytest.mark.parametrize("word", CHANCE)
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_no_picture_is_refused_for_bytes_that_its_points_hold_by_chance(kind, word):
    """They run nowhere: only the points are kept, drawn anew."""
    points, kept = Image.frombytes("L", (8 * len(word), 8), word * 64), io.BytesIO()
    if kind == "PNG":  # of colours by number: each row is kept as it is
        points.putpalette(bytes(range(256)) * 3)
        points.save(kept, kind, compress_level=0)
    else:
        points.save(kept, kind, comment=word)
    assert word in kept.getvalue()
    made = clean(kept.getvalue())
    with Image.open(io.BytesIO(made.data)) as new:
        assert made.kind == kind and new.size == points.size
    assert kind == "PNG" or word not in made.data


def test_a_text_with_accents_and_commas_passes_as_it_is():
    assert clean("turno,respuesta\nA-1,sí\n".encode()).kind == "text"
    assert clean(b"\xef\xbb\xbfa\n").data == b"a\n"

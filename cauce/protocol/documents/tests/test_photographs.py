"""The photograph of a paper loses all but its points, and what is none is refused with the cure."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from cauce.content.errors import BadInput
from cauce.protocol.documents import photographs
from cauce.protocol.documents.photographs import photograph

from .test_incoming import SECRET, image, moving, png_that_says, zipped

WHERE = {1: "N", 2: (29.0, 45.0, 36.0), 3: "W", 4: (95.0, 22.0, 11.0)}


def taken_at_a_place(kind: str = "JPEG", size: tuple[int, int] = (40, 30)) -> bytes:
    """As a telephone makes it: where, when, with which camera, to be turned by a quarter."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0132], exif[0x0112] = SECRET, "2026:01:01 00:00:00", 6
    exif.get_ifd(0x8825).update(WHERE)
    return image(kind, size, exif=exif)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_where_and_when_it_was_taken_is_gone_and_it_stands_upright(kind):
    sent = taken_at_a_place(kind)
    with Image.open(io.BytesIO(sent)) as before:
        assert before.getexif().get_ifd(0x8825)
    made = photograph(sent)
    assert SECRET.encode() in sent and SECRET.encode() not in made.data
    with Image.open(io.BytesIO(made.data)) as new:
        assert new.format == "JPEG" and not new.getexif() and new.size == (30, 40)
        assert not set(new.info) & {"exif", "comment", "icc_profile", "xmp"}


def test_a_large_one_is_kept_smaller_and_what_follows_its_end_is_not_kept():
    made = photograph(image(size=(6000, 4000)) + b"thumbnail of a camera")
    with Image.open(io.BytesIO(made.data)) as new:
        assert new.size == (photographs.SIDE, 1600)
    assert b"thumbnail" not in made.data


REFUSED = {
    "nothing": (b"", "vacío"),
    "a pdf with a script": (b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>", "PDF"),
    "a pdf that begins later": (b"\n" * 300 + b"%PDF-1.4", "PDF"),
    "a picture that is a page too": (image(comment=b"<script>a()</script>"), "otra cosa"),
    "a picture that is a zip too": (image() + zipped(("a", b"b")), "otra cosa"),
    "a picture that is a pdf too": (image() + b"0" * 2000 + b"%PDF-1.7", "otra cosa"),
    "a gif": (image("GIF"), "no es una fotografía"),
    "an svg": (b"<svg onload='a()'/>", "no es una fotografía"),
    "a text named jpg": (b"hola", "no es una fotografía"),
    "thirty million points as png": (png_that_says(6_000, 5_000), "demasiado grande"),
    "zeros": (b"\xff\xd8\xff" + b"\0" * 500, "dañada"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_photograph_is_refused_with_the_cure(name):
    refuses(*REFUSED[name])


def test_eleven_megabytes_are_refused_with_the_cure():
    refuses(b"\xff\xd8\xff" + b"0" * photographs.LARGEST, "pesa más de 10 MB")


def refuses(data: bytes, said: str) -> None:
    with pytest.raises(BadInput) as refused:
        photograph(data)
    assert said in refused.value.es.lower().replace("pdf", "PDF").replace(" mb", " MB")
    assert refused.value.where == "file" and refused.value.cure_es and refused.value.cure_en


def test_of_several_pictures_in_one_file_the_first_is_kept():
    made = photograph(moving("PNG"))
    with Image.open(io.BytesIO(made.data)) as new:
        assert new.size == (20, 20) and getattr(new, "n_frames", 1) == 1

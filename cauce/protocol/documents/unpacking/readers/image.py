"""An image drawn anew from its points alone."""

from __future__ import annotations

import base64
import io
import warnings
from collections.abc import Iterator
from typing import Any, BinaryIO

from PIL import Image, ImageOps, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

from .refused import Refused

CHUNK = 48 * 1024
KINDS = {  # read at once: nothing can be opened later; and written in little time
    "JPEG": (JpegImagePlugin, {"quality": 88}),
    "PNG": (PngImagePlugin, {"compress_level": 3}),
    "WEBP": (WebPImagePlugin, {"method": 0, "quality": 80}),
}
Image.init()


def read(file: BinaryIO, bounds: dict[str, Any]) -> Iterator[Any]:
    """The new file, in pieces (base64). Bounds: ``kind`` JPEG, PNG or WEBP, ``pixels``, ``side``.

    With ``to`` it is made a JPEG no longer than that on a side, of the first picture where a camera laid
    several into one file.
    """
    kind, data = bounds["kind"], file.read()
    # Ours is the bound, and it is looked at before any point is unfolded.
    Image.MAX_IMAGE_PIXELS = None
    warnings.simplefilter("ignore")
    with Image.open(io.BytesIO(data), formats=[kind]) as first:
        _measure(first, bounds)
        first.verify()
    del first  # with what it holds: all of them at once would not fit
    into, to = ("JPEG", bounds["to"]) if "to" in bounds else (kind, 0)
    with Image.open(io.BytesIO(data), formats=[kind]) as image:
        if to:
            image.draft("RGB", (to, to))  # a JPEG is unfolded hardly larger than it is kept
            image.thumbnail((to, to), reducing_gap=None)
        image.load()
        upright = ImageOps.exif_transpose(image)
        del image
    mode = "RGBA" if "A" in upright.getbands() and into != "JPEG" else "RGB"
    points = upright if upright.mode == mode else upright.convert(mode)
    del upright
    new = Image.new(mode, points.size)
    new.paste(points)  # nothing but points goes over
    del points
    kept = io.BytesIO()
    new.save(kept, into, **KINDS[into][1])
    made = kept.getvalue()
    for at in range(0, len(made), CHUNK):
        yield base64.b64encode(made[at : at + CHUNK]).decode()


def _measure(image: Image.Image, bounds: dict[str, Any]) -> None:
    width, height = image.size
    if width * height > bounds["pixels"] or max(width, height) > bounds["side"]:
        raise Refused("pixels")
    if getattr(image, "n_frames", 1) != 1 and "to" not in bounds:
        raise Refused("frames")

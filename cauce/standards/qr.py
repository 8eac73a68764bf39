"""QR codes as pictures that a page or a sheet of paper holds in itself."""

from __future__ import annotations


def picture(text: str, *, error: str = "m") -> str:
    """A QR code as a ``data:`` address; ``error``: how much of it may be damaged (l, m, q, h)."""
    import segno

    return segno.make(text, error=error, micro=False).svg_data_uri(scale=4, border=4)

"""The XML that a telephone understands, and the headers that say so."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, tostring

from django.http import HttpResponse
from django.utils.http import http_date

from .multipart import LARGEST

VERSION = "1.0"
_NS = "http://openrosa.org"


def answer(body: bytes = b"", status: int = 200, kind: str = "text/xml; charset=utf-8") -> HttpResponse:
    """An answer with the headers of OpenRosa; the date is how a telephone knows how wrong its clock is."""
    response = HttpResponse(body, status=status, content_type=kind)
    response.headers["X-OpenRosa-Version"] = VERSION
    response.headers["X-OpenRosa-Accept-Content-Length"] = str(LARGEST)
    response.headers["Date"] = http_date()
    return response


def _bytes(root: Element) -> bytes:
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def form_list(rows: Iterable[dict[str, str]]) -> HttpResponse:
    """The list of forms; each row holds the elements of one ``xform``."""
    root = Element("xforms", xmlns=f"{_NS}/xforms/xformsList")
    for row in rows:
        one = SubElement(root, "xform")
        for name, value in row.items():
            SubElement(one, name).text = value
    return answer(_bytes(root))


def manifest(rows: Iterable[dict[str, str]]) -> HttpResponse:
    """The files of a form; each row holds the elements of one ``mediaFile``."""
    root = Element("manifest", xmlns=f"{_NS}/xforms/xformsManifest")
    for row in rows:
        one = SubElement(root, "mediaFile")
        for name, value in row.items():
            SubElement(one, name).text = value
    return answer(_bytes(root))


def said(text: str, status: int, *, nature: str = "submit_success") -> HttpResponse:
    """A message for who holds the telephone; it says nothing of what the form held."""
    root = Element("OpenRosaResponse", xmlns=f"{_NS}/http/response")
    SubElement(root, "message", nature=nature).text = text
    return answer(_bytes(root), status)

"""Instants as a calendar that any program reads (RFC 5545). It says when, and never what or whose."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Iterable

from cauce.content.model import Text

HALF_HOUR = "PT30M"
SUMMARY = Text(es="Pendiente", en="To do")


def _stamp(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def calendar(whose: str, due: Iterable[dt.datetime], at: dt.datetime, english: bool = False) -> bytes:
    """One entry for each instant, with how many things are due then; the same instant keeps its name.

    ``whose``: an opaque word that leads nowhere; it does not go out itself.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Cauce//ES",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-PUBLISHED-TTL:PT1H",
    ]
    word = SUMMARY.en if english else SUMMARY.es
    for moment, count in sorted(Counter(due).items()):
        mark = uuid.uuid5(uuid.NAMESPACE_URL, f"{whose} {_stamp(moment)}")
        lines += [
            "BEGIN:VEVENT",
            f"UID:{mark}@cauce",
            f"DTSTAMP:{_stamp(at)}",
            f"DTSTART:{_stamp(moment)}",
            f"DURATION:{HALF_HOUR}",
            "TRANSP:TRANSPARENT",
            "CLASS:PRIVATE",
            f"SUMMARY:{word}" + (f" ({count})" if count > 1 else ""),
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return ("\r\n".join(lines) + "\r\n").encode("utf-8")

"""Text as directories really keep it, made readable: marks, literal line ends, HTML, padding."""

from __future__ import annotations

import datetime as dt
import html
import re
import unicodedata

# Marks of the 2-1-1 software that exported the file: ###MON###, ####COL####, MON### …
_MARKS = re.compile(r"#{2,}[A-Z]{2,12}\b#*|\b[A-Z]{2,12}#{2,}")
_BREAKS = re.compile(r"<\s*(br|/p|/li|/div)\s*/?\s*>", re.IGNORECASE)
_TAGS = re.compile(r"</?[a-zA-Z][^<>]*>")
_SCRIPTS = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_CLOCK = re.compile(r"^\s*(\d{1,2})(?:[:.]?(\d{2}))?\s*(am|pm|a|p|m)?\.?\s*$", re.IGNORECASE)
DAYS = {
    "monday": "MO",
    "tuesday": "TU",
    "wednesday": "WE",
    "thursday": "TH",
    "friday": "FR",
    "saturday": "SA",
    "sunday": "SU",
}


def line(value: object) -> str:
    """One line of text: no marks, no HTML, no control characters, single spaces, no padding."""
    return " ".join(prose(value).split())


def prose(value: object) -> str:
    """Several lines of text, cleaned; None and padding become an empty text."""
    if value is None:
        return ""
    text = str(value)
    if not text.strip():
        return ""
    text = text.replace("\\r\\n", "\n").replace("\\n", "\n").replace("\\t", " ")
    if "<" in text:
        text = _TAGS.sub("", _BREAKS.sub("\n", _SCRIPTS.sub("", text)))
    if "&" in text:
        text = html.unescape(text)
    if "##" in text:
        text = _MARKS.sub("", text)
    if not text.isprintable():  # else it holds no control character
        text = "".join(c for c in text if c == "\n" or unicodedata.category(c)[0] != "C")
    lines = [" ".join(part.split()) for part in text.split("\n")]
    kept = [part for at, part in enumerate(lines) if part or (at and lines[at - 1])]
    return unicodedata.normalize("NFC", "\n".join(kept).strip())


def number(value: object) -> float | None:
    """A finite number; None when the cell holds none."""
    try:
        found = float(str(value).strip())
    except ValueError:
        return None
    return found if abs(found) < 1e9 else None


def age(value: object) -> int | None:
    """An age in years between 0 and 130; None when the cell holds none."""
    found = number(value)
    return int(found) if found is not None and 0 <= found <= 130 else None


def date(value: object) -> dt.date | None:
    """An ISO date or date and time; None when the cell holds none."""
    try:
        return dt.date.fromisoformat(str(value).strip()[:10])
    except ValueError:
        return None


def clock(value: object) -> str:
    """'8:30am', '17:00' or '10:00:00' as 'HH:MM'; what cannot be read is kept as text."""
    text = line(value)
    found = _CLOCK.match(re.sub(r"^(\d{1,2}:\d{2}):\d{2}.*$", r"\1", text))
    if not found:
        return text[:60]
    hour, minute = int(found[1]), int(found[2] or 0)
    half = (found[3] or "").lower()[:1]
    if half == "p" and hour < 12:
        hour += 12
    if half == "a" and hour == 12:
        hour = 0
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else text[:60]


def days(value: object) -> str:
    """'Monday' or 'TH,FR' as RRULE days in the order of the week; other text is left out."""
    found = set()
    for part in re.split(r"[,;\s]+", line(value)):
        code = DAYS.get(part.lower(), part.upper()[:2] if len(part) <= 3 else "")
        if code in DAYS.values():
            found.add(code)
    return ",".join(code for code in DAYS.values() if code in found)


def address(value: object) -> str:
    """A web address with its scheme; empty when the cell holds none that could be opened."""
    text = line(value)
    if not text or " " in text or "." not in text:
        return ""
    if re.match(r"^[a-zA-Z][a-zA-Z0-9+.-]*:", text):
        return text if text.lower().startswith(("http://", "https://")) else ""
    return f"http://{text}"


def email(value: object) -> str:
    """An e-mail address; empty when the cell holds none."""
    text = line(value)
    good = len(text) <= 254 and re.match(r"^[^@\s]+@[^@\s]+\.[^@\s]+$", text)
    return text if good else ""

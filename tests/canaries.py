"""A made-up word, planted, and looked for in bytes in every form in which it could lie there.

Each canary holds ``STEM``, which is part of no real word; so one search finds all of them. It finds
the word in UTF-8 and UTF-16, without its accent, in other case, backwards, escaped and in base64.
"""

from __future__ import annotations

import base64
import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

STEM = "nóchixtlu"
_BARE = "nochixtlu"
# Somebody whom the people of the journeys speak of.
PLANTED = "Ixa Nóchixtlutzin"


def canary(number: int, kind: str) -> str:
    """A surname nobody has, one of its own for each case and field."""
    letters = "".join(chr(97 + int(d)) for d in str(number))
    return f"Ix{letters}{kind}{STEM}tzin"


def stands(number: str, text: str) -> bool:
    """Whether a number stands in a text by itself: inside an identifier four digits stand by chance."""
    return re.search(rf"(?<![0-9a-f]){number}(?![0-9a-f])", text) is not None


def _base64(raw: bytes) -> Iterator[bytes]:
    """The part of a word that is the same in base64 wherever in the text it begins."""
    for shift in range(3):
        whole = base64.b64encode(b"\0" * shift + raw)
        cut = (-(shift + len(raw))) % 3
        inner = whole[4 if shift else 0 : len(whole) - (4 if cut else 0)]
        yield inner
        yield inner.replace(b"+", b"-").replace(b"/", b"_")


def _forms() -> list[bytes]:
    found = []
    for word in (STEM, _BARE, STEM[::-1], _BARE[::-1]):
        for code in ("utf-8", "utf-16-le", "utf-16-be"):
            found.append(word.encode(code))
        found += _base64(word.encode())
    found.append(STEM.encode("ascii", "backslashreplace"))
    found.append(STEM.encode("latin-1"))
    return sorted({one.lower() for one in found})


def _cores(forms: list[bytes]) -> list[bytes]:
    """As few short pieces as stand in every form: where none of them lies, no form does."""
    left, found = set(forms), []
    while left:
        parts = Counter(
            piece for form in left for piece in {form[at : at + 6] for at in range(len(form) - 5)}
        )
        found.append(max(sorted(parts), key=parts.__getitem__))
        left = {form for form in left if found[-1] not in form}
    return found


_FORMS = _forms()
_CORES = _cores(_FORMS)  # ten instead of twenty-six to look for in every byte of a disk
_ANY = re.compile(b"|".join(re.escape(one) for one in _FORMS), re.IGNORECASE)
_UPPER = STEM.upper().encode()  # bytes beyond ASCII have no case for a search of bytes
_OVERLAP = 256
_AROUND = 64  # longer than the longest form


def found_in(data: bytes) -> list[str]:
    """What lies there in any form, with a little of what stands around it."""
    hits, low = [], data.lower()
    for core in _CORES:  # many times faster than the pattern over everything, which says where
        at = low.find(core)
        while at >= 0:
            near = data[max(0, at - _AROUND) : at + _AROUND]
            hits += [near[max(0, m.start() - 24) : m.end() + 24] for m in _ANY.finditer(near)]
            at = low.find(core, at + _AROUND)
    if _UPPER in data:
        hits.append(_UPPER)
    return [repr(hit) for hit in hits]


@contextmanager
def apart(path: Path) -> Iterator[IO[bytes]]:
    """A file, read by another process where it belongs to a database.

    SQLite's locks are this process's: closing the file here would drop them all, and whichever other
    process closes the database next would take its log away (sqlite.org/howtocorrupt.html, 2.2).
    """
    if ".sqlite3" not in path.name:
        with path.open("rb") as file:
            yield file
        return
    with subprocess.Popen(["cat", str(path)], stdout=subprocess.PIPE) as other:  # noqa: S603, S607
        assert other.stdout is not None
        yield other.stdout


def _pieces(path: Path) -> Iterator[bytes]:
    with apart(path) as file:
        last = b""
        while piece := file.read(8 * 1024 * 1024):
            yield last + piece
            last = piece[-_OVERLAP:]


def _as_it_is(path: Path) -> tuple[object, ...] | None:
    """Which file it is and when it was last written; None of a database, whose files are mapped as well."""
    if ".sqlite3" in path.name:
        return None
    is_ = path.stat()
    return (path, is_.st_dev, is_.st_ino, is_.st_size, is_.st_mtime_ns, is_.st_ctime_ns)


def hits(folders: Iterable[Path], clean: set[tuple[object, ...]] | None = None) -> list[str]:
    """Every file below the folders, by name and content: where a canary lies.

    ``clean``: files in which none lay, as they were then; those that are as they were are not read again.
    """
    wrong: list[str] = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if found_in(str(path.relative_to(folder)).encode()):
                wrong.append(f"name of {path.name}")
            if path.is_file() and not path.is_symlink():
                is_ = _as_it_is(path) if clean is not None else None
                if clean is not None and is_ in clean:
                    continue
                found = [f"{path.name}: {hit}" for one in _pieces(path) for hit in found_in(one)]
                if clean is not None and is_ and not found:
                    clean.add(is_)
                wrong += found
    return wrong

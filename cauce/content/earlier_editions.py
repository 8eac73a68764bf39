"""The editions that were shipped before the present one: each whole, in one archive beside it.

``content/earlier/`` holds a zip of each and ``index.json``, which says since when it held and the hash of
its content. They are no content of the edition: nothing here is read until an earlier edition is asked
for, and what differs from its hash is never used.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from cauce.content.errors import BadInput, NotInForce
from cauce.content.loader import (
    Edition,
    content_files,
    content_root,
    edition_of,
    hashes_of,
    load_edition,
    parsed_of,
)

FOLDER, INDEX = "earlier", "index.json"
DATED = (1980, 1, 1, 0, 0, 0)  # every file of an archive: the same content gives the same bytes
MOST_FILES, LARGEST, UNPACKED = 2000, 20_000_000, 60_000_000


class Shipped(NamedTuple):
    """An edition of the program, and where it lies: an archive, or the folder of the present one."""

    id: str
    in_force_from: dt.date
    hash: str
    place: Path


def earlier(root: Path | None = None) -> tuple[Shipped, ...]:
    """The archives beside a content, oldest first; empty: there is none. BadInput for a bad index."""
    return _listed(content_root(root))


def shipped(root: Path | None = None) -> tuple[Shipped, ...]:
    """Every edition that came with the program, oldest first; the last is the folder itself."""
    now = load_edition(root)
    return (*earlier(root), Shipped(now.info.id, now.info.in_force_from, now.hash, now.root))


@lru_cache(maxsize=8)
def _listed(root: Path) -> tuple[Shipped, ...]:
    folder = root / FOLDER
    try:
        rows = json.loads((folder / INDEX).read_text(encoding="utf-8"))
        found = [
            Shipped(id, dt.date.fromisoformat(row["in_force_from"]), row["hash"], folder / f"{id}.zip")
            for id, row in rows.items()
        ]
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        raise _refused(INDEX, "no se puede leer", "it cannot be read") from problem
    return tuple(sorted(found, key=lambda one: one.in_force_from))


def _refused(name: str, es: str, en: str) -> BadInput:
    return BadInput(
        f"{FOLDER}/{name}: {es}.",
        f"{FOLDER}/{name}: {en}.",
        where=f"{FOLDER}/{name}",
        cure_es="Recupérelo del repositorio tal como se publicó: un archivo de otra edición no se edita.",
        cure_en=(
            "Restore it from the repository as it was published: the archive of an edition is not edited."
        ),
    )


def files_of(one: Shipped) -> dict[str, bytes]:
    """Every file of a shipped edition by its path. BadInput when it is not what was shipped."""
    if one.place.is_dir():
        files = {path: file.read_bytes() for path, file in content_files(one.place).items()}
    else:
        files = _unpacked(one.place)
    if hashes_of(files)[0] != one.hash:
        raise _refused(
            one.place.name,
            f"no es la edición {one.id} que se publicó",
            f"it is not edition {one.id} as it was published",
        )
    return files


def _unpacked(archive: Path) -> dict[str, bytes]:
    try:
        if archive.stat().st_size > LARGEST:
            raise _refused(archive.name, "es demasiado grande", "it is too large")
        with zipfile.ZipFile(archive) as held:
            rows = held.infolist()
            if len(rows) > MOST_FILES or sum(row.file_size for row in rows) > UNPACKED:
                raise _refused(archive.name, "es demasiado grande", "it is too large")
            return {row.filename: held.read(row) for row in rows}
    except (OSError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError) as problem:
        raise _refused(archive.name, "no se puede leer", "it cannot be read") from problem


@lru_cache(maxsize=8)
def _read(one: Shipped, root: Path) -> Edition:
    files = files_of(one)
    return edition_of(files, root, parsed_of(load_edition(root), files))


def edition_before(id: str, root: Path | None = None) -> Edition:
    """An earlier edition by its id, read from its archive once per process. NotInForce without one."""
    folder = content_root(root)
    for one in earlier(root):
        if one.id == id:
            return _read(one, folder)
    raise NotInForce(
        f"la edición {id} no viene con este programa.",
        f"edition {id} does not come with this program.",
        where=id,
    )


def edition_on(date: dt.date, root: Path | None = None) -> Edition:
    """The edition in force on that date, an earlier one too; NotInForce before the first begins or
    after the last ends."""
    now = load_edition(root)
    last = now.info.in_force_to
    if now.info.in_force_from <= date and (last is None or date <= last):
        return now
    before = earlier(root)
    begun = [one for one in before if one.in_force_from <= date]
    if date < now.info.in_force_from and begun:
        return edition_before(begun[-1].id, root)
    id, first = (before[0].id, before[0].in_force_from) if before else (now.info.id, now.info.in_force_from)
    until_es = f" al {last.isoformat()}" if last else ""
    until_en = f" to {last.isoformat()}" if last else ""
    raise NotInForce(
        f"el {date.isoformat()} no regía la edición {id}.",
        f"on {date.isoformat()} edition {id} was not in force.",
        where="edition.yaml",
        cure_es=f"Rige del {first.isoformat()}{until_es or ' en adelante'}; use una de esas fechas.",
        cure_en=f"In force from {first.isoformat()}{until_en or ' on'}; use one of those dates.",
    )


def packed(files: Mapping[str, bytes]) -> bytes:
    """The archive of an edition: sorted, with one fixed time, so that it is made again byte by byte."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for path in sorted(files):
            row = zipfile.ZipInfo(path, DATED)
            row.external_attr = 0o644 << 16
            made.writestr(row, files[path], zipfile.ZIP_DEFLATED, 9)
    return target.getvalue()


def put_away(edition: Edition, files: Mapping[str, bytes], root: Path) -> Path:
    """Keep an edition among the earlier ones of a content. BadInput where another stands under its id."""
    folder = root / FOLDER
    index = folder / INDEX
    rows = json.loads(index.read_text(encoding="utf-8")) if index.exists() else {}
    id, row = edition.info.id, {"in_force_from": edition.info.in_force_from.isoformat(), "hash": edition.hash}
    if rows.get(id, row) != row:
        raise _refused(f"{id}.zip", "ya hay otra con ese número", "there is another with that number")
    folder.mkdir(exist_ok=True)
    file = folder / f"{id}.zip"
    file.write_bytes(packed(files))
    index.write_text(json.dumps(rows | {id: row}, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    forget()
    return file


def forget() -> None:
    """Look at the archives again (they were changed)."""
    _listed.cache_clear()
    _read.cache_clear()

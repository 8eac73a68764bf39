"""Opens what somebody was sent as a directory: a folder, a JSON file or a zip. Reads; writes nothing.

A zip is never unpacked to disk: only its CSV and JSON members are read, by a process of its own
(``documents.unpacking``) that counts the bytes that really come out, whatever its header says. A folder is
what the operator put on this machine, and is read here.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from cauce.content.errors import BadInput
from cauce.protocol.documents.unpacking import WORDS, Unread
from cauce.protocol.documents.unpacking.zips import unzipped

from .clean import line

MOST_BYTES = 400 * 1024 * 1024
MOST_MEMBERS = 2000
MOST_RATIO = 200
ZIP = {
    "name": ("El zip contiene rutas que salen de él.", "The zip contains paths that leave it."),
    "link": ("El zip contiene enlaces.", "The zip contains links."),
    "locked": ("El zip tiene contraseña.", "The zip has a password."),
}
# The official template's own name, which many packages never change: it names nobody's directory.
TEMPLATE_NAMES = {"", "human_services_data", "hsds"}


@dataclass(frozen=True, slots=True)
class Member:
    """One file of the package: its name for the report, and its bytes."""

    name: str
    content: bytes

    @property
    def stem(self) -> str:
        return PurePosixPath(self.name).stem.lower()


@dataclass(frozen=True, slots=True)
class Package:
    """What was opened. ``source`` tells one directory from another when identifiers do not."""

    source: str
    members: tuple[Member, ...]


def _bad(es: str, en: str, where: object, cure_es: str = "", cure_en: str = "") -> BadInput:
    return BadInput(
        es,
        en,
        where=str(where),
        cure_es=cure_es or "Pida el archivo de nuevo a quien lo envió; no se guardó nada.",
        cure_en=cure_en or "Ask whoever sent it for the file again; nothing was saved.",
    )


def open_package(path: Path, source: str = "") -> Package:
    """Read a folder, JSON file or zip. Raises ``BadInput`` when it is none of them or unsafe."""
    if not path.exists():
        raise _bad(
            "No existe ese archivo ni esa carpeta.",
            "There is no such file or folder.",
            path,
            "Revise la ruta.",
            "Check the path.",
        )
    try:
        members = tuple(_members(path))
    except OSError as problem:
        raise _bad("No se puede leer.", "It cannot be read.", path) from problem
    return Package(line(source)[:64] or _source(path, members), members)


def _members(path: Path) -> Iterator[Member]:
    if path.is_dir():
        return _folder(path)
    if path.suffix.lower() == ".json":
        if path.stat().st_size > MOST_BYTES:
            raise _too_big(path)
        return iter([Member(path.name, path.read_bytes())])
    if path.suffix.lower() == ".zip" or zipfile.is_zipfile(path):
        return _zip(path)
    raise _bad(
        "No es una carpeta, un archivo JSON ni un zip.",
        "It is not a folder, a JSON file or a zip.",
        path,
        "Dé la carpeta que contiene services.csv, o el JSON de HSDS.",
        "Give the folder that contains services.csv, or the HSDS JSON.",
    )


def _too_big(where: object) -> BadInput:
    return _bad(
        "Es demasiado grande para ser un directorio de servicios.",
        "It is too large to be a directory of services.",
        where,
    )


def _wanted(name: str) -> bool:
    pure = PurePosixPath(name)
    return pure.suffix.lower() in (".csv", ".json") and not pure.name.startswith((".", "_"))


def _folder(path: Path) -> Iterator[Member]:
    """The CSV and JSON files of a folder, or of its only subfolder where it has none itself."""
    root = path.resolve()
    files = sorted(p for p in path.iterdir() if p.is_file() and _wanted(p.name))
    if not files:
        inner = [p for p in path.iterdir() if p.is_dir() and not p.name.startswith((".", "__"))]
        if len(inner) == 1:
            files = sorted(p for p in inner[0].iterdir() if p.is_file() and _wanted(p.name))
    total = 0
    for file in files:
        if not file.resolve().is_relative_to(root):
            raise _bad(
                "Un archivo de la carpeta apunta fuera de ella.",
                "A file of the folder points outside it.",
                file.name,
            )
        total += file.stat().st_size
        if total > MOST_BYTES:
            raise _too_big(path)
        yield Member(str(file.relative_to(path)), file.read_bytes())


def _zip(path: Path) -> Iterator[Member]:
    try:
        with path.open("rb") as file:
            found = unzipped(
                file,
                files=MOST_MEMBERS,
                size=MOST_BYTES,
                ratio=MOST_RATIO,
                small=1024 * 1024,
                endings=(".csv", ".json"),
            )
    except Unread as problem:
        raise _not_read(problem, path.name) from problem
    for name, content in found.files.items():
        if _wanted(name) and "__MACOSX" not in name:
            yield Member(name, content)


def _not_read(problem: Unread, where: str) -> BadInput:
    """Why the reader of zips stopped, in the words of directories."""
    if problem.reason in ("bomb", "files"):
        return _too_big(where)
    if problem.reason not in WORDS or problem.reason in ("broken", "method", "nested"):
        return _bad("El zip está incompleto o dañado.", "The zip is incomplete or damaged.", where)
    es, en = ZIP.get(problem.reason, (problem.es, problem.en))
    cure = ("Ábralo y dé la carpeta.", "Open it and give the folder.")
    return _bad(es, en, where, *(("", "") if problem.reason in ("name", "link") else cure))


def _source(path: Path, members: tuple[Member, ...]) -> str:
    """The package's own name, or that of its folder or file where it kept the template's."""
    for member in members:
        if member.stem == "datapackage":
            try:
                name = json.loads(member.content.decode("utf-8-sig")).get("name")
            except (ValueError, AttributeError):
                continue
            if isinstance(name, str) and name.strip().lower() not in TEMPLATE_NAMES:
                return line(name)[:64]
    resolved = path.resolve()
    return (resolved.name if path.is_dir() else resolved.stem)[:64] or "hsds"

"""One archive: files and a manifest that says what they must be, in one tar, sealed."""

from __future__ import annotations

import hashlib
import json
import tarfile
from pathlib import Path
from typing import Any

from cauce.content.errors import BadInput, BadInputs

from . import age

bad_input = BadInputs(__file__)

MANIFEST = "manifest.json"
FORMAT = 1


def sha256(file: Path) -> str:
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def write(folder: Path, sealed: Path, manifest: dict[str, Any], to: list) -> str:
    """Seal a folder with its manifest; the hash of what was written, read again from the disk."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    manifest |= {
        "format": FORMAT,
        "files": {
            path.relative_to(folder).as_posix(): {"bytes": path.stat().st_size, "sha256": sha256(path)}
            for path in files
        },
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    plain = folder.with_suffix(".tar")
    with tarfile.open(plain, "w") as tar:
        tar.add(folder / MANIFEST, MANIFEST)
        for path in files:
            tar.add(path, path.relative_to(folder).as_posix())
    age.seal(plain, sealed, to)
    plain.unlink()
    written = sha256(sealed)
    sealed.with_name(f"{sealed.name}.sha256").write_text(f"{written}  {sealed.name}\n")
    return written


def read(sealed: Path, folder: Path, by: list) -> dict[str, Any]:
    """Open an archive into a folder and hold every file to the manifest. Raises ``BadInput``."""
    folder.mkdir(mode=0o700)
    plain = folder.with_suffix(".tar")
    age.open_into(sealed, plain, by)
    try:
        with tarfile.open(plain) as tar:
            tar.extractall(folder, filter="data")
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (tarfile.TarError, OSError, ValueError) as problem:
        raise _not_whole(sealed.name) from problem
    finally:
        plain.unlink()
    if manifest.get("format") != FORMAT:
        raise _not_whole(sealed.name)
    for name, told in manifest["files"].items():
        file = folder / name
        if not file.is_file() or sha256(file) != told["sha256"]:
            raise _not_whole(f"{sealed.name}: {name}")
    return manifest


def _not_whole(where: str) -> BadInput:
    return bad_input("the_backup_is_not_whole", where=where)

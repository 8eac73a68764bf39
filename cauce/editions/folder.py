"""Editions on disk: a folder under the hash of its content, made again from the database at any time.

The database is the truth. A folder is looked at byte by byte before it is first used by a process;
one that was touched by hand is put aside and written anew.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

from cauce.rules.content.loader import Edition as Content
from cauce.rules.content.loader import content_files, hashes_of, load_edition, seed_cache
from cauce.rules.errors import BadInput

from .models import Edition

_loaded: dict[str, Content] = {}


def forget() -> None:
    """Look at the folders again (a test changed them)."""
    _loaded.clear()


def texts_of(edition: Edition) -> dict[str, str]:
    """Every file of an edition by its path, from the database."""
    rows = edition.files.select_related("content").order_by("path")
    return {row.path: row.content.text for row in rows}


def digest(texts: Mapping[str, str]) -> str:
    """The hash of a whole content."""
    return hashes_of({path: text.encode() for path, text in texts.items()})[0]


def write_files(root: Path, texts: Mapping[str, str]) -> None:
    """Write these files below a folder."""
    for path, text in texts.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())


def _is_whole(root: Path, wanted: str) -> bool:
    if not root.is_dir():
        return False
    files = {path: file.read_bytes() for path, file in content_files(root).items()}
    return hashes_of(files)[0] == wanted


def _make(home: Path, texts: Mapping[str, str]) -> None:
    home.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".new-", dir=home.parent))
    write_files(fresh / "content", texts)
    if home.exists():
        # Renamed first, so that nobody ever reads half of the old and half of the new.
        old = Path(tempfile.mkdtemp(prefix=".old-", dir=home.parent))
        with contextlib.suppress(OSError):  # another process put it aside
            home.rename(old / "touched")
        shutil.rmtree(old, ignore_errors=True)
    try:
        os.rename(fresh, home)
    except OSError:
        shutil.rmtree(fresh, ignore_errors=True)  # another process was quicker: the same bytes


def load(id: str, content_hash: str) -> Content:
    """The content of an edition, verified. BadInput when the database itself no longer agrees."""
    found = _loaded.get(content_hash)
    if found is not None:
        return found
    home = Path(settings.EDITIONS_ROOT) / content_hash
    if not _is_whole(home / "content", content_hash):
        row = Edition.objects.get(id=id)
        texts = texts_of(row)
        if digest(texts) != content_hash:
            raise BadInput(
                f"los archivos de la edición {id} no son los que se aprobaron.",
                f"the files of edition {id} are not those that were approved.",
                where=id,
                cure_es="Recupere la base de datos de su respaldo; no se usa nada alterado.",
                cure_en="Restore the database from its backup; nothing altered is used.",
            )
        _make(home, texts)
        base = Edition.objects.filter(id=row.base_id).values_list("id", "content_hash").first()
        known = _loaded.get(base[1]) if base is not None else None
        seed_cache(home / "content", known or load_edition())
    found = load_edition(home / "content")
    if found.hash != content_hash:
        raise BadInput(
            f"la carpeta de la edición {id} cambió mientras se leía.",
            f"the folder of edition {id} changed while it was read.",
            where=id,
            cure_es="Vuelva a intentarlo.",
            cure_en="Try again.",
        )
    _loaded[content_hash] = found
    return found

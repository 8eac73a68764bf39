"""Editions on disk: a folder under the hash of its content, made again from the database at any time.

The database is the truth. A folder is looked at byte by byte before it is first used by a process;
one that was touched by hand is put aside and written anew. What came with the program and is byte by
byte the edition asked for is read where it lies, and an earlier one, never registered, from its archive.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

from cauce.content import earlier_editions
from cauce.content.errors import BadInputs
from cauce.content.loader import Edition as Content
from cauce.content.loader import content_files, content_root, hashes_of, load_edition, seed_cache

from .models import Edition

bad_input = BadInputs(__file__)

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


def _approved(id: str, content_hash: str) -> dict[str, str]:
    """Its files, from the database; of one that came with the program and was never registered, from its
    archive. BadInput when they are not those of that hash."""
    row = Edition.objects.filter(id=id).first()
    if row is not None:
        texts = texts_of(row)
        if digest(texts) == content_hash:
            return texts
    for one in earlier_editions.earlier():
        if row is None and (one.id, one.hash) == (id, content_hash):
            return {path: body.decode("utf-8") for path, body in earlier_editions.files_of(one).items()}
    raise bad_input("files_of_edition_id_are_not", where=id, id=id)


def _like(id: str, content_hash: str) -> Content:
    """An edition that is read already, from which this one may differ little or not at all."""
    for one in earlier_editions.earlier():
        if one.hash == content_hash:
            return earlier_editions.edition_before(one.id)
    base = Edition.objects.filter(id=id).values_list("base__content_hash", flat=True).first()
    return _loaded.get(base or "") or load_edition()


def _shipped(content_hash: str) -> Content | None:
    """The folder that came with the program, where it is byte by byte that content."""
    if not _is_whole(content_root(), content_hash):
        return None
    found = load_edition()
    return found if found.hash == content_hash else None


def load(id: str, content_hash: str) -> Content:
    """The content of an edition, verified. BadInput when the database itself no longer agrees."""
    found = _loaded.get(content_hash) or _shipped(content_hash)
    if found is not None:
        _loaded[content_hash] = found
        return found
    home = Path(settings.EDITIONS_ROOT) / content_hash
    if not _is_whole(home / "content", content_hash):
        _make(home, _approved(id, content_hash))
        seed_cache(home / "content", _like(id, content_hash))
    found = load_edition(home / "content")
    if found.hash != content_hash:
        raise bad_input("folder_of_edition_id_changed_while", where=id, id=id)
    _loaded[content_hash] = found
    return found

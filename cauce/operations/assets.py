"""The files of the pages (styles, scripts, typeface), laid out compressed and with hashed names.

Whoever serves pages calls ``lay_out`` first; nobody types a command. It costs two seconds of a processor
once for each version of the files, and four milliseconds afterwards.
"""

from __future__ import annotations

import fcntl
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.core.files.storage import Storage

from cauce.content.errors import BadInputs

bad_input = BadInputs(__file__)

UNUSED = ["*.map", "htmax*"]  # of a library, and asked for by no page


def sources() -> dict[str, Storage]:
    """Every file by its path under /static/, and where it lies; of two with one path the first counts."""
    found: dict[str, Storage] = {}
    for finder in get_finders():
        for path, storage in finder.list(UNUSED):
            found.setdefault(path, storage)
    return found


def lay_out() -> None:
    """Lay them out where they are served from, unless these very ones are there already.

    Raises ``BadInput`` where that folder cannot be written. Nothing to do where names are not hashed.
    """
    if not isinstance(staticfiles_storage, ManifestFilesMixin):
        return
    folder = Path(settings.STATIC_ROOT)
    stamp, found = folder / ".stamp", sources()
    told = _fingerprint(found)
    if _said(stamp) == told:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # of two that begin together the second finds the work done
            if _said(stamp) != told:
                _written(found)
                stamp.write_text(told)
    except OSError as problem:
        raise bad_input(
            "the_files_of_the_pages_cannot_be_laid_out", where=str(folder), strerror=problem.strerror
        ) from problem


def _fingerprint(found: dict[str, Storage]) -> str:
    """Of their names and contents: a package may give every file the same date."""
    lines = []
    for path, storage in sorted(found.items()):
        with storage.open(path) as file:
            lines.append(f"{path} {staticfiles_storage.file_hash(path, file)}\n")
    return "".join(lines)


def _said(stamp: Path) -> str:
    return stamp.read_text() if stamp.exists() else ""


def _written(found: dict[str, Storage]) -> None:
    """Those of before stay: a page that is open somewhere still asks for them."""
    for path, storage in found.items():
        staticfiles_storage.delete(path)
        with storage.open(path) as file:
            staticfiles_storage.save(path, file)
    hashed = staticfiles_storage.post_process({path: (staticfiles_storage, path) for path in found})
    for _, _, problem in hashed:
        if isinstance(problem, Exception):
            raise problem

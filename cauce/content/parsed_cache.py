"""The parsed content of before, kept as JSON under the hash of the whole folder.

It is plain data, never objects, and it is built and checked as what was just parsed is. What is torn,
of another form, of other files or of another's hand is not used: the folder is parsed again.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from cauce.methods.folders import PACKED, data_folder

FORM = 1  # raised when the form of the file changes


def kept_file(root: Path, digest: str) -> Path:
    """Where the parsed files of that content are kept: ``CAUCE_CACHE``, else ``var/cache`` beside it; of
    what is installed with the program, with the data."""
    named = os.environ.get("CAUCE_CACHE")
    beside = data_folder() if root == PACKED else root.parent / "var"
    return (Path(named) if named else beside / "cache") / f"content-{digest}.json"


def from_kept(root: Path, digest: str, paths: Collection[str]) -> dict[str, Any] | None:
    """The parsed files that were kept; None: nothing usable is there."""
    try:
        with kept_file(root, digest).open("rb") as file:
            if not is_ours(os.fstat(file.fileno()), root.stat(), os.geteuid()):
                return None
            found = json.loads(file.read())
        if found["form"] != FORM or found["hash"] != digest:
            return None
        files = dict(found["files"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return files if files.keys() == set(paths) else None


def is_ours(file: os.stat_result, root: os.stat_result, user: int) -> bool:
    """Whether nobody can have written it who could not write the content or the program as well."""
    return file.st_uid in (0, user, root.st_uid) and not file.st_mode & stat.S_IWOTH


def keep(root: Path, digest: str, parsed: Mapping[str, Any]) -> None:
    """Keep the parsed files for the next process; a folder that cannot be written is no failure."""
    file = kept_file(root, digest)
    fresh = file.with_suffix(f".{os.getpid()}.tmp")
    body = {"form": FORM, "hash": digest, "files": dict(parsed)}
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(json.dumps(body, ensure_ascii=False), encoding="utf-8")
        fresh.chmod(0o644)
        os.replace(fresh, file)
    except OSError:
        with contextlib.suppress(OSError):  # a full disk: half a file helps nobody
            fresh.unlink()

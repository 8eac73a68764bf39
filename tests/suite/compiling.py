"""In a tree that was never run, the workers of a run share out what each would otherwise make for itself.

Every worker reads every test file. Where none was compiled yet, each of them would rewrite the assertions of
all thousand files, compile the whole program and parse the content: a minute of a processor for three, most
of it thrown away. So each first compiles its own share, and one of them parses the content.
"""

from __future__ import annotations

import fcntl
import importlib.util
import py_compile
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from _pytest.assertion import rewrite

from . import record

PROGRAM = ("cauce", "tests")


def modules(root: Path) -> list[Path]:
    """Every module below the folders of the program, in the same order for every worker."""
    return [file for top in PROGRAM for file in sorted((root / top).rglob("*.py"))]


def uncompiled(files: Iterable[Path]) -> Iterator[tuple[Path, Path]]:
    """Those of which nothing compiled lies there, each with where that will lie. What lies there and is old
    is not looked for: whoever reads the module sees it."""
    for file in files:
        kept = Path(importlib.util.cache_from_source(str(file)))
        if is_test(file):
            kept = kept.parent / f"{file.stem}{rewrite.PYC_TAIL}"
        if not kept.exists():
            yield file, kept


def is_test(file: Path) -> bool:
    """Whether pytest rewrites its assertions, by its name alone (``python_files``, and ``conftest.py``)."""
    return file.name.startswith("test_") or file.name == "conftest.py"


def compile_it(file: Path, kept: Path, config: pytest.Config) -> None:
    """As the first who imports it would; what cannot be compiled is left to whoever does."""
    try:
        if not is_test(file):
            py_compile.compile(str(file), cfile=str(kept), doraise=True)
            return
        kept.parent.mkdir(exist_ok=True)
        source_hash, code = rewrite._rewrite_test(file, config)
        rewrite._write_pyc(config.stash[rewrite.assertstate_key], code, source_hash, kept)
    except (OSError, SyntaxError, ValueError, py_compile.PyCompileError):
        return


def parse_content() -> None:
    """What was parsed lies in ``var/cache`` then; whoever comes meanwhile waits for it."""
    from cauce.content.errors import CauceError
    from cauce.content.loader import load_edition

    with (record.FOLDER / "content.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            load_edition()
        except CauceError:
            return  # the tests say what is wrong with it


def prepare(config: pytest.Config, worker: int, of: int) -> None:
    """The part of this worker, of so many; without a place to keep what is compiled there is none.

    What the others compile meanwhile changes no share: each is every so manyth of all modules.
    """
    if sys.dont_write_bytecode:
        return
    waiting = list(uncompiled(modules(record.ROOT)[worker::of]))
    if not waiting:
        return
    if worker == 0:
        parse_content()
    for file, kept in waiting:
        compile_it(file, kept, config)
    parse_content()

"""What the workers of a run compile before they read it is what Python and pytest read then."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import pytest
from _pytest.assertion import rewrite

from . import compiling


@pytest.fixture
def tree(tmp_path) -> Path:
    for name, text in (
        ("cauce/a.py", "A = 1\n"),
        ("cauce/torn.py", "A = (\n"),
        ("tests/test_a.py", "def test_it():\n    assert 1 == 1\n"),
        ("tests/conftest.py", "A = 2\n"),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_what_is_compiled_is_what_pytest_and_python_read(tree, request):
    for file, kept in list(compiling.uncompiled(compiling.modules(tree))):
        compiling.compile_it(file, kept, request.config)
    assert [file.name for file, _ in compiling.uncompiled(compiling.modules(tree))] == ["torn.py"]
    test = tree / "tests/test_a.py"
    code = rewrite._read_pyc(test, rewrite.get_cache_dir(test) / f"test_a{rewrite.PYC_TAIL}")
    assert code is not None and "@pytest_ar" in code.co_names, "its assertions were rewritten"
    plain = Path(importlib.util.cache_from_source(str(tree / "cauce/a.py")))
    assert plain.read_bytes()[:4] == importlib.util.MAGIC_NUMBER
    shutil.rmtree(plain.parent)
    assert [file.name for file, _ in compiling.uncompiled(compiling.modules(tree))] == ["a.py", "torn.py"]


def test_of_all_workers_together_each_module_is_compiled_once(tree, request, monkeypatch):
    """Though whoever begins later finds some of them compiled already."""
    done = []
    monkeypatch.setattr(compiling.record, "ROOT", tree)
    monkeypatch.setattr(compiling.sys, "dont_write_bytecode", False)
    monkeypatch.setattr(compiling, "parse_content", lambda: None)
    compile_it = compiling.compile_it

    def counted(file, kept, config):
        done.append(file)
        compile_it(file, kept, config)

    monkeypatch.setattr(compiling, "compile_it", counted)
    for worker in range(3):
        compiling.prepare(request.config, worker, 3)
    assert sorted(done) == sorted(compiling.modules(tree)) and len(done) == 4
    done.clear()
    compiling.prepare(request.config, 0, 1)
    assert [file.name for file in done] == ["torn.py"]

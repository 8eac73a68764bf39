"""Linking lists stands alone: the program needs none of it, and no list of anybody else has a way in."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys

import pytest
from ruamel.yaml import YAML

from cauce.content.errors import BadInput
from cauce.methods import linkage

from .reading import CAUCE, ROOT, code, imports, nodes, short

# What a statistician waits for and no officer: a second and 100 MB for every process that has it.
HEAVY = ("scipy", "numba")
ENGINES = ("splink", "duckdb", "pyarrow", "pyspark", "pandas")


def using(modules) -> list[str]:
    """Where an engine is imported, by statement or by the name given to ``need``."""
    found = set()
    for path, tree in modules:
        named = [what for _, what in imports(tree)]
        named += [
            node.args[0].value
            for node in nodes(tree)
            if isinstance(node, ast.Call)
            and getattr(node.func, "id", "") == "need"
            and node.args
            and isinstance(node.args[0], ast.Constant)
        ]
        found |= {str(path) for one in named if one.split(".")[0] in ENGINES}
    return sorted(found)


def test_only_the_linkage_uses_its_engines_and_only_when_it_runs():
    assert [
        one for one in using((short(p), t) for p, t in code()) if "cauce/methods/linkage/" not in one
    ] == []
    assert using(
        [
            ("a.py", ast.parse("import duckdb")),
            ("b.py", ast.parse("need('splink.x', 'd')")),
            ("c.py", ast.parse("import csv")),
        ]
    ) == ["a.py", "b.py"]
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from cauce.methods import linkage; "
            f"sys.exit(str([one for one in {('django', *HEAVY, *ENGINES)} if one in sys.modules] or ''))",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.stderr.strip() == ""
    run = (ROOT / "requirements/run.txt").read_text(encoding="utf-8")
    assert [one for one in ENGINES if f"\n{one}==" in run] == []


def test_a_page_is_served_without_what_only_figures_need():
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'cauce.site.settings.test'\n"
            "import django; django.setup()\n"
            "from django.urls import get_resolver; assert get_resolver().url_patterns\n"
            f"sys.exit(str([one for one in {(*HEAVY, *ENGINES)} if one in sys.modules] or ''))",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.stderr.strip() == ""


def strangers() -> set[str]:
    """Everybody whom content knows outside the ministry: kinds of ally, recipients, authorities."""
    found = set()
    for name in ("allies", "recipients", "us_authorities"):
        rows = YAML(typ="safe").load((ROOT / f"content/catalogues/{name}.yaml").read_text("utf-8"))
        found |= {row["id"] for row in rows}
    return found


def test_nobody_outside_the_ministry_is_a_list_and_nothing_takes_hashes_or_tokens():
    assert len(strangers()) > 10 and not strangers() & set(linkage.LISTS)
    for one in strangers():
        with pytest.raises(BadInput, match="never linked, hashed or not"):
            linkage.link({"ciam": [], one: []}, expected=1)
        with pytest.raises(BadInput, match="never linked, hashed or not"):
            linkage.histories({"ciam": [], one: []}, [], first_detected_by={}, origin_of_contact={})
    names = {
        parameter
        for function in (getattr(linkage, name) for name in linkage.__all__)
        if callable(function)
        for parameter in inspect.signature(function).parameters
    }
    assert {"records", "expected", "curp"} <= names
    assert [one for one in names if any(w in one for w in ("hash", "token", "bloom", "partner"))] == []


def test_nothing_in_the_linkage_opens_a_file_to_write_but_the_making_of_a_model():
    writing = ("write_text", "write_bytes", "to_parquet", "to_csv", "save_model_to_json", "mkstemp")
    found = {
        (path.name, node.attr)
        for path, tree in code(CAUCE / "methods/linkage")
        for node in nodes(tree)
        if isinstance(node, ast.Attribute) and node.attr in writing
    }
    assert found == {("model.py", "write_text"), ("training.py", "save_model_to_json")}

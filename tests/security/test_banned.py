"""What most holes of programs like this one came through is used nowhere, but by name and reason."""

from __future__ import annotations

import ast
import csv
from pathlib import Path

import pytest

from tests.architecture.reading import CAUCE, ROOT, code, named, nodes, short

from .bans import IN_TEMPLATES, broken


def exceptions() -> dict[tuple[str, str, str], str]:
    """(file, function, ban) → why it may."""
    with Path(__file__).with_name("banned_with_a_reason.csv").open(encoding="utf-8", newline="") as rows:
        return {(row["file"], row["function"], row["ban"]): row["why"] for row in csv.DictReader(rows)}


MAY = exceptions()
# (the ban, a line that breaks it): each must be found, or the look is worth nothing.
BAD = [
    ("gis", "from django.contrib.gis.db import models"),
    ("gis", "from osgeo import gdal"),
    ("gis", "A = ['django.contrib.gis']"),
    ("gis", "E = 'django.contrib.gis.db.backends.postgis'"),
    ("cache", "from django.views.decorators.cache import cache_page"),
    ("cache", "from django.middleware.cache import UpdateCacheMiddleware"),
    ("cache", "M = ['django.middleware.cache.FetchFromCacheMiddleware']"),
    ("cache", "from django.core.cache import cache"),
    ("expansion", "rows.filter(**asked)"),
    ("expansion", "rows.exclude(**request.GET.dict())"),
    ("expansion", "rows.filter(**{name: 1})"),
    ("expansion", "rows.filter(**{'a': 1, **more})"),
    ("expansion", "rows.annotate(**asked)"),
    ("expansion", "rows.alias(**asked)"),
    ("expansion", "rows.get(**asked)"),
    ("expansion", "rows.values(*asked)"),
    ("expansion", "rows.values_list(*asked, flat=True)"),
    ("expansion", "rows.only(*asked)"),
    ("expansion", "rows.order_by(*asked)"),
    ("expansion", "rows.select_related(*asked)"),
    ("expansion", "Q(**asked)"),
    ("expansion", "models.Q(**asked)"),
    ("expansion", "Q((name, value))"),
    ("order", "rows.order_by(asked)"),
    ("order", "rows.order_by(f'-{asked}')"),
    ("order", "rows.order_by(F(asked).desc())"),
    ("admin", "from django.contrib import admin"),
    ("admin", "A = ['django.contrib.admin']"),
    ("asgi", "from django.core.asgi import get_asgi_application"),
    ("asgi", "ASGI_APPLICATION = 'cauce.site.asgi.application'"),
    ("asgi", "import channels"),
    ("unsafe loader", "import pickle"),
    ("unsafe loader", "from shelve import open as o"),
    ("unsafe loader", "import marshal"),
    ("unsafe loader", "from django.core import serializers"),
    ("unsafe loader", "S = 'django.contrib.sessions.serializers.PickleSerializer'"),
    ("unsafe loader", "import yaml"),
    ("unsafe loader", "yaml.load(text)"),
    ("unsafe loader", "YAML(typ='unsafe')"),
    ("unsafe loader", "YAML(typ=asked)"),
    ("raw sql", "rows.raw(f'SELECT {a}')"),
    ("raw sql", "rows.extra(where=[a])"),
    ("raw sql", "rows.extra(a)"),
    ("raw sql", "RawSQL(a, [])"),
    ("raw sql", "from django.db.models.expressions import RawSQL"),
    ("made sql", "cursor.execute('SELECT ' + a)"),
    ("made sql", "cursor.execute(f'SELECT {a}')"),
    ("unescaped", "mark_safe(a)"),
    ("unescaped", "from django.utils.safestring import mark_safe as m"),
    ("unescaped", "SafeString(a)"),
    ("unescaped", "format_html(f'<b>{a}</b>')"),
    ("unescaped", "Engine(autoescape=False)"),
    ("shell", "subprocess.run(a, shell=True)"),
    ("shell", "subprocess.run(a, shell=asked)"),
    ("shell", "os.system(a)"),
    ("shell", "os.popen(a)"),
    ("shell", "subprocess.getoutput(a)"),
    ("code", "eval(a)"),
    ("code", "exec(a)"),
    ("code", "compile(a, '', 'exec')"),
    ("code", "__import__(a)"),
    ("xml", "from xml.etree.ElementTree import fromstring"),
    ("xml", "import xml.dom.minidom"),
    ("xml", "ElementTree.parse(a)"),
    ("xml", "from lxml import etree"),
    ("xml", "from defusedxml.ElementTree import fromstring"),
    ("xml", "from xml.parsers import expat"),
    ("unpacked here", "from PIL import Image"),
    ("unpacked here", "from openpyxl import load_workbook"),
    ("unpacked here", "zipfile.ZipFile(a)"),
    ("unpacked here", "zipfile.ZipFile(a, 'r')"),
    ("archive", "held.extractall(a)"),
    ("archive", "archive.extract(a)"),
    ("archive", "from django.utils import archive"),
    ("archive", "shutil.unpack_archive(a)"),
    ("unverified", "get(a, verify=False)"),
]
# What must not be taken for a ban, or nobody would keep the list above short.
GOOD = [
    "rows.filter(**{'post__in': posts})",
    "rows.filter(name=asked)",
    "rows.order_by('-at', F('a').desc(nulls_last=True), Lower('b'))",
    "rows.values('a', 'b')",
    "Q(('a', b))",
    "rows.create(**values)",
    "cursor.execute('SELECT 1 WHERE a = %s', [a])",
    "re.compile(a)",
    "YAML(typ='safe', pure=True)",
    "format_html('<b>{}</b>', a)",
    "text = 'Not the admin of django.contrib.admin, in a sentence'",
    "zipfile.ZipFile(target, 'w')",
    "actions.annotate(**both)",
]


@pytest.mark.parametrize(("ban", "line"), BAD)
def test_each_ban_finds_a_planted_module(ban, line):
    assert ban in [one.ban for one in broken(ast.parse(f"def planted(a, asked):\n    {line}"))]


@pytest.mark.parametrize("line", GOOD)
def test_what_is_harmless_is_left_alone(line):
    assert broken(ast.parse(line)) == []


def _all() -> dict[tuple[str, str, str], list[int]]:
    found: dict[tuple[str, str, str], list[int]] = {}
    for path, tree in code():
        for ban, line, where in broken(tree):
            found.setdefault((short(path), where, ban), []).append(line)
    return found


def test_no_module_uses_what_is_banned_but_those_with_a_reason():
    found = _all()
    assert {where: lines for where, lines in found.items() if where not in MAY} == {}
    assert [where for where in MAY if where not in found] == [], "a reason for nothing"


def test_what_unpacks_a_backup_keeps_it_in_its_folder():
    """The one exception for archives holds only with its filter."""
    tree = ast.parse((ROOT / "cauce/operations/backup/archive.py").read_text("utf-8"))
    calls = [
        node
        for node in nodes(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("extractall", "extract")
    ]
    assert calls
    for call in calls:
        filters = [one.value for one in call.keywords if one.arg == "filter"]
        assert [getattr(one, "value", None) for one in filters] == ["data"]


def test_no_template_lets_anything_out_as_it_is():
    pages = named(".html", ".txt", ".xml", ".svg", under=CAUCE)
    assert len(pages) > 100
    assert [short(p) for p in pages if IN_TEMPLATES.search(p.read_text("utf-8"))] == []
    for planted in ("{{ a|safe }}", "{{ a | safeseq }}", "{% autoescape off %}"):
        assert IN_TEMPLATES.search(planted)

"""The tests nearest to a change are found by imports, templates, addresses, content and place."""

from __future__ import annotations

import pytest

from . import near
from .durations import Row

PYTHON = {
    "cauce/desk/intake/kits/door.py": 'DOOR = Door(urls=(Mount("hojas/", "urls", "kits"),))',
    "cauce/desk/intake/kits/urls.py": 'app_name = "kits"\nfrom . import views',
    "cauce/desk/intake/kits/views.py": 'render(request, "kits/home.html")',
    "cauce/desk/intake/kits/tests/test_pages.py": 'client.get("/hojas/")',
    "tests/journeys/test_outage.py": 'person.go("/hojas/")',
    "tests/casework/test_by_name.py": 'reverse("kits:home")',
    "cauce/rules/tests/test_far.py": "",
}
HTML = {
    "cauce/desk/intake/kits/templates/kits/home.html": '{% extends "ui/base.html" %}',
    "cauce/ui/templates/ui/base.html": "",
}
IMPORTS = {
    "cauce/desk/intake/kits/urls.py": {"cauce/desk/intake/kits/views.py"},
    "cauce/rules/tests/test_far.py": {near.LOADER},
}
TABLE = {file: Row(1, 5.0) for file in PYTHON if near.is_test(file)}


@pytest.fixture
def used_by(monkeypatch, tmp_path):
    monkeypatch.setattr(near, "ROOT", tmp_path)
    for file in PYTHON:
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).touch()
    ways = near.templates(PYTHON, HTML), near.addresses(PYTHON), near.beside(PYTHON)
    return near.users(IMPORTS, *ways)


def test_a_view_reaches_the_tests_of_its_page_the_journey_and_no_other(used_by):
    found = near.choose(["cauce/desk/intake/kits/views.py"], used_by, TABLE, 100)
    assert sorted(found.files) == [
        "cauce/desk/intake/kits/tests/test_pages.py",
        "tests/casework/test_by_name.py",
        "tests/journeys/test_outage.py",
    ]


def test_a_template_reaches_whoever_shows_it_also_through_another(used_by):
    far = near.distances(["cauce/ui/templates/ui/base.html"], used_by)
    assert far["cauce/desk/intake/kits/views.py"] == 2
    assert "cauce/desk/intake/kits/tests/test_pages.py" in far


def test_content_reaches_what_loads_it(used_by):
    found = near.choose(["content/law/palermo.yaml"], used_by, TABLE, 100)
    assert found.files == ["cauce/rules/tests/test_far.py"]


def test_a_setting_reaches_everything(used_by):
    found = near.choose(["cauce/site/settings/base.py"], used_by, TABLE, 100)
    assert sorted(found.files) == sorted(TABLE)


def test_what_takes_too_long_is_left_to_the_whole_suite_the_farthest_first(used_by):
    found = near.choose(["cauce/desk/intake/kits/views.py"], used_by, TABLE, 6)
    assert found.files == ["cauce/desk/intake/kits/tests/test_pages.py"] and found.farther == 2


def test_a_changed_test_runs_however_long_it_takes(used_by):
    found = near.choose(["tests/journeys/test_outage.py"], used_by, TABLE, 0)
    assert found.files == ["tests/journeys/test_outage.py"]


def test_the_real_tree_knows_the_tests_of_a_page():
    python, html = near.texts("*.py"), near.texts("*.html")
    ways = near.templates(python, html), near.addresses(python), near.beside(python)
    far = near.distances(["cauce/desk/intake/kits/views.py"], near.users(near.imports(), *ways))
    assert "cauce/desk/intake/kits/tests/test_pages.py" in far
    assert "cauce/rules/tests/test_law.py" not in far

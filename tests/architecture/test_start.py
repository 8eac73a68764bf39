"""What is heavy is read by whoever needs it: not by the list of commands, nor before the first page."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import import_module

import pytest
from django.core.management import ManagementUtility
from django.urls import Resolver404, get_resolver, resolve, reverse
from django.utils.translation import override

from cauce.site.cli import ALONE, alone
from cauce.site.command_list import listing
from cauce.site.lazy_addresses import Part, part

pytestmark = pytest.mark.own_database

# Each costs a start tens of milliseconds, some of them a second: docs/decisions/0074-read-on-demand.md.
HEAVY = set(
    """
    PIL Cryptodome babel docx duckdb fido2 fontTools holidays jwt llvmlite lxml markdown_it numba numpy
    opendp openpyxl pandas pikepdf pkcs11 pyarrow pyrage pyxform pyzipper rapidfuzz ruamel scipy segno
    shamir_mnemonic splink statsmodels weasyprint
    """.split()
)
PARTS = [one for one in get_resolver().url_patterns if isinstance(one, Part)]
RUN = "import sys; from cauce.site.cli import answer; answer(sys.argv)"


def read_by(program: str, *argv: str) -> set[str]:
    """The modules that a fresh process has read when the program is over."""
    told = (
        "import atexit, json, sys; atexit.register(lambda: sys.stderr.write(json.dumps(list(sys.modules))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"{told}\n{program}", *argv],
        capture_output=True,
        text=True,
        check=True,
        env={
            **os.environ,
            "DATABASE_URL": "sqlite:////nowhere/at/all.sqlite3",
            "DJANGO_SETTINGS_MODULE": "cauce.site.settings.test",
        },
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


def heavy_in(modules: set[str]) -> set[str]:
    return HEAVY & {name.partition(".")[0] for name in modules}


def test_the_list_of_commands_is_djangos_own_and_reads_no_model():
    assert listing("cauce") == ManagementUtility(["cauce"]).main_help_text()
    for asked in ((), ("--help",)):
        read = read_by(RUN, *asked)
        assert not heavy_in(read) and not {"django.db.models", "pydantic"} & read
        assert not [name for name in read if name.startswith(("cauce.rules", "cauce.content"))]


@pytest.mark.parametrize("name", sorted(ALONE))
def test_the_help_of_a_command_without_a_database_reads_neither_models_nor_content(name):
    assert alone(name).help
    read = read_by(RUN, name, "--help")
    # What the formats of the content are made of takes a third of a second: only an answer needs it.
    assert not heavy_in(read) and not {"django.db.models", "pydantic", "cauce.content.loader"} & read


def test_a_plan_is_made_without_the_rest_of_the_program(tmp_path):
    file = tmp_path / "case.json"
    file.write_text('{"post": "HOU", "facts": {"person.age": 17}, "acts": []}')
    read = read_by(RUN, "plan", str(file), "--at", "2026-12-01T10:00:00-06:00")
    assert "cauce.rules.pathway" in read and "django.db.models" not in read


def test_the_server_stands_before_any_page_is_read():
    read = read_by("import django; django.setup()\nimport cauce.site.urls")
    assert not heavy_in(read)
    listed = {name for one in PARTS for name in one.modules}
    assert not listed & read
    # It would be seen: the same process after one address of one part was wanted.
    wanted = "from django.urls import reverse; reverse('analyst:list')"
    read = read_by(f"import django; django.setup()\n{wanted}")
    assert listed & read == {"cauce.desk.measurement.analyst.urls"}


@pytest.mark.parametrize("one", PARTS, ids=lambda one: one.namespace)
def test_a_part_is_called_as_its_module_calls_itself(one):
    modules = [import_module(name) for name in one.modules]
    assert {one.namespace, one.app_name} == {module.app_name for module in modules}
    assert one.url_patterns == [address for module in modules for address in module.urlpatterns]


def test_an_address_of_a_part_is_the_same_in_both_directions_and_languages():
    for language in ("es-mx", "en"):
        with override(language):
            assert reverse("account:home") == "/cuenta/"
            assert resolve("/cuenta/").view_name == "account:home"
    with pytest.raises(Resolver404):
        resolve("/cuenta/nada/nada/nada/")


def test_a_part_answers_for_itself_when_it_is_asked_alone():
    own = part(("cifras/",), "analyst", "cauce.desk.measurement.analyst.urls")
    assert "list" in own.reverse_dict
    assert own.namespace_dict == {} and own.app_dict == {}

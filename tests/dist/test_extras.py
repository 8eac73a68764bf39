"""Who needs an extra that is not here reads which, what of it is missing, and the command to install it."""

from __future__ import annotations

import re
import tomllib

import pytest

from cauce.methods import extras
from cauce.methods.errors import BadInput
from cauce.site.cli import alone
from tests.shared import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
CALLED = {"pkcs11": "python-pkcs11"}  # imported under another name than it is installed by


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[=<>~! ]", one)[0].replace(".", "-") for one in requirements}


def test_each_extra_is_one_of_the_package_and_brings_what_is_looked_for():
    offered = {extra: names(wanted) for extra, wanted in PROJECT["optional-dependencies"].items()}
    assert offered.keys() == extras.EXTRAS.keys()
    offered["spark"] |= offered["linkage"]
    for extra, wanted in extras.EXTRAS.items():
        assert {CALLED.get(one, one) for one in wanted} <= offered[extra], extra


def test_the_base_installation_brings_nothing_of_an_extra():
    base = (ROOT / "requirements/base.txt").read_text("utf-8")
    locked = set(re.findall(r"^([a-z0-9-]+)", base, re.M))
    assert names(PROJECT["dependencies"]) <= locked
    every = {CALLED.get(one, one) for wanted in extras.EXTRAS.values() for one in wanted}
    assert not locked & (every | {"numba", "llvmlite", "pandas", "pyarrow"})


def test_what_is_here_needs_nothing(monkeypatch):
    monkeypatch.setitem(extras.EXTRAS, "hsm", ("json",))
    assert extras.lacking("hsm") is None
    monkeypatch.setitem(extras.EXTRAS, "hsm", ("json", "of_no_package"))
    with pytest.raises(BadInput) as told:
        extras.need("hsm")
    assert told.value.text("en") == (
        "hsm: the extra 'hsm' is not installed here (of_no_package). "
        "The administrator installs it with: pip install 'cauce[hsm]'"
    )
    assert "«hsm» (of_no_package)" in told.value.es and "pip install 'cauce[hsm]'" in told.value.cure_es


def test_a_server_from_the_package_for_debian_is_told_the_package_of_the_extra(monkeypatch):
    monkeypatch.setattr(extras, "find_spec", lambda name: None)
    monkeypatch.setattr(extras.sys, "prefix", extras.DEBIAN)
    made = (ROOT / "scripts/deb.sh").read_text("utf-8")
    assert f"HOME_OF_IT={extras.DEBIAN}\n" in made
    for extra in extras.EXTRAS:
        told, packaged = extras.lacking(extra), extra in extras.PACKAGED
        assert told is not None and ("pip install" in told.cure_es) is not packaged
        assert (f"apt install ./cauce-{extra}_*.deb" in told.cure_en) is packaged
        assert (re.search(rf"^(\w+ \| )*{extra}( \| \w+)*\)", made, re.M) is not None) is packaged


@pytest.mark.parametrize(
    "argv",
    [("estimate", "t.csv"), ("evaluate", "t.csv"), ("draw-order", "t.csv", "--waves", "5", "--seed", "x")],
    ids=lambda argv: argv[0],
)
def test_a_command_of_statistics_says_so_before_it_reads_anything(monkeypatch, capsys, argv):
    monkeypatch.setattr(extras, "find_spec", lambda name: None)
    with pytest.raises(SystemExit) as ended:
        alone(argv[0]).run_from_argv(["cauce", *argv])
    assert ended.value.code == 2
    assert "cauce[statistics]" in capsys.readouterr().err

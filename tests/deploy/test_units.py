"""The units of systemd: a box with nothing open that is not needed."""

from __future__ import annotations

import re
import subprocess

import pytest

from .conftest import ROOT

UNITS = sorted((ROOT / "deploy/systemd").glob("*.service"))
MOST = 3.0  # of 10: the target of the threat model


def exposure(unit) -> float:
    told = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--no-pager", str(unit)],
        check=False,
        capture_output=True,
        text=True,
    ).stdout
    return float(re.search(r"Overall exposure level for \S+: ([\d.]+)", told)[1])


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_is_closed(unit):
    assert exposure(unit) < MOST


def test_an_open_unit_would_be_found(tmp_path):
    bare = tmp_path / "bare.service"
    bare.write_text("[Service]\nExecStart=/bin/true\n")
    assert exposure(bare) > 9


def test_every_unit_runs_as_its_own_account_and_holds_no_secret():
    assert len(UNITS) == 3
    for unit in UNITS:
        text = unit.read_text()
        assert "User=cauce" in text and "LimitCORE=0" in text and "UMask=0077" in text
        assert not re.search(r"(SECRET|PASSWORD|KEY)\w*=[^%]", text)

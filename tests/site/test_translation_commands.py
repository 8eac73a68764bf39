"""What a language lacks goes out as a table and comes back row by row; unusable input says why."""

from __future__ import annotations

import csv
import json
import shutil

import pytest
from django.core.management import call_command

from cauce.content.loader import forget, load_edition


def said(capsys, *args):
    """The JSON document of a command that works."""
    call_command(*args, "--json")
    return json.loads(capsys.readouterr().out)


def refused(capsys, *args):
    """What a command says when its input is unusable: exit 2, and one JSON document."""
    with pytest.raises(SystemExit) as left:
        call_command(*args, "--json")
    assert left.value.code == 2
    return json.loads(capsys.readouterr().out)["error"]


@pytest.fixture
def copy(tmp_path):
    """A copy of the content, so that no translation is left in the real one."""
    yield shutil.copytree(load_edition().root, tmp_path / "content")
    forget()


def test_a_table_goes_out_and_its_good_rows_come_back(capsys, tmp_path, copy):
    table = tmp_path / "tabla.csv"
    out = said(capsys, "translate", "mxv", "--out", str(table), "--only", "bank/")
    rows = list(csv.reader(table.open(encoding="utf-8")))
    assert out["wanting"] == len(rows) - 1 > 100 and out["stale"] == 0
    head, first, second, *rest = rows
    text, original = head.index("text"), head.index("original")
    first[text], second[text], second[original] = "Invented words.", "More words.", "0" * 16
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, first, second, *rest])
    with pytest.raises(SystemExit) as left:
        call_command("take-translation", "mxv", str(table), "--by", "T1", "--into", str(copy), "--json")
    found = json.loads(capsys.readouterr().out)
    assert (left.value.code, found["kept"], len(found["refused"])) == (1, 1, 1)
    assert found["refused"][0]["line"] == 3 and found["refused"][0]["en"]
    kept = (copy / "translations/mxv/words.yaml").read_text(encoding="utf-8")
    assert "Invented words." in kept and "More words." not in kept


def test_what_cannot_be_used_exits_with_two_and_says_where(capsys, tmp_path):
    assert "no-such" in refused(capsys, "translate", "mxv", "--out", "/no-such/x.csv")["where"]
    assert refused(capsys, "translate", "spanish")["where"] == "tongue"
    table = tmp_path / "tabla.csv"
    table.write_bytes(b"\xff\xfe")
    for args in (
        ["mxv", str(table), "--by", "T1"],
        ["mxv", str(tmp_path / "none"), "--by", "T1"],
        ["mxv", str(table)],
    ):
        assert refused(capsys, "take-translation", *args)["where"]


@pytest.mark.django_db
def test_a_post_that_does_not_exist_is_no_empty_export(capsys, cast, tmp_path):
    out = str(tmp_path / "x.csv")
    assert (
        refused(capsys, "export-htcds", "--post", "ZZZ", "--out", out, "--why", "statistics")["where"]
        == "--post"
    )
    said(capsys, "edition", "adopt")
    file = tmp_path / "a-file"
    file.write_text("x", encoding="utf-8")
    where = refused(capsys, "edition", "export", "2026.1", "--to", str(file / "copy"))["where"]
    assert str(file) in where

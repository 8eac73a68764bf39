"""Lists of invented people are linked: well enough, in memory alone, one-to-one, and with reasons."""

from __future__ import annotations

import builtins
import datetime as dt
import os
import re
from dataclasses import replace

import pytest

from cauce.methods import extras
from cauce.methods.errors import BadInput
from cauce.methods.linkage import COMPARISONS, LEVELS, LISTS, Record, generator, link, quality_against_truth
from cauce.methods.linkage.engines import linker
from cauce.methods.linkage.frequencies import count
from cauce.methods.linkage.model import load, save
from cauce.methods.linkage.prepare import prepare
from cauce.methods.linkage.training import train
from tests.shared import ROOT, spark

MANY, BOTH = 3000, 900


@pytest.fixture(scope="module")
def invented():
    return generator.pair(MANY, MANY, BOTH, seed=7)


@pytest.fixture(scope="module")
def linked(invented):
    return link(invented.lists, expected=BOTH)


def test_it_finds_most_and_takes_few_for_others_and_tells_it_by_group(invented, linked):
    found = quality_against_truth(linked, invented.truth, invented.groups)
    assert found.overall.precision.value >= 0.985
    assert found.overall.recall.value >= 0.88
    for value in ("yes", "no"):
        assert found.groups["indigenous", value].recall.lower > 0.7
    assert {gap.measure for gap in found.gaps["indigenous"]} == {"precision", "recall"}


def test_each_record_has_one_link_at_most_and_each_pair_says_why(linked):
    for side in ("left", "right"):
        ends = [getattr(one, side) for one in linked.links]
        assert len(ends) == len(set(ends))
    assert all(set(one.levels) == set(COMPARISONS) for one in linked.pairs)
    first = linked.pairs[0]
    assert first.words()[0].startswith("nombre: ") and first.words("en")[0].startswith("given name: ")
    assert {level for one in linked.pairs for level in [one.levels["surnames"]]} <= set(LEVELS["surnames"])


WHO = Record(
    "one", "consular_cases", "María Guadalupe", "Xool", "Pérez", (), dt.date(1994, 3, 9), "F", "31", "31050"
)
CHANGES = [
    ({"given": "Lupita"}, "given", "shared"),
    ({"given": "Ma. Gpe."}, "given", "same"),
    ({"given": "Rosa", "other_names": ("Lupita",)}, "given", "shared"),
    ({"first_surname": "Pérez", "second_surname": "Xool"}, "surnames", "swapped"),
    ({"first_surname": "Xool-Pérez", "second_surname": ""}, "surnames", "same"),
    ({"second_surname": "Pérez de Ruiz"}, "surnames", "same"),
    ({"second_surname": ""}, "surnames", "one"),
    ({"first_surname": "Jool"}, "surnames", "crossed"),
    ({"birth_date": dt.date(1994, 9, 3)}, "birth", "turned"),
    ({"birth_date": dt.date(1994, 3, 8)}, "birth", "edit"),
    ({"birth_date": None}, "birth", "missing"),
    ({"sex": "X"}, "sex", "missing"),
    ({"state": "", "municipality": ""}, "state", "missing"),
]


def test_what_differs_between_two_counters_is_understood():
    rows = [replace(WHO, id=f"b{at}", list="sipc", **one[0]) for at, one in enumerate(CHANGES)]
    found = link({"consular_cases": [WHO], "sipc": rows}, expected=5, one_to_one=False)
    held = {one.right: one.levels for one in found.pairs}
    assert [(at, held[f"b{at}"][comparison]) for at, (_, comparison, _) in enumerate(CHANGES)] == [
        (at, level) for at, (_, _, level) in enumerate(CHANGES)
    ]


def test_a_surname_pair_that_a_whole_town_shares_says_less_than_a_rare_one():
    town = [
        Record(
            f"t{at}", "sipc", f"Nombre{at}", "Gómez", "Hernández", (), dt.date(1980, 1, 2), "M", "07", "07023"
        )
        for at in range(300)
    ]
    common = Record("one", "consular_cases", "Mateo", "Gómez", "Hernández", (), None, "M", "07", "07023")
    rare = replace(common, id="two", first_surname="Zucuela", second_surname="Trobas")
    elsewhere = replace(common, id="three", state="26", municipality="26030")
    found = link(
        {
            "consular_cases": [common, rare, elsewhere],
            "sipc": [
                *town,
                *(replace(one, id=f"b-{one.id}", list="sipc") for one in (common, rare, elsewhere)),
            ],
        },
        expected=3,
        one_to_one=False,
    )
    weight = {one.left: one.weight for one in found.pairs if one.right == f"b-{one.left}"}
    assert weight["two"] > weight["three"] + 1
    assert weight["two"] > weight.get("one", -7) + 4


def test_nothing_is_written_and_nothing_can_be(invented, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    opened = []
    real = builtins.open

    def spied(file, mode="r", *args, **kwargs):
        if set(mode) & set("wax+"):
            opened.append(file)
        return real(file, mode, *args, **kwargs)

    monkeypatch.setattr(builtins, "open", spied)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    few = {name: rows[:300] for name, rows in invented.lists.items()}
    assert link(few, expected=50).pairs
    assert os.listdir(tmp_path) == [] and opened == []
    import duckdb

    with linker(prepare(few), 1e-4, "duckdb", load()) as (_, database):
        held = database.duckdb_con
        assert held.execute("SELECT current_setting('temp_directory')").fetchall() == [("",)]
        for order in (
            f"COPY (SELECT 1) TO '{tmp_path}/out.csv'",
            f"ATTACH '{tmp_path}/out.db'",
            f"SET temp_directory = '{tmp_path}'",
            "SET enable_external_access = true",
        ):
            with pytest.raises(duckdb.Error):
                held.execute(order)
    assert os.listdir(tmp_path) == []


def test_too_little_memory_is_an_error_with_its_cure_and_no_file(invented, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadInput) as caught:
        link(invented.lists, expected=BOTH, memory="3MB")
    assert "3MB" in caught.value.text("en") and caught.value.cure_es
    assert os.listdir(tmp_path) == []


def test_spark_gives_the_pairs_that_duckdb_gives():
    spark()
    lists = generator.pair(1000, 1000, 300, seed=9).lists
    one, other = (link(lists, expected=300, backend=name, threads=1) for name in ("duckdb", "spark"))
    assert [(p.left, p.right, p.levels) for p in one.links] == [
        (p.left, p.right, p.levels) for p in other.links
    ]
    assert [p.weight for p in one.links] == pytest.approx([p.weight for p in other.links])


def test_where_the_engine_is_not_installed_it_says_what_installs_it(invented, monkeypatch):
    monkeypatch.setattr(extras, "find_spec", lambda name: None)
    with pytest.raises(BadInput) as caught:
        link(invented.lists, expected=BOTH)
    assert "cauce[linkage]" in caught.value.cure_es
    with pytest.raises(BadInput) as caught:
        link({"ciam": [], "sipc": []}, expected=1, backend="spark")
    assert "cauce[" in caught.value.cure_en


def _records(name: str, *ids: str) -> list[Record]:
    return [Record(one, name, "Ana", "Pérez") for one in ids]


@pytest.mark.parametrize(
    ("lists", "how", "word"),
    [
        ({"ciam": [], "shelter_us": []}, {}, "totals"),
        ({"ciam": [], "iom": []}, {}, "totals"),
        ({"ciam": []}, {}, "two different lists"),
        ({"ciam": _records("sipc", "1"), "sipc": []}, {}, "came in the list"),
        ({"ciam": _records("ciam", "1"), "sipc": _records("sipc", "1")}, {}, "same id"),
        (
            {"ciam": _records("ciam", "1"), "sipc": _records("sipc", "2")},
            {"expected": 0},
            "expected",
        ),
        (
            {"ciam": _records("ciam", "1"), "sipc": _records("sipc", "2")},
            {"threshold": 2},
            "threshold",
        ),
        (
            {"ciam": _records("ciam", "1"), "sipc": _records("sipc", "2")},
            {"backend": "hive"},
            "engine",
        ),
    ],
)
def test_what_cannot_be_linked_is_refused_with_the_cure(lists, how, word):
    with pytest.raises(BadInput) as caught:
        link(lists, **{"expected": 1, **how})
    assert word in caught.value.text("en") and caught.value.cure_es and caught.value.cure_en


def test_no_kind_of_list_is_a_partners():
    text = (ROOT / "content/catalogues/linkage_lists.yaml").read_text(encoding="utf-8")
    assert tuple(re.findall(r"^- id: (\w+)$", text, re.M)) == LISTS
    assert len(re.findall(r"por confirmar", text, re.I)) == len(LISTS)


def test_an_empty_list_links_to_nobody_and_an_empty_record_breaks_nothing():
    found = link({"ciam": [], "sipc": _records("sipc", "1")}, expected=1)
    assert found.pairs == () and found.sizes == {"ciam": 0, "sipc": 1}
    bare = {name: [Record(f"{name}{at}", name) for at in range(3)] for name in ("ciam", "sipc")}
    assert link(bare, expected=1).pairs == ()


def test_three_lists_are_linked_two_by_two(invented):
    cases, sipc = (rows[:800] for rows in invented.lists.values())
    calls = [replace(one, id=f"c{one.id}", list="ciam") for one in cases[:200]]
    found = link({"ciam": calls, "sipc": sipc, "consular_cases": cases}, expected=600)
    between = {one.lists for one in found.links}
    assert between == {("ciam", "sipc"), ("ciam", "consular_cases"), ("sipc", "consular_cases")}
    same = [one for one in found.links if one.lists == ("ciam", "consular_cases")]
    assert sum(one.left == f"c{one.right}" for one in same) > 190


def test_frequency_leans_on_the_state_and_the_country_where_a_town_is_small():
    rows = [Record(f"{at}", "ciam", "Ana", "Chan", "Pech", (), None, "F", "31", "31001") for at in range(400)]
    rows += [
        Record(f"x{at}", "ciam", f"N{at}", f"S{at}", "", (), None, "F", "26", "26001") for at in range(400)
    ]
    known = count(prepare({"ciam": rows}))
    value = ("chan", "pech")
    here, there, nowhere = (
        known.share("surnames", value, places, 0.001)
        for places in (("31", "31001"), ("26", "26001"), (None, None))
    )
    assert here > nowhere > there > 0
    assert here > 0.8 and nowhere == pytest.approx(0.444, abs=0.01)


def test_a_model_is_trained_without_labels_and_comes_out_the_same_again(tmp_path):
    lists = generator.pair(700, 700, 250, seed=4).lists
    one, other = (train(lists, expected=250, name="small", random_pairs=60_000) for _ in range(2))
    for model, name in ((one, "one.json"), (other, "other.json")):
        save(model, tmp_path / name)
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "other.json").read_bytes()
    again = load(tmp_path / "one.json")
    assert again.m == one.m and again.digest
    for comparison in ("given", "surnames", "birth", "sex", "state"):
        assert one.m[comparison]["same"] > 0.4
        assert one.m[comparison]["same"] > one.u[comparison]["same"]
    (tmp_path / "bad.json").write_text((tmp_path / "one.json").read_text().replace('"swapped"', '"turned"'))
    with pytest.raises(BadInput, match="surnames"):
        load(tmp_path / "bad.json")


def test_the_frozen_model_says_who_reviewed_it_and_how_it_is_made_again():
    model = load()
    assert model.note["proposed"] is True and "no person" in model.note["reviewed_by"]
    assert model.note["made_by"].startswith("python -m cauce.methods.linkage.training")
    assert 0.5 <= model.threshold < 1
    for comparison in COMPARISONS:
        for told in (model.m, model.u):
            assert sum(told[comparison].values()) == pytest.approx(1, abs=1e-3)
        assert model.m[comparison]["same"] > model.u[comparison]["same"]
        assert model.m[comparison]["other"] < model.u[comparison]["other"]

"""Files that cannot be used say what, where and the cure; those that can with a word say the word."""

from __future__ import annotations

import json

import pytest

from cauce.methods.estimation import DATA, Unusable, parse, parse_given, read

from .known import SETS

GOOD = "A,B,C,count\n1,0,0,50\n0,1,0,40\n0,0,1,30\n1,1,0,12\n1,0,1,9\n0,1,1,8\n1,1,1,5\n"


def test_it_reads_a_table():
    found, notes = parse(GOOD.encode())
    assert (found.lists, found.n, found.overlap, notes) == (("A", "B", "C"), 154, 34, [])


@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace(",", ";"),
        GOOD.replace(",", "\t"),
        GOOD.replace("\n", "\r\n"),
        "\ufeff" + GOOD,
        GOOD.replace("count", "Count"),
        "count,A,B,C\n" + "".join(f"{r[6:]},{r[:5]}\n" for r in GOOD.split("\n")[1:-1]),
        GOOD + "\n\n,,,\n",
        GOOD + "0,0,0,0\n",
        GOOD.replace("50", "50.0"),
    ],
    ids=["semicolons", "tabs", "crlf", "mark", "capital", "first", "blank", "unseen-zero", "point"],
)
def test_ways_of_writing_the_same_table_are_the_same_table(text):
    assert parse(text.encode())[0] == parse(GOOD.encode())[0]


def test_latin_1_with_semicolons_is_read_and_said():
    text = GOOD.replace("A,B,C", "Policía,Niñez,ONG").replace(",", ";")
    found, notes = parse(text.encode("latin-1"))
    assert found.lists == ("Policía", "Niñez", "ONG")
    assert [one.id for one in notes] == ["latin-1"]
    assert parse(text.encode("utf-16"))[0] == found


def test_repeated_histories_are_summed_and_said_with_their_lines():
    """The Dutch table once went round with 001010 typed as a second 001001."""
    found, notes = parse((GOOD + "1,1,0,3\n").encode())
    assert found.having(3) == 12 + 5 + 3
    assert notes[0].id == "duplicate-histories" and notes[0].value == 1
    assert "5, 9" in notes[0].es and "5, 9" in notes[0].en


@pytest.mark.parametrize(
    ("text", "where", "es", "en"),
    [
        ("", "f.csv", "vacío", "empty"),
        ("A,B,C\n1,0,0\n", "f.csv", "falta la columna «count»", "'count' is missing"),
        ("count\n5\n", "f.csv", "ninguna columna de lista", "no column of a list"),
        (GOOD.replace("A,B", "A,A"), "f.csv:1", "se llaman igual", "the same name"),
        (GOOD.replace("A,B", "A,"), "f.csv:1", "no tiene nombre", "has none"),
        (GOOD.replace("1,0,0,50", "1,0,0,-5"), "f.csv:2", "negativo", "negative"),
        (GOOD.replace("1,0,0,50", "1,0,0,2.5"), "f.csv:2", "no es entero", "not whole"),
        (GOOD.replace("1,0,0,50", "1,0,0,many"), "f.csv:2", "no es un número", "not a number"),
        (GOOD.replace("1,0,0,50", "1,0,0,"), "f.csv:2", "no es un número", "not a number"),
        (GOOD.replace("1,0,0,50", "1,0,0,nan"), "f.csv:2", "no es un número", "not a number"),
        (GOOD.replace("1,0,0,50", "1,0,0,1e30"), "f.csv:2", "no es un número", "not a number"),
        (GOOD.replace("0,1,0,40", "0,2,0,40"), "f.csv:3", "no es 0 ni 1", "neither 0 nor 1"),
        (GOOD.replace("0,1,0,40", "0,,0,40"), "f.csv:3", "no es 0 ni 1", "neither 0 nor 1"),
        (GOOD + "0,0,0,7\n", "f.csv:9", "en ninguna lista", "on no list"),
        (GOOD + "1,0,0\n", "f.csv:9", "3 valores y 4 columnas", "3 values and 4 columns"),
    ],
    ids=lambda value: None,
)
def test_what_cannot_be_used_says_where_and_the_cure_in_both_languages(text, where, es, en):
    with pytest.raises(Unusable) as found:
        parse(text.encode(), "f.csv")
    assert found.value.where == where
    assert es in found.value.es and en in found.value.en
    assert found.value.cure_es and found.value.cure_en


def test_what_is_no_text_is_refused():
    with pytest.raises(Unusable, match="not a text file"):
        parse(b"PK\x03\x04\x00\x00A,B,count", "f.xlsx")


def test_seventeen_lists_are_too_many_to_tabulate():
    header = ",".join(f"L{i}" for i in range(17))
    with pytest.raises(Unusable, match="more than 16"):
        parse(f"{header},count\n{'1,' * 17}5\n".encode())


@pytest.mark.parametrize("name", SETS)
def test_every_published_table_is_read_without_a_word(name):
    found, notes = read(DATA / f"{name}.csv")
    assert notes == [] and found.n > 90


HANDED = {
    "histories": {"csv": GOOD, "drawn": {"masks": [1, 3, 7], "counts": [[5, 4, 3]] * 2}},
    "quality": None,
}


def handed(drawn=None, **quality) -> bytes:
    """What linked lists hand over, with something else in it."""
    told = json.loads(json.dumps(HANDED))
    told["histories"]["drawn"] |= drawn or {}
    overall = {"recall": {"value": 0.95}, "precision": {"value": 0.99}}
    told["quality"] = {"reviewed": 240, "overall": overall} | quality
    return json.dumps(told).encode()


def test_what_linked_lists_hand_over_is_read():
    found = parse_given(handed())
    assert (found.table.n, len(found.drawn), found.circumstances.recall) == (154, 2, 0.95)


@pytest.mark.parametrize(
    "body",
    [
        handed({"counts": [[-5, 4, 3]]}),
        handed({"counts": [[1.5, 4, 3]]}),
        handed({"counts": [["5", 4, 3]]}),
        handed({"counts": [[5, 4, 3]] * 201}),
        handed({"masks": [1, 3, 8]}),
        handed({"masks": [0, 3, 7]}),
        handed(reviewed="x"),
        handed(reviewed=-1),
        handed(overall={"recall": {"value": float("nan")}, "precision": {"value": 0.9}}),
        handed(overall={"recall": {"value": 2}, "precision": {"value": 0.9}}),
        handed(overall={"recall": {"value": "0.9"}, "precision": {"value": 0.9}}),
        b'{"a":' + b"[" * 100_000,
    ],
)
def test_a_file_of_linked_lists_that_was_written_by_somebody_else_is_refused_and_breaks_nothing(body):
    with pytest.raises(Unusable, match="it is not what a comparison of lists hands over"):
        parse_given(body)


def test_of_so_many_groups_that_each_would_be_estimated_for_hours_none_is():
    lines = "".join(f"# recall of G{one}: 0.9\n" for one in range(51))
    assert (
        len(parse_given((lines[: lines.index("# recall of G50")] + GOOD).encode()).circumstances.groups) == 50
    )
    with pytest.raises(Unusable, match="says nothing of the lists"):
        parse_given((lines + GOOD).encode())
    group = {"dimension": "sex", "value": "a", "recall": {"value": 0.9, "of": 30}}
    with pytest.raises(Unusable, match="it is not what a comparison of lists hands over"):
        parse_given(handed(groups=[group] * 51))

"""A list of codes: each line opens one case or says why it does not."""

from __future__ import annotations

import pytest

from cauce.content.errors import BadInput
from cauce.intake.crews.rules import MOST, look
from cauce.rules.crew import check_together, turn

TONGUES = {"mixteco": "mix", "nahuatl": "nah", "mam": "mam"}


def seen(text, taken=(), sure=False):
    return look(text, taken, lambda word: TONGUES.get(word, ""), sure)


def why(text, **more):
    [one] = seen(text, **more).refused
    return one.reason.es


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("A-01, mixteco, mujer, 16", ("A-01", "mix", "woman", 16, True)),
        ("a-01 mixteco mujer 16 años", ("A-01", "mix", "woman", 16, True)),
        ("A-01;niña;9;sola", ("A-01", "", "woman", 9, True)),
        ("117\tNáhuatl\tHombre\t30", ("117", "nah", "man", 30, False)),
        ("A-01, 16?", ("A-01", "", "", None, True)),
        ("A-01, 12-17", ("A-01", "", "", None, True)),
        ("A-01, 18-29", ("A-01", "", "", None, False)),
        ("A-01, menor?", ("A-01", "", "", None, True)),
        ("A-01", ("A-01", "", "", None, False)),
    ],
)
def test_a_line_is_read_in_any_order(line, said):
    [one] = seen(line).lines
    assert (one.code, one.language, one.sex, one.age, one.child) == said


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("María López", "nombre"),
        ("María", "nombre"),
        ("A-02, klingon", "klingon"),
        (", mixteco", "código"),
        ("GOMC900101MDFXXX09", "documento"),
        ("713 555 0147", "555"),
        ("7135550147", "teléfono"),
        ("A-09, 30, niña", "distintas"),
        ("A-09, mujer, hombre", "distintas"),
        ("A1/?", "letras"),
        ("A-40…A-01", "letras"),
    ],
)
def test_a_line_that_is_not_understood_says_why(line, words):
    assert words in why(line)


def test_a_range_of_numbers_longer_than_any_code_is_told_like_any_line():
    assert "teléfono" in why("1" * 5000 + "…" + "2" * 5000)
    assert [one.code for one in seen("A-08…A-10").lines] == ["A-08", "A-09", "A-10"]


def test_a_page_of_ranges_is_counted_and_not_read():
    asked = []
    with pytest.raises(BadInput, match="120 fit"):
        look("\n".join(["A-1…A-120 mam"] * 3 + ["A-1…A-120"] * 2), (), asked.append)
    assert not asked


def test_two_the_same_a_blank_line_and_one_that_has_its_case_are_told_with_their_line():
    found = seen("A-01\n\nA-1, mixteco\nB-07\n\n\n", taken=["B.7"])
    assert [one.code for one in found.lines] == ["A-01"]
    assert [(one.number, one.reason.es.split(".")[0][:22]) for one in found.refused] == [
        (2, "La línea está en blanc"),
        (3, "A-1 está dos veces: ya"),
        (4, "B-07 ya tiene su caso "),
    ]


def test_a_word_without_a_number_is_questioned_and_opens_when_somebody_is_sure():
    [one] = seen("AZUL").refused
    assert one.asks and "¿Es un nombre?" in one.reason.es
    assert seen("AZUL", sure=True).lines[0].code == "AZUL"
    assert seen("María López", sure=True).lines == ()  # a name never does


def test_a_range_is_as_many_codes_and_the_names_of_columns_say_what_a_yes_means():
    assert [one.code for one in seen("A-08…A-11").lines] == ["A-08", "A-09", "A-10", "A-11"]
    assert len(seen("A-01 a A-40").lines) == 40
    found = seen("código,menor,médico\nA-01,sí,no\nA-02,no,sí")
    assert [(one.child, one.doctor) for one in found.lines] == [(True, False), (False, True)]


def test_every_line_is_accounted_for_and_too_many_are_told():
    text = "A-01\nMaría\nA-01\nB-2, mam"
    found = seen(text)
    assert len(found.lines) + len(found.refused) == len(text.splitlines())
    with pytest.raises(BadInput, match=str(MOST)):
        seen("\n".join(f"A-{n}" for n in range(MOST + 1)))


def test_danger_is_first_then_children_alone_children_and_who_needs_a_doctor():
    plain = {"danger": False, "child": False, "alone": False, "doctor": False, "done": False}
    order = [
        {"danger": True, "done": True},
        {"child": True, "alone": True},
        {"child": True},
        {"doctor": True},
        {},
        {"child": True, "done": True},
    ]
    turns = [turn(**plain | one) for one in order]
    assert turns == sorted(turns) and len(set(turns)) == len(order)


def test_whoever_is_apart_goes_alone():
    check_together([True])
    check_together([False, False])
    with pytest.raises(BadInput) as refused:
        check_together([False, True])
    assert "líder" not in refused.value.text()

"""The words that stand in tables beside the code: each that is said has its row, and each row is said."""

from __future__ import annotations

import ast
import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Formatter

import pytest

from cauce.content.checks.world import FINDINGS
from cauce.content.errors import BadInputs

from .reading import CAUCE, modules, named, short

HEAD = ["id", "es", "en", "cure_es", "cure_en"]
Rows = dict[str, list[str]]
REFUSED = {"bad_input": 1}  # who says a row, and with how many arguments: with more, words of its own
FOUND = {"finding": 2, "at_line": 3}


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def tables() -> dict[Path, list[list[str]]]:
    paths = (path for path in named(".csv", under=CAUCE) if path.name == "bad_input.csv")
    return {path.parent: rows_of(path) for path in paths}


def places(words: str) -> set[str]:
    """The values that a sentence waits for: «{name.es}» waits for ``name``."""
    return {field.partition(".")[0] for _, field, _, _ in Formatter().parse(words) if field is not None}


def raised(module: ast.Module, of: dict[str, int]) -> Iterator[tuple[int, ast.expr, set[str | None]]]:
    """(line, id, names of the values) of each row that a module says."""
    ours = "where" if of is REFUSED else "warning"
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            if len(node.args) == of.get(ast.unparse(node.func).rpartition(".")[2]):
                yield node.lineno, node.args[0], {one.arg for one in node.keywords} - {ours}


def wrong(module: ast.Module, rows: Rows, of: dict[str, int] = REFUSED) -> list[str]:
    """What a module says that its table has not, or has with other values."""
    found = []
    for line, id, given in raised(module, of):
        if not isinstance(id, ast.Constant) or id.value not in rows:
            found.append(f"{line}: no row")
        elif given != {one for words in rows[id.value] for one in places(words)}:
            found.append(f"{line}: other values than the row has")
    return found


def untold(rows: Iterable[list[str]]) -> list[str]:
    """Rows that lack a language, a cure in one of the two, or tell one reader more than the other."""
    return [
        id
        for id, es, en, cure_es, cure_en in rows
        if not (es and en and bool(cure_es) == bool(cure_en) and id == id.lower())
    ]


@pytest.fixture(scope="module")
def used() -> dict[Path, set[str]]:
    """Folder with a table → the rows that modules below it raise."""
    known, found = tables(), {}
    for path in modules():
        text = path.read_text(encoding="utf-8")
        if "bad_input(" not in text:
            continue
        folder = next(one for one in path.parents if one in known)
        module = ast.parse(text)
        assert wrong(module, {id: words for id, *words in known[folder]}) == [], short(path)
        found.setdefault(folder, set()).update(id.value for _, id, _ in raised(module, REFUSED))
    return found


def test_every_refusal_has_its_row_and_every_row_is_raised(used):
    assert sum(map(len, used.values())) > 600
    assert {folder: {id for id, *_ in rows[1:]} for folder, rows in tables().items()} == used


def test_every_finding_has_its_row_and_every_row_is_found():
    _, *rows = rows_of(FINDINGS)
    known, used = {id: words for id, *words in rows}, set()
    for path in modules(FINDINGS.parent):
        module = ast.parse(path.read_text(encoding="utf-8"))
        if path.name != "world.py":
            assert wrong(module, known, FOUND) == [], short(path)
            used |= {id.value for _, id, _ in raised(module, FOUND)}
    assert used == set(known) and len(used) > 140


def test_every_row_says_what_and_the_cure_in_both_languages():
    for place, (head, *rows) in {**tables(), FINDINGS: rows_of(FINDINGS)}.items():
        ids = [id for id, *_ in rows]
        assert head == HEAD and ids == sorted(set(ids)), short(place)
        assert untold(rows) == [], short(place)


def test_it_notices_a_row_that_is_missing_half_said_or_given_other_values():
    rows = {"it_is_full": ["Caben {most}.", "{most} fit.", "", ""]}
    assert wrong(ast.parse('raise bad_input("it_is_full", where="a", most=3)'), rows) == []
    assert wrong(ast.parse('raise bad_input("it_is_over")'), rows) == ["1: no row"]
    assert wrong(ast.parse("raise bad_input(why, most=3)"), rows) == ["1: no row"]
    assert wrong(ast.parse('raise bad_input("it_is_full", least=3)'), rows) == [
        "1: other values than the row has"
    ]
    assert wrong(ast.parse('entry.finding("it_is_full", ("a",), most=3, warning=True)'), rows, FOUND) == []
    assert wrong(ast.parse('entry.finding("it_is_full", ("a",))'), rows, FOUND) != []
    assert wrong(ast.parse('at_line("other", path, 1, es, en, cure_es, cure_en)'), rows, FOUND) == []
    assert untold([["a", "Ya no.", "", "", ""], ["b", "Ya no.", "No more.", "", "Ask."]]) == ["a", "b"]
    assert untold([["c", "Ya no.", "No more.", "", ""]]) == []


def taken(module: ast.Module) -> set[str]:
    """The tables of words that a module takes, as ``WORDS["states"]``."""
    return {
        node.slice.value
        for node in ast.walk(module)
        if isinstance(node, ast.Subscript)
        and ast.unparse(node.value) == "WORDS"
        and isinstance(node.slice, ast.Constant)
    }


def test_every_table_of_words_is_taken_by_its_module_and_no_code_stands_twice():
    seen = 0
    for path in modules():
        text = path.read_text(encoding="utf-8")
        if "WORDS = word_tables(__file__)" in text:
            head, *rows = rows_of(path.with_suffix(".csv"))
            names = {table for table, *_ in rows}
            assert head == ["table", "code", "es", "en"], short(path)
            assert names == taken(ast.parse(text)) or "WORDS[comparison]" in text, short(path)
            assert len({(table, code) for table, code, *_ in rows}) == len(rows), short(path)
            seen += 1
    assert seen > 15
    assert taken(ast.parse('STATES, names = WORDS["states"], WORDS[name]')) == {"states"}


def test_the_nearest_table_above_a_module_is_read_and_its_values_are_put_in():
    bad_input = BadInputs(str(CAUCE / "intake" / "kits" / "actions" / "printing.py"))
    problem = bad_input("kit_number_was_noted_as_spoiled", where="number", number="HOU-00012-A")
    assert problem.where == "number" and problem.id == "bad_input"
    assert "HOU-00012-A" in problem.es and "HOU-00012-A" in problem.en and problem.cure_es
    with pytest.raises(KeyError):
        bad_input("nobody_wrote_this_row")

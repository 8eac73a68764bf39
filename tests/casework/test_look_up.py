"""Whoever asks for an id gets the row that is theirs; absent, forbidden and no id at all look alike."""

from __future__ import annotations

import ast
import re
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.cases.models import Case
from cauce.custody.journal.door import Absent
from cauce.custody.journal.look_up import among, look_up, of_id
from cauce.custody.journal.models import Entry
from tests.architecture.reading import code, nodes, short
from tests.profiles import examples

from .conftest import open_case

ROWS = Case.objects.select_related("post")


@pytest.fixture
def case(cast):
    return open_case(cast)


def refusals() -> list[tuple[str, str, str]]:
    rows = Entry.objects.filter(kind="refused").order_by("id")
    return list(rows.values_list("what", "about_kind", "about_id"))


def test_whoever_may_gets_the_row_and_nothing_is_written(cast, case, django_assert_num_queries):
    before = Entry.objects.count()
    with django_assert_num_queries(1):
        assert look_up(ROWS, cast.ines.actor, str(case.id), "case.work", "case") == case
    assert Entry.objects.count() == before


def test_absent_and_forbidden_raise_the_same_and_leave_the_same_in_the_journal(cast, case):
    nothing, told = uuid4(), []
    for id in (nothing, case.id):
        with pytest.raises(Absent) as raised:
            look_up(ROWS, cast.lucia.actor, id, "case.work", "case")
        told.append(str(raised.value))
    assert told[0] == told[1]
    assert refusals() == [("case.work", "case", str(nothing)), ("case.work", "case", str(case.id))]


def test_rows_that_were_left_out_are_absent_and_only_what_was_checked_before_is_not_written_down(cast, case):
    rows, ines = Case.objects.exclude(id=case.id), cast.ines.actor
    for asked in (look_up, among):
        with pytest.raises(Absent):
            asked(rows, ines, case.id, "case.work", "case")
    assert refusals() == [("case.work", "case", str(case.id))] * 2
    with pytest.raises(Absent):
        of_id(rows, case.id)
    assert len(refusals()) == 2
    assert of_id(Case.objects, case.id) == among(Case.objects, ines, case.id, "case.work", "case") == case


@given(text=st.text(max_size=40))
@examples(30)
def test_what_is_no_id_asks_nothing(text):
    class Asked:
        def filter(self, **_):
            raise AssertionError

    try:
        of_id(Asked(), text)
    except Absent:
        return
    except AssertionError:  # by chance it is one
        assert len("".join(one for one in text if one.isalnum())) == 32


def by_hand(module: ast.Module) -> list[int]:
    """Lines that take the row of an id and say that it is absent where there is none, written down or not."""
    found = []
    for block in nodes(module):
        body = getattr(block, "body", None)
        for one, then in zip(body, body[1:], strict=False) if isinstance(body, list) else ():
            asks = isinstance(one, ast.Assign) and re.search(r"\bid=as_id\(", ast.unparse(one))
            asks = asks and ast.unparse(one.value).endswith(".first()")
            if asks and isinstance(then, ast.If) and ast.unparse(then.test).endswith(" is None"):
                said = [ast.unparse(line).partition("(")[0] for line in then.body]
                if said in (["raise Absent"], ["record_refusal", "raise Absent"]):
                    found.append(one.lineno)
    return found


def test_nobody_looks_a_row_up_by_hand():
    assert {short(path) for path, module in code() if by_hand(module)} == {"cauce/custody/journal/look_up.py"}
    again = "found = Case.objects.filter(id=as_id(id)).first()\nif found is None:\n    raise Absent()"
    assert by_hand(ast.parse(again)) == [1]

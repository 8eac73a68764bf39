"""What docs/ says from the code is what the code says."""

from __future__ import annotations

import pytest

from scripts import architecture, records

from .reading import floors


def test_the_page_is_what_the_imports_and_folders_say():
    page = architecture.PAGE.read_text(encoding="utf-8")
    assert architecture.written(page, architecture.parts()) == page, "run make docs"
    assert [room for room in floors() if f"| `{room}` |" not in page] == []
    assert [room for room in floors() if not architecture.says(room)] == [], "a room without a docstring"


def test_an_arrow_that_follows_from_others_is_left_out():
    found = {("cases", "people"), ("people", "staff"), ("cases", "staff"), ("cases", "ui")}
    assert architecture.shortest(found) == [("cases", "people"), ("cases", "ui"), ("people", "staff")]


def test_a_new_arrow_or_a_lost_mark_is_noticed():
    page = "<!-- drawing: make docs -->\n\nold\n\n<!-- end of drawing -->\n"
    new = architecture.drawing({("site", "ui"), ("ui", "rules")})
    assert "ui --> rules" in architecture.written(page, {"drawing": new}) != page
    with pytest.raises(ValueError, match="no marks for «rooms»"):
        architecture.written(page, {"rooms": "| a |"})


def test_the_list_of_decisions_is_what_the_records_say():
    page = (records.FOLDER / "README.md").read_text(encoding="utf-8")
    assert records.index() == page, "run make docs"


def test_a_record_says_its_number_and_what_took_its_place():
    text = "# 7. One door\n\nSuperseded in part by [record 9](0009-a.md).\n"
    assert records.row("0007-door.md", text) == (
        "| 7 | [One door](0007-door.md) | superseded in part by [record 9](0009-a.md) |"
    )
    for wrong in ("# 8. One door\n", "# 0007 · One door\n", "# 7. One door\n\nSuperseded by 9\n"):
        with pytest.raises(ValueError, match="0007-door.md"):
            records.row("0007-door.md", wrong)

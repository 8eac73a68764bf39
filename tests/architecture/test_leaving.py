"""Files leave through one door; what leaves by another is on a list, and holds nobody's data."""

from __future__ import annotations

import ast

from tests.security.test_hostile_cells import WRITERS

from .reading import CAUCE, code, nodes, short

# Nobody's data: the words of an edition, blank forms for telephones, the manual.
IMPERSONAL = {
    "cauce/desk/people/list_linkage/views_review.py",
    "cauce/api/calendar.py",  # instants alone
    "cauce/desk/protocol/editions/views_files.py",
    "cauce/desk/intake/collection/views_forms.py",
    "cauce/desk/intake/kits/views_print.py",  # blank sheets with a number, before anybody wrote on them
    "cauce/desk/protocol/documents/views.py",
    "cauce/desk/measurement/reports/views.py",  # what two people signed, and invented records
    "cauce/public/data_views.py",  # figures that two people signed
}
DOOR = "cauce/desk/staff/exports/views.py"


def hands_out(module: ast.Module) -> list[int]:
    """Lines that make a browser keep a file."""
    return [
        node.lineno
        for node in nodes(module)
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and node.value.startswith("attachment;")
        )
        or (isinstance(node, ast.keyword) and node.arg == "as_attachment")
    ]


def test_only_one_door_gives_files_that_hold_somebodys_data():
    found = {short(path) for path, module in code() if hands_out(module)}
    assert found == {DOOR} | IMPERSONAL


def test_it_sees_each_way_of_giving_a_file():
    for bad in (
        """r.headers["Content-Disposition"] = f'attachment; filename="{x}"'""",
        """HttpResponse(b, headers={"Content-Disposition": "attachment; filename=a.csv"})""",
        "FileResponse(f, as_attachment=True)",
    ):
        assert hands_out(ast.parse(bad)), bad


def writes_tables(module: ast.Module) -> bool:
    """Whether it writes CSV rows or saves a workbook."""
    return any(
        isinstance(node, ast.Attribute)
        and (ast.unparse(node) in ("csv.writer", "csv.DictWriter", "book.save"))
        for node in nodes(module)
    )


def makes_harmless(module: ast.Module) -> bool:
    """Whether its cells go through ``harmless`` or are set as text one by one."""
    text = ast.unparse(module)
    return "harmless(" in text or "data_type = 's'" in text


def test_every_writer_of_tables_keeps_cells_from_being_formulas():
    writers = {short(path): module for path, module in code() if writes_tables(module)}
    assert set(writers) == set(WRITERS), "each is tried with hostile cells"
    assert [path for path, module in writers.items() if not makes_harmless(module)] == []
    bad = ast.parse("csv.writer(out).writerow(row)")
    assert writes_tables(bad) and not makes_harmless(bad)
    assert CAUCE.exists()

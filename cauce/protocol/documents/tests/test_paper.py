"""What the house prints can be read by a voice, says its language, and asks nobody for anything."""

from __future__ import annotations

import datetime as dt
import io
import json
import logging
from typing import Any

import pikepdf
import pytest
from django.core.management import call_command
from django.template import engines

from cauce.content.loader import load_edition
from cauce.protocol.documents import build
from cauce.protocol.documents.paper import forget_style, laid_out, pdf, written
from cauce.protocol.documents.toolsheet import leaf_of

ON = dt.date(2026, 11, 25)
MOST_PAGES = 150  # it was 249


@pytest.fixture(scope="module")
def warnings() -> list[str]:
    """What the printer complained of: a letter without a typeface, a rule it does not know."""
    return []


@pytest.fixture(scope="module")
def made(warnings) -> tuple[Any, bytes]:
    """The whole manual in Spanish, laid out and printed once for all these tests."""
    log, kept = logging.getLogger("weasyprint"), logging.Handler(logging.WARNING)
    kept.emit = lambda record: warnings.append(record.getMessage())
    log.addHandler(kept)
    forget_style()
    try:
        laid = build.laid_out(load_edition(), language="es", on=ON)
        return laid, written(laid)
    finally:
        log.removeHandler(kept)


@pytest.fixture(scope="module")
def printed(made) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(made[1]))


@pytest.fixture(scope="module")
def pages(made) -> list[Page]:
    return [Page(one) for one in made[0].pages]


class Page:
    """What stands in the column of one page: its lines from the top, each with its element."""

    def __init__(self, page: Any) -> None:
        from weasyprint.formatting_structure.boxes import (  # a heavy library
            InlineBox,
            LineBox,
            ReplacedBox,
        )

        [column] = [one for one in page._page_box.children if not hasattr(one, "at_keyword")]
        inside = list(column.descendants())
        lines = [one for one in inside if isinstance(one, LineBox) and words_of(one)]
        self.lines = sorted(lines, key=lambda one: one.position_y)
        self.drawn = sum(one.height for one in inside if isinstance(one, ReplacedBox))
        self.links = [
            one for one in inside if one.element_tag == "span::after" and isinstance(one, InlineBox)
        ]
        named = [
            one
            for one in inside
            if one.element is not None
            and one.element_tag == "div"
            and one.element.get("class", "").startswith("signatures")
        ]
        self.top = self.lines[0].position_y if self.lines else 0
        self.signed_at = max((one.position_y + one.height for one in named), default=None)
        self.parts = {
            one.element.get("id"): one.element.get("class", "")
            for one in inside
            if one.element_tag == "section" and one.element is not None
        }

    @property
    def told(self) -> int:
        """How many lines it says, one beside another counted once; a drawing counts by its height."""
        rows = {round(one.position_y / 4) for one in self.lines}
        return len(rows) + int(self.drawn // 16)

    @property
    def last(self) -> Any:
        return self.lines[-1].element if self.lines else None


def words_of(line: Any) -> str:
    return "".join(getattr(one, "text", "") for one in line.descendants()).strip()


def introduces(element: Any) -> bool:
    """Whether an element only announces what follows: a heading, or «Cómo:» above its list."""
    if element is None:
        return False
    return element.tag in ("h1", "h2", "h3", "h4", "h5", "caption") or bool(
        {"lead", "chips", "half"} & set(element.get("class", "").split())
    )


def elements(pdf: pikepdf.Pdf):
    """Every element of the structure tree, in the order of reading."""
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting.extend(reversed(list(one)))
        elif isinstance(one, pikepdf.Dictionary) and "/S" in one:
            yield one
            if "/K" in one:
                waiting.append(one.K)


def test_it_is_tagged_and_says_its_language_its_title_and_that_it_is_pdf_ua(printed):
    assert printed.Root.MarkInfo.Marked
    assert str(printed.Root.Lang) == "es-MX"
    assert printed.Root.ViewerPreferences.DisplayDocTitle
    with printed.open_metadata() as told:
        assert told["pdfuaid:part"] == "1"
        assert told["dc:title"] == f"Manual de atención consular, edición {load_edition().info.id}"


def test_it_has_bookmarks_for_every_chapter_and_action(printed):
    titles = []

    def walk(items):
        for item in items:
            titles.append(item.title)
            walk(item.children)

    with printed.open_outline() as outline:
        walk(outline.root)
    told = "\n".join(titles)
    assert [id for id in load_edition().actions if f"{id} " not in told] == []
    assert [number for number in load_edition().tools if f"{number} " not in told] == []
    assert len(titles) == len([title for title in titles if title.strip()])


def test_every_figure_is_described_and_headings_never_jump(printed):
    kinds, figures = [], []
    for one in elements(printed):
        kinds.append(str(one.S))
        if str(one.S) == "/Figure":
            figures.append(one)
    assert len(figures) >= 5
    assert [one for one in figures if not str(one.get("/Alt", ""))] == []
    levels = [int(kind[2]) for kind in kinds if kind[1] == "H" and kind[2:].isdigit()]
    assert levels[0] == 1 and len(levels) > 200
    jumps = [pair for pair in zip(levels, levels[1:], strict=False) if pair[1] > pair[0] + 1]
    assert jumps == []
    assert {"/H1", "/H2", "/H3", "/H4", "/Table", "/TH", "/TD", "/L", "/Link", "/P"} <= set(kinds)


def test_no_letter_is_missing_and_every_typeface_is_the_houses_and_inside(printed, warnings):
    assert warnings == []
    fonts = set()
    for page in printed.pages:
        for font in (page.resources.get("/Font") or {}).values():
            fonts.add(str(font.BaseFont).split("+")[1])
            held = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile2" in held or "/FontFile3" in held
            assert "/ToUnicode" in font  # what is drawn can be read aloud and copied
    assert fonts and all(name.startswith(("Atkinson", "Noto-Sans-Orth")) for name in fonts)
    assert len(printed.pages) > 80


def test_no_page_of_the_book_says_less_than_eight_lines(pages):
    """Where the book ends is chance: the last page may be as short as it is."""
    few = {number: page.told for number, page in enumerate(pages[:-1], 1) if page.told < 8}
    assert few == {}


def test_no_heading_stands_alone_at_the_end_of_a_page(pages):
    alone = {
        n: "".join(page.last.itertext())[:60] for n, page in enumerate(pages, 1) if introduces(page.last)
    }
    assert alone == {}


def test_what_an_officer_needs_comes_first_and_is_less_than_half_of_a_short_book(pages):
    behind = next(n for n, page in enumerate(pages) if any("annexed" in c for c in page.parts.values()))
    assert len(pages) <= MOST_PAGES and behind < len(pages) / 2
    later = {name for page in pages[behind + 1 :] for name, c in page.parts.items() if "phase" in c.split()}
    assert later == set(), "no step of the manual comes after the annexes begin"


def test_the_page_numbers_of_the_contents_stand_under_one_another(pages):
    ends = {round(link.position_x + link.width) for page in pages for link in page.links}
    assert len(ends) == 1 and sum(len(page.links) for page in pages) > 150


@pytest.mark.parametrize("number", ["T13", "T14", "T15", "T16", "T19"])
def test_nobody_signs_on_a_page_that_says_almost_nothing(number):
    """The last parts of a form go with its signatures: at least six centimetres of what is signed."""
    edition = load_edition()
    leaf = leaf_of(edition, edition.tools[number], "es")
    laid = laid_out("documents/tool.html", {"leaf": leaf}, language="es", title=leaf.title)
    [page] = [one for one in map(Page, laid.pages) if one.signed_at is not None]
    assert page.signed_at - page.top > 60 / 25.4 * 96


def test_the_table_of_permissions_says_to_whom_what_and_until_when_also_where_a_pen_fills_it():
    edition = load_edition()
    for language, words in (
        ("es", "A quién|Qué dato|Hasta cuándo"),
        ("en", "To whom|Which data|Until when"),
    ):
        leaf = leaf_of(edition, edition.tools["T14"], language)
        [table] = [one for part in leaf.parts for one in part.lines if one.kind == "table"]
        assert set(words.split("|")) <= {head for head, _ in table.heads}
        assert {len(row) for row in table.rows} == {len(table.heads)}


def test_a_form_finished_under_other_heads_keeps_its_own():
    edition = load_edition()
    heads = [{"es": one, "en": one} for one in ("Permiso", "Respuesta")]
    held = {"heads": heads, "rows": [["Guardar", "sí"]]}
    leaf = leaf_of(edition, edition.tools["T14"], "es", filled={"answers": held})
    [table] = [one for part in leaf.parts for one in part.lines if one.kind == "table"]
    assert [head for head, _ in table.heads] == ["Permiso", "Respuesta"]
    assert table.rows == (("Guardar", "sí"),)


def probe(monkeypatch, body: str) -> bytes:
    made = engines["django"].from_string(
        '{% extends "documents/paper.html" %}{% block content %}' + body + "{% endblock %}"
    )
    monkeypatch.setattr(
        "cauce.protocol.documents.paper.render_to_string", lambda name, context: made.render(context)
    )
    return pdf("probe", {}, language="en", title="Sheet")


@pytest.mark.parametrize(
    "body",
    [
        '<img src="https://far.example/a.png" alt="x">',
        '<img src="file:///etc/hostname" alt="x">',
        '<img src="file:///static/../base.py" alt="x">',
        '<p style="background: url(http://far.example/b.png)">x</p>',
    ],
)
def test_a_page_that_asks_for_anything_but_our_files_is_not_printed(monkeypatch, body):
    with pytest.raises(ValueError, match="not one of our files|no file"):
        probe(monkeypatch, body)


def test_a_sheet_of_the_house_prints_with_its_own_language(monkeypatch):
    body = probe(monkeypatch, "<p>Words</p>")
    sheet = pikepdf.open(io.BytesIO(body))
    assert str(sheet.Root.Lang) == "en" and len(sheet.pages) == 1


def test_the_command_writes_the_files_and_says_so(tmp_path, capsys):
    call_command("document", "--out", str(tmp_path), "--format", "html", "--json")
    told = json.loads(capsys.readouterr().out)
    assert [row["language"] for row in told["files"]] == ["es", "en"]
    assert told["hash"] == load_edition().hash
    for name in ("manual.es.html", "manual.en.html"):
        assert (tmp_path / name).stat().st_size > 400_000


@pytest.mark.parametrize("wrong", [("--on", "ayer"), ("--on", "1999-01-01")])
def test_the_command_refuses_a_day_that_is_none_or_without_an_edition(tmp_path, capsys, wrong):
    with pytest.raises(SystemExit) as stop:
        call_command("document", "--out", str(tmp_path), "--json", *wrong)
    assert stop.value.code == 2
    assert "error" in json.loads(capsys.readouterr().out)

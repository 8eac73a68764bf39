"""A list, tabs, the post of a page and a page of a case are drawn and worked out in one place each."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

import pytest

from .reading import CAUCE, code, named

UI = "cauce/ui/templates/ui/"
FRAME = "cauce/desk/cases/frame/templates/frame/"


@dataclass(frozen=True)
class Idiom:
    """What only one template draws: how it is known, where it stands, a page that would do it by itself."""

    mark: str
    place: str
    bad: str
    besides: tuple[tuple[str, str], ...] = ()


IDIOMS = {
    "filters": Idiom(
        r"<form\b[^>]*\bmethod=\"get\"",
        UI + "filters.html",
        '<form class="no-print" method="get">',
        (
            (UI + "style.html", "the sample form shows a field of each kind"),
            (
                "cauce/desk/protocol/documents/templates/protocol/search.html",
                "in the language of the handbook, whatever that of its reader is",
            ),
        ),
    ),
    "pages": Idiom(r"class=\"pages\"", UI + "pages.html", '<nav class="pages" aria-label="Páginas">'),
    "tabs": Idiom(r"class=\"tabs\"", UI + "tabs.html", '<nav class="tabs" aria-label="Listas">'),
    "the strip of a case": Idiom(
        r"ui/ribbon\.html",
        FRAME + "case_base.html",
        '{% block ribbon %}{% include "ui/ribbon.html" %}{% endblock %}',
        (
            (UI + "style.html", "shows each part"),
            ("cauce/desk/cases/case/templates/case/seen.html", "it is printed, and its strip is not"),
        ),
    ),
    "the parts of a case": Idiom(
        r"ui/parts\.html",
        FRAME + "case_base.html",
        '{% include "ui/parts.html" with parts=case_parts %}',
        ((UI + "style.html", "shows each part"),),
    ),
    "the heading of a list of the desk": Idiom(
        r"Mesa de protección · \{post\}",
        FRAME + "desk_base.html",
        '{% say "Mesa de protección · {post}" "Protection desk · {post}" post=post.name %}',
    ),
}


def drawn(idiom: Idiom) -> set[str]:
    """The templates that hold the mark of an idiom."""
    return {
        path.relative_to(CAUCE.parent).as_posix()
        for path in named(".html", under=CAUCE)
        if re.search(idiom.mark, path.read_text(encoding="utf-8"))
    }


@pytest.mark.parametrize("name", IDIOMS)
def test_each_is_drawn_by_one_template(name):
    idiom = IDIOMS[name]
    assert drawn(idiom) == {idiom.place, *(place for place, _ in idiom.besides)}
    assert re.search(idiom.mark, idiom.bad)


# Tables that are no list: sheets for paper, a form in rows, two records held beside each other.
TABLES = {
    UI + "table.html",
    "cauce/desk/cases/tools/templates/tools/rows.html",
    "cauce/desk/cases/tools/templates/tools/tool_part.html",
    "cauce/desk/intake/calls/templates/calls/sheet.html",
    "cauce/desk/intake/outings/templates/outings/sheet.html",
    "cauce/desk/people/list_linkage/templates/list_linkage/pair.html",
}
PRINTED = ("cauce/protocol/documents/", "cauce/desk/protocol/documents/")  # the handbook, on paper as well


def test_a_list_is_written_by_the_tag_that_makes_cards_of_its_rows():
    """``{% listing %}`` or ``ui/table.html``: on a phone nothing is pushed sideways to be read."""
    found = drawn(Idiom(r"<table\b", UI, ""))
    assert {one for one in found if not one.startswith(PRINTED)} == TABLES


def by_hand(module: ast.Module) -> set[str]:
    """What a module works out by itself: pages of a list, the post where somebody may, a list of posts."""
    found = set()
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and node.module == "django.core.paginator":
            found.add("pages")
        if isinstance(node, ast.For | ast.ListComp | ast.GeneratorExp | ast.SetComp):
            over = node.iter if isinstance(node, ast.For) else node.generators[0].iter
            if ".posts" in ast.unparse(over) and "permits(" in ast.unparse(node):
                found.add("post")
        if isinstance(node, ast.Tuple) and re.fullmatch(r"\((\w+)\.code, \1\.name\)", ast.unparse(node)):
            found.add("posts")
    return found


TEMPLATE = re.compile(r"[a-z_]+/[a-z_]+\.html")
WORKED_OUT = {
    "cauce/ui/listed.py": {"pages"},
    "cauce/ui/style.py": {"pages"},  # the second page of sixty rows that there are not
    "cauce/rules/permissions.py": {"post"},
    "cauce/staff/offices/picker.py": {"posts"},
    "cauce/desk/staff/accounts/forms.py": {"post"},  # where a role may be proposed: of all posts
    "cauce/directory/actions/importing.py": {"posts"},  # terms of a directory: no posts at all
}


def test_each_is_worked_out_by_one_module():
    found = {
        path.relative_to(CAUCE.parent).as_posix(): marks
        for path, module in code(naming=("paginator", ".posts", ".code, "))
        if (marks := by_hand(module))
    }
    assert found == WORKED_OUT


@pytest.mark.parametrize(
    ("bad", "mark"),
    [
        ("from django.core.paginator import Paginator", "pages"),
        (
            "for code in sorted(actor.posts):\n    if permits(actor, 'kit.manage', Scope(post=code)): pass",
            "post",
        ),
        ("found = [c for c in actor.posts if permits(actor, POST, Scope(post=c)).allowed]", "post"),
        ("choices = [(one.code, one.name) for one in offices.posts()]", "posts"),
    ],
)
def test_a_module_that_does_it_by_itself_is_found(bad, mark):
    assert by_hand(ast.parse(bad)) == {mark}


def begun(module: ast.Module) -> set[str]:
    """The templates that a function names beside ``case_page``."""
    return {
        node.value
        for function in ast.walk(module)
        if isinstance(function, ast.FunctionDef) and "case_page(" in ast.unparse(function)
        for node in ast.walk(function)
        if isinstance(node, ast.Constant) and TEMPLATE.fullmatch(str(node.value))
    }


def frames() -> dict[str, str]:
    """Template → the one it extends; '' for none."""
    found = {}
    for path in named(".html", under=CAUCE / "desk"):
        said = re.search(r"{% extends \"([^\"]+)\" %}", path.read_text(encoding="utf-8"))
        found["/".join(path.parts[-2:])] = said[1] if said else ""
    return found


def test_a_page_of_a_case_stands_in_its_frame():
    known = frames()
    pages = {name for path, module in code(CAUCE / "desk", naming=("case_page(",)) for name in begun(module)}
    assert len(pages) > 40
    assert {name for name in pages if known[name].startswith("ui/base")} == set()
    bad = "def show(request):\n    return render(request, 'aid/home.html', case_page(request, 1, 'aid', 2))"
    assert begun(ast.parse(bad)) == {"aid/home.html"} and known["aid/home.html"] == "ui/base.html"


def test_the_templates_of_a_feature_stand_in_a_folder_of_its_name():
    """One apart: ``documents`` is the folder of what the manual itself prints."""
    places = {path.parts[-4:-1] for path in named(".html", under=CAUCE / "desk")}
    apart = {(feature, name) for feature, inside, name in places if inside == "templates" and name != feature}
    assert apart == {("documents", "protocol")}
    assert len(places) > 40

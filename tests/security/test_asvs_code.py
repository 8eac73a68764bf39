"""What is typed is never a program: no pattern, template, format, address or message is made of it."""

from __future__ import annotations

import ast
import re
import time
from collections.abc import Iterator
from functools import cache

import pytest

from cauce.staff.notices import rules as mailing
from tests.architecture.reading import CAUCE, code, named, nodes, short

PATTERNS = (
    "compile",
    "search",
    "match",
    "fullmatch",
    "sub",
    "subn",
    "split",
    "findall",
    "finditer",
)
# (file, function) → why the pattern it puts together holds nothing that somebody typed.
MADE = {
    ("cauce/rules/names.py", ""): "a table of sounds, constants of the module",
    ("cauce/rules/redaction.py", "cover"): "the sign that covers a word, a constant",
    ("cauce/content/annex.py", "next_id"): "the code of a post, from the table of posts",
    ("cauce/content/editing.py", "set_words"): "the name of a field of the schema",
    ("cauce/content/checks/world.py", "_lines_with_id"): "two keys of the schema of content",
    ("cauce/content/checks/lawful.py", "place"): "an id of the content through re.escape, and a date",
    ("cauce/directory/sealing.py", "sealed_pattern"): "each part went through re.escape, or is digits alone",
    ("cauce/directory/kinds.py", ""): "a table of kinds, constants of the module",
    ("cauce/methods/linkage/sounds.py", ""): "a table of sounds, constants of the module",
    ("cauce/people/outside_lists.py", "shaped"): "each caller writes the shape as a literal",
}


@cache
def calls(module: ast.AST) -> tuple[tuple[str, ast.Call], ...]:
    """Each call with the function or class it stands in; looked for once, though several tests ask."""
    found, waiting = [], [("", module)]
    while waiting:
        where, above = waiting.pop()
        for node in ast.iter_child_nodes(above):
            if isinstance(node, ast.Call):
                found.append((where, node))
            inside = isinstance(node, ast.FunctionDef | ast.ClassDef)
            waiting.append((node.name if inside else where, node))
    return tuple(found)


def _escaped(node: ast.AST) -> bool:
    """A literal, or one put together of literals and of what went through ``re.escape``."""
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.JoinedStr):
        return all(map(_escaped, node.values))
    if isinstance(node, ast.FormattedValue):
        return _escaped(node.value)
    if isinstance(node, ast.Call):
        name = ast.unparse(node.func)
        joined = name.endswith(".join") and isinstance(node.args[0], ast.GeneratorExp)
        return name == "re.escape" or (joined and _escaped(node.args[0].elt))
    return False


def patterns(module: ast.AST) -> list[tuple[str, int]]:
    """(function, line) of each regular expression that could hold what somebody typed."""
    return [
        (where, call.lineno)
        for where, call in calls(module)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in PATTERNS
        and ast.unparse(call.func.value) == "re"
        and not _escaped(call.args[0])
    ]


def test_no_pattern_is_made_of_what_somebody_typed():
    found = {(short(path), where) for path, module in code() for where, _ in patterns(module)}
    assert found == set(MADE)
    for bad in ("re.search(asked, text)", "re.compile(f'^{asked}$')", "re.sub('|'.join(a), '', b)"):
        assert patterns(ast.parse(f"def f(asked):\n    {bad}"))
    assert patterns(ast.parse("re.search(f'^{re.escape(asked)}$', text)")) == []


# (file, function) → whose words the template of the sentence is.
FORMATS = {
    ("cauce/content/checks/world.py", "told"): "rows of findings.csv, which the tests hold to the code",
    ("cauce/methods/errors.py", "__call__"): "rows of bad_input.csv, which the tests hold to the code",
    ("cauce/rules/difference/words.py", "marked"): "marks written out in the function",
    ("cauce/custody/keystore/fields.py", "bound_to"): "what the column declares in the code",
    ("cauce/protocol/documents/provenance.py", "seen"): "sentences of the module",
    ("cauce/protocol/documents/build.py", "title"): "TITLE, a constant",
    ("cauce/methods/linkage/settings.py", "comparison"): "WORDS, constants of the module by engine",
    ("cauce/protocol/documents/letterhead.py", "house"): "HOUSES, a constant",
    (
        "cauce/operations/management/commands/demo.py",
        "_sign_ins",
    ): "names of the demonstration, in the module",
    ("cauce/desk/home/worklist/rows.py", "_one_or"): "sentences of the module",
    ("cauce/public/data_charts.py", "_sentence"): "sentences of the module",
    ("cauce/desk/intake/calls/showing.py", "call_rows"): "sentences of the module",
    ("cauce/demo/providers.py", "_document"): "names of the demonstration, in the module",
}


def _constant(node: ast.AST) -> bool:
    """A literal, a constant by its name, or one entry of it."""
    if isinstance(node, ast.Subscript):
        return _constant(node.value)
    return isinstance(node, ast.Constant) or (isinstance(node, ast.Name) and node.id.isupper())


def formats(module: ast.AST) -> list[tuple[str, int]]:
    """(function, line) of each ``format`` whose template is not plainly ours."""
    return [
        (where, call.lineno)
        for where, call in calls(module)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in ("format", "format_map")
        and not _constant(call.func.value)
    ]


def test_nothing_that_was_typed_is_a_format():
    found = {(short(path), where) for path, module in code() for where, _ in formats(module)}
    assert found == set(FORMATS)
    assert formats(ast.parse("asked.format(settings)"))
    assert formats(ast.parse("request.POST['a'].format_map(x)"))
    assert formats(ast.parse("'{}'.format(asked)")) == []


def makers(module: ast.AST) -> list[int]:
    """Lines that make a template of a string, or open one whose name is no literal."""
    names = ("Template", "from_string", "compile_string")
    loads = ("render", "render_to_string", "get_template", "select_template")
    found = []
    for _, call in calls(module):
        # The last part of its name, of whatever it is called on.
        name = getattr(call.func, "attr", "") or getattr(call.func, "id", "")
        if name not in (*names, *loads):
            continue
        place = 1 if name == "render" else 0
        given = call.args[place] if len(call.args) > place else None
        asked = isinstance(given, ast.Subscript | ast.Call) and "request" in ast.unparse(given)
        if name in names or asked:
            found.append(call.lineno)
    return found


def test_no_page_is_drawn_from_a_template_that_somebody_wrote_or_chose():
    assert [(short(path), lines) for path, module in code() if (lines := makers(module))] == []
    for bad in (
        "Template(text)",
        "engine.from_string(text)",
        "render(request, request.GET['page'])",
        "render_to_string(request.POST.get('t'))",
    ):
        assert makers(ast.parse(bad)), bad


MAIL = ("smtplib", "imaplib", "poplib", "django.core.mail", "email.mime", "aiosmtplib")


def mails(module: ast.AST) -> list[str]:
    found = []
    for node in nodes(module):
        if isinstance(node, ast.Import):
            found += [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom):
            found += [f"{node.module}.{one.name}" for one in node.names]
    return [name for name in found if name.startswith(MAIL)]


# The one place that sends: counts and fixed words, to an address that can hold no other line.
SENDS = "cauce/staff/notices/sending.py"
# It signs in at the mail server and leaves, to say whether that can be done; it hands over nothing.
LOOKS = "cauce/operations/doctor/looking.py"


def test_one_place_sends_mail_and_no_word_of_anybody_reaches_a_mail_server():
    """Tried on real messages in tests/casework/test_mails.py and cauce/staff/notices/tests/test_rules.py."""
    assert {short(path) for path, module in code() if mails(module)} == {SENDS, LOOKS}
    for bad in ("a@b.mx\nBcc: c@d.mx", "a@b.mx\r\n.", "a b@c.mx", "a@b.mx, c@d.mx", "<a@b.mx>"):
        assert not mailing.ADDRESS.fullmatch(bad), bad
    assert mails(ast.parse("from django.core.mail import send_mail"))
    assert mails(ast.parse("import smtplib"))


# What makes a careless pattern try for ever, each 40,000 letters long: a pattern that reads once needs
# some milliseconds of the processor, one that begins again at every letter a second or more.
LONG = 40_000
BAIT = (
    "a" * LONG,
    " " * LONG,
    "0" * LONG,
    "\n" * LONG,
    "<" * LONG,
    "a " * (LONG // 2),
    "a." * (LONG // 2),
    "-a" * (LONG // 2),
    "{" * LONG,
    "'" * LONG,
    "\u00e1" * LONG,
)
MOST = 0.2  # seconds of the processor, a hundred times what the one needs and a fifth of the other


def literals() -> Iterator[tuple[str, re.Pattern[str], str]]:
    """(where, pattern, how it is used) of each regular expression that is written out in the code."""
    for path, module in code():
        for _, call in calls(module):
            plain = isinstance(call.func, ast.Attribute) and call.func.attr in PATTERNS
            if not (plain and ast.unparse(call.func.value) == "re" and call.args):
                continue
            value = call.args[0]
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                flags = [
                    one
                    for one in (*call.args[1:], *(k.value for k in call.keywords))
                    if "re." in ast.unparse(one)
                ]
                names = {name for one in flags for name in re.findall(r"re\.([A-Z]+)", ast.unparse(one))}
                made = re.compile(value.value, sum(getattr(re, name) for name in names))
                yield f"{short(path)}:{call.lineno}", made, call.func.attr


def held_up(pattern: re.Pattern[str], used: str = "compile") -> bool:
    """Whether one of the baits holds the pattern up.

    Each is tried shorter first: what a fourth of it holds up is not waited for sixteen times as long.
    """
    read = pattern.match if used in ("match", "fullmatch") else pattern.search
    for bait in BAIT:
        for length in (LONG // 4, LONG):
            began = time.process_time()
            read(bait[:length] + "\x01")
            if time.process_time() - began > MOST:
                return True
    return False


def test_no_pattern_can_be_held_up_by_what_it_reads():
    found = list(literals())
    assert len(found) > 70
    # One that stands in several places is one: the same letters, flags, and end from which it is read.
    each = {(one, used in ("match", "fullmatch")): where for where, one, used in found}
    held = {
        where: one.pattern
        for (one, at_once), where in each.items()
        if held_up(one, "match" if at_once else "search")
    }
    assert held == {}


@pytest.mark.parametrize("bad", [r"\s+$", r"[\w.]+@", r"<[^>]+>"])
def test_a_pattern_that_can_be_held_up_is_found(bad):
    assert held_up(re.compile(bad))


UNSAFE = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\s*\(|new Function|"
    r"createContextualFragment|set(?:Timeout|Interval)\s*\(\s*['\"`]|srcdoc|\.setHTML"
)


def test_a_script_shows_text_as_text():
    scripts = named(".js", under=CAUCE)
    assert len(scripts) >= 3
    assert [short(one) for one in scripts if UNSAFE.search(one.read_text("utf-8"))] == []
    for bad in ("a.innerHTML = b", "eval(b)", "setTimeout('b')", "document.write(b)"):
        assert UNSAFE.search(bad)


OLD = re.compile(r"<\s*(object|embed|applet|param|frame|frameset|bgsound|marquee)\b", re.IGNORECASE)
PLAIN = {".css", ".js", ".woff2", ".svg", ".png", ".webp", ".json", ".txt", ".ico", ".webmanifest"}


def test_pages_use_nothing_that_browsers_gave_up():
    pages = named(".html", under=CAUCE)
    assert [short(one) for one in pages if OLD.search(one.read_text("utf-8"))] == []
    kept = [one for one in named(*PLAIN, under=CAUCE) if "static" in one.parts]
    everything = [
        one
        for one in CAUCE.rglob("*")
        if "static" in one.parts and one.is_file() and "tests" not in one.parts
    ]
    assert kept and {one.suffix for one in everything} <= PLAIN
    assert OLD.search("<embed src=a.swf>")

"""The room as it is: forms that can be sent twice, nothing printed by itself, browsers that are old."""

from __future__ import annotations

import re

from .reading import CAUCE, ROOT, named, short
from .since import ADORNS, MINIMUM, NEWER, SIGNS, newer

FORM = re.compile(r'<form\b[^>]*\bmethod="post"[^>]*>.*?</form>', re.DOTALL)
# Forms without a key, and why sending one twice does no more than sending it once. A page of the list
# has so many of them; one more has to say why.
SIGNING = "who somebody is: a secret is used up by its first use, and none waits in a page"
AGAIN = "says what shall hold; said twice, it holds"
READS = "opens or looks up, and changes nothing but the journal, where each look is one"
FILE = "brings a file or a paper; asked for again, it is brought again"
FRAME = "signs out or chooses the language"
SCENE = "the demonstration alone"
KEPT = "sends again every value of the form that was held, its key among them where it had one"
WITHOUT = {
    "own/app.html": (1, SIGNING),
    "own/codes.html": (1, SIGNING),
    "own/home.html": (3, AGAIN),
    "own/key.html": (2, AGAIN),
    "own/key_add.html": (1, SIGNING),
    "own/outside.html": (1, AGAIN),
    "own/password.html": (1, SIGNING),
    "own/people.html": (1, READS),
    "own/person.html": (3, AGAIN),
    "journal/looked.html": (1, READS),
    "crews/list.html": (1, AGAIN),
    "crews/shared.html": (3, AGAIN),
    "crews/together.html": (1, AGAIN),
    "providers/entry.html": (1, READS),
    "providers/interpreter_call.html": (1, READS),
    "editions/edition.html": (1, AGAIN),
    "editions/trial.html": (1, AGAIN),
    "exports/file.html": (1, FILE),
    "exports/made.html": (1, FILE),
    "emergency_access/identity.html": (1, READS),
    "kits/home.html": (1, READS),
    "notices/choose.html": (2, AGAIN),
    "notices/confirm.html": (2, SIGNING),
    "notices/list.html": (1, AGAIN),
    "tools/card.html": (1, FILE),
    "tools/form_print.html": (1, FILE),
    "identity/identity.html": (1, READS),
    "reserved/reserved.html": (2, SIGNING),
    "find/find.html": (1, READS),
    "worklist/worklist.html": (1, READS),
    "registers/case.html": (1, READS),
    "registers/into.html": (1, FILE),
    "reply/code.html": (1, SIGNING),
    "searches/named.html": (1, AGAIN),
    "searches/sealing.html": (1, AGAIN),
    "site/enroll.html": (1, SIGNING),
    "site/enroll_choose.html": (2, SIGNING),
    "site/enter.html": (2, SIGNING),
    "site/no_door.html": (1, FRAME),
    "site/prove.html": (2, SIGNING),
    "site/prove_kept.html": (1, KEPT),
    "site/tour.html": (2, SCENE),
    "ui/find.html": (1, READS),
    "ui/header.html": (1, FRAME),
    "ui/language.html": (1, FRAME),
    "voice/code.html": (1, READS),
}


def keyless(text: str) -> int:
    """How many forms of a template that write bring no key."""
    return sum('name="once"' not in form for form in FORM.findall(text))


def test_every_form_that_writes_brings_a_key_or_says_why_not():
    pages = {
        "/".join(p.parts[-2:]): p.read_text("utf-8")
        for p in named(".html", under=CAUCE)
        if "templates" in p.parts
    }
    assert sum(len(FORM.findall(text)) for text in pages.values()) > 200
    found = {name: keyless(text) for name, text in pages.items()}
    assert {name: many for name, many in found.items() if many} == {
        name: many for name, (many, _) in WITHOUT.items()
    }
    assert keyless('<form method="post"><input name="q"></form>') == 1


PRINTS = re.compile(r"\bprint\s*\(|execCommand|onafterprint")


def _scripts() -> dict[str, str]:
    return {short(p): p.read_text("utf-8") for p in named(".js", under=CAUCE)}


def _styles() -> dict[str, str]:
    return {short(p): p.read_text("utf-8") for p in named(".css", under=CAUCE)}


def test_nothing_is_printed_by_itself():
    """Somebody presses the browser's own button; a paper that comes out by itself lies at the printer."""
    pages = {short(p): p.read_text("utf-8") for p in named(".html", under=CAUCE)}
    calls = re.compile(r"window\.print|onload=|javascript:")
    assert [name for name, text in _scripts().items() if PRINTS.search(text)] == []
    assert [name for name, text in pages.items() if calls.search(text)] == []
    assert PRINTS.search("window.print()") and calls.search('<body onload="go()">')


def test_nothing_asks_for_a_younger_browser_than_the_minimum():
    pages = {short(p): p.read_text("utf-8") for p in named(".html", under=CAUCE)}
    every = _scripts() | _styles() | pages
    assert [one for name, text in every.items() for one in newer(name, text)] == []


def test_each_thing_that_is_too_young_would_be_seen():
    assert set(SIGNS) <= set(NEWER) and set(ADORNS) <= set(NEWER)
    for name, (example, since) in NEWER.items():
        assert since[0] > MINIMUM[0] or since[1] > MINIMUM[1], name
        file = f"x.{name.partition(' ')[0]}"
        assert bool(newer(file, example)) == (name not in ADORNS), name
    # A rule that is skipped as a whole may not take with it what an old browser does know.
    assert newer("x.css", "a:has(b), c { color: red; }")
    assert newer("x.css", "@supports (height: 1dvh) { a { height: 1dvh; } }") == []
    assert newer("x.js", "// a.at(1)\nvar b = 'a.at(1)';") == []


def test_the_minimum_that_is_looked_at_is_the_one_that_is_promised():
    told = (ROOT / "docs" / "room.md").read_text("utf-8")
    for name, version in zip(("Chromium", "Firefox"), MINIMUM, strict=True):
        assert told.count(f"{name} {version}") >= 2, name

"""What the documents and the help promise: both languages alike, links that lead somewhere, words that are
on a page, a place for every door, and commands that run."""

from __future__ import annotations

import csv
import posixpath
import re
import shlex
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from django.urls import resolve

from cauce.ui.doors import door_of, doors, help_of
from scripts.helpsite import pages, reference

from .reading import CAUCE, JOINT, ROOT, named
from .walking import filled, routes

SPANISH, ENGLISH = ROOT / "docs/es", ROOT / "docs/en"
TWINS = ("docs/es/", "docs/en/")
BESIDE_THE_CODE = {
    *("docs/architecture.md", "docs/feature.md", "CONTRIBUTING.md"),
    *("cauce/ui/README.md", "bench/README.md", "faults/README.md"),
}
ANCHOR = re.compile(r'<a id="([\w-]+)"></a>')
PICTURE = re.compile(r"!\[[^\]]*\]\(([^)]+)\)")
LINK = re.compile(r"(?<!!)\[(?:[^\[\]]|\[[^\]]*\])*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^ *```(\w*)(?: [\w-]+)?\n(.*?)^ *```", re.MULTILINE | re.DOTALL)


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def guides() -> list[str]:
    """Every page that both languages have, by its name."""
    return sorted(path.relative_to(SPANISH).as_posix() for path in SPANISH.rglob("*.md"))


def documents() -> list[Path]:
    """Every document of the repository but the content's, which has a check of its own."""
    return [path for path in named(".md") if not path.is_relative_to(ROOT / "content")]


def typed(text: str) -> list[list[list[str]]]:
    """Of each block of a page, how its lines begin; of one in Python, how many there are."""
    return [
        [[str(len(block.splitlines()))] if kind == "python" else line.split()[:2] for line in said_in(block)]
        for kind, block in FENCE.findall(text)
    ]


def rows_of(text: str) -> list[tuple[list[str], list[str]]]:
    """Of each row of the tables of a page, the names of the code and the figures; not its test."""
    lines = [line for line in FENCE.sub("", text).splitlines() if line.startswith("|")]
    names = [sorted(one for one in re.findall(r"`[^`]+`", line) if "::" not in one) for line in lines]
    rest = [re.sub(r"`[^`]+`|\]\([^)]*\)", "", line) for line in lines]
    return [(name, sorted(re.findall(r"\d+", line))) for name, line in zip(names, rest, strict=True)]


def led_to(text: str) -> list[str]:
    """The documents to which a page leads, whichever language each is in."""
    names = {re.sub(r"(^|/)(?:es|en)/", r"\1", one.partition("#")[0]) for one in LINK.findall(text)}
    return sorted(names - {"LEEME.md", "README.md"})


def unlike(spanish: str, english: str) -> list[str]:
    """In what two pages differ that say the same: places to land on, pictures, headings, what is typed, names
    and figures in tables, where they lead."""
    counted = {
        "anchors": ANCHOR.findall,
        "pictures": PICTURE.findall,
        "headings": lambda text: re.findall(r"^(#+) ", FENCE.sub("", text), re.MULTILINE),
        "typed": typed,
        "tables": rows_of,
        "links": led_to,
    }
    return [name for name, found in counted.items() if found(spanish) != found(english)]


def test_every_page_stands_in_both_languages_with_the_same_parts_pictures_and_commands():
    english = sorted(path.relative_to(ENGLISH).as_posix() for path in ENGLISH.rglob("*.md"))
    assert guides() == english and len(english) > 15
    wrong = {name: unlike(text_of(SPANISH / name), text_of(ENGLISH / name)) for name in english}
    assert {name: found for name, found in wrong.items() if found} == {}
    assert unlike(text_of(ROOT / "LEEME.md"), text_of(ROOT / "README.md")) == []
    assert unlike("# A\n## B\n![x](a.png)\n", "# A\n![x](b.png)\n") == ["pictures", "headings"]
    rows = "[a](b.md)\n| `x` | 15 días |\n```sh\ncauce tick\n```\n"
    assert unlike(rows, "| `x` | 16 days |\n```sh\ncauce migrate\n```\n") == ["typed", "tables", "links"]


def test_a_document_with_both_languages_says_the_same_in_each_half():
    """And every document of the site is one, but the glossary, which has both in each row, and what stands
    beside the code: a new document in English alone is a decision."""
    found = {
        path: pages.halves(text_of(ROOT / path)) for path in pages.places() if not path.startswith(TWINS)
    }
    wrong = {path: unlike(half["es"], half["en"]) for path, half in found.items() if half}
    assert {path: differ for path, differ in wrong.items() if differ} == {} and len(wrong) > 15
    alone = {path for path, half in found.items() if not half and not path.startswith("docs/decisions/")}
    assert alone == {"GLOSSARY.md", *BESIDE_THE_CODE}
    assert [len(pages.places()[path]) for path in ("GLOSSARY.md", "docs/architecture.md")] == [2, 1]


def test_a_place_to_land_on_has_a_name_of_its_own_in_the_whole_help():
    found = Counter(name for page in guides() for name in ANCHOR.findall(text_of(SPANISH / page)))
    assert [name for name, times in found.items() if times > 1] == []


@cache
def landings(path: Path) -> frozenset[str]:
    """What a link to a document may name after #: its anchors, and its headings as a forge writes them."""
    text = FENCE.sub("", text_of(path))
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    slugs = {re.sub(r"[^\w\- ]", "", one.lower()).strip().replace(" ", "-") for one in heads}
    return frozenset(slugs | set(ANCHOR.findall(text)))


def dead(name: str, text: str) -> list[str]:
    """The links and pictures of a document that lead nowhere, and to no part of where they lead."""
    lost = []
    for target in LINK.findall(FENCE.sub("", text)) + PICTURE.findall(text):
        if re.match(r"https?:|mailto:|/", target):
            continue
        file, _, part = target.partition("#")
        path = (
            ROOT / posixpath.normpath(posixpath.join(posixpath.dirname(name), file)) if file else ROOT / name
        )
        if not path.exists() or (part and path.suffix == ".md" and part not in landings(path)):
            lost.append(f"{name}: {target}")
    return lost


def test_no_link_of_a_document_is_dead():
    found = [one for path in documents() for one in dead(path.relative_to(ROOT).as_posix(), text_of(path))]
    assert found == []
    good = "[a](../README.md) [b](es/guides/file.md#hand-over) "
    found = dead("docs/api.md", good + "[c](none.md) [d](es/guides/file.md#none) ![e](x.png)")
    assert [one.split(": ")[1] for one in found] == ["none.md", "es/guides/file.md#none", "x.png"]


def pressed_nowhere(page: str, sources: str) -> list[str]:
    """What a page says to press or open, and no page of the program says."""
    said = re.findall(r"(?<!\*)\*([^*\n]+(?:\n[^*\n]+)?)\*(?!\*)", FENCE.sub("", page))
    return [one for one in (name.replace("\n", " ") for name in said) if one not in sources]


# Names that the demonstration gives: a shelter; and words of a text that is quoted.
GIVEN = {"Casa …", "Casa Azucena (ejemplo)"}


def test_what_the_guides_say_to_press_is_on_a_page():
    kept = [*named(".html", ".py", ".csv", under=CAUCE), *named(".yaml", under=ROOT / "content")]
    texts = [JOINT.sub("", text_of(path)) for path in kept if "tests" not in path.parts]
    sources = re.sub(r"\s+", " ", "\n".join(texts))
    told = [*(folder / name for folder in (SPANISH, ENGLISH) for name in guides())]
    told += [ROOT / "README.md", ROOT / "LEEME.md"]
    wrong = {path.name: set(pressed_nowhere(text_of(path), sources)) - GIVEN for path in told}
    assert {name: found for name, found in wrong.items() if found} == {}
    assert pressed_nowhere("open *Referrals*, **then** *Press here*", "Referrals") == ["Press here"]


def test_the_first_page_is_short_enough_to_be_read_aloud_in_four_minutes():
    for name in ("README.md", "LEEME.md"):
        text = text_of(ROOT / name)
        read = re.sub(r"\]\([^)]*\)|[|*`#!\[\]-]", " ", text)
        assert len(text.splitlines()) <= 150
        assert len(read.split()) <= 4 * 140, name


def test_every_picture_of_the_help_is_one_that_a_journey_takes():
    journeys = "\n".join(text_of(path) for path in named(".py", under=ROOT / "tests/journeys"))
    taken = set(re.findall(r"""shot=["']([\w-]+)["']""", journeys))
    shown = {Path(one).stem for path in documents() for one in PICTURE.findall(text_of(path))}
    names = {re.sub(r"-(desktop|phone)$", "", one) for one in shown}
    assert len(names) > 12 and names - taken == set()


def homeless(place: str) -> list[str]:
    """The languages in which the help has no such place."""
    name, _, part = place.partition("#")
    found = {language: ROOT / "docs" / language / f"{name}.md" for language in ("es", "en")}
    return [
        language
        for language, path in found.items()
        if not path.exists() or (part and part not in ANCHOR.findall(text_of(path)))
    ]


def test_each_door_of_the_staff_says_where_the_help_tells_of_its_pages():
    silent = {door.package for door in doors() if not door.help and ".api" not in door.package}
    # Nobody is signed in there: the page says all there is.
    assert silent == {"cauce.public", "cauce.desk.sharing.referrals.reply"}
    told = {place for door in doors() for place in (door.help, *door.help_at.values()) if place}
    assert {place: lost for place in told if (lost := homeless(place))} == {}
    assert homeless("guides/head#none") == ["es", "en"] and homeless("guides/head#post") == []


def test_a_route_with_a_part_of_its_own_is_one_of_that_door():
    modules = {name: resolve(filled(address)).func.__module__ for name, address in routes()}
    for door in doors():
        for name in door.help_at:
            assert name in modules and door_of(modules[name]) is door, name
    assert help_of("head:figures", "cauce.desk.home.head.views") == "guides/head#figures"
    assert help_of("enter", "cauce.site.signin") == "index"


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_pages_that_code_and_content_say_are_whole(language):
    """What the reference is made of: every command, role and indicator has its heading; and the page that
    stands for them in the repository names each."""
    assert ANCHOR.findall(text_of(ROOT / "docs" / language / "reference.md")) == list(reference.PAGES)
    commands = reference.command_page(language)
    assert [name for name in reference.commands() if f"\n## {name}\n" not in commands] == []
    assert reference.in_language("carpeta / folder · todo", language) in ("carpeta · todo", "folder · todo")
    assert "| `DATABASE_URL` |" in reference.settings_page(language)
    assert "`screening-coverage`, v2" in reference.indicators_page(language)
    assert {"es": "## Estados", "en": "## States"}[language] in reference.words_page(language)
    assert "## pathways\n" in reference.formats_page(language)
    assert "`/api/fhir/Task`" in reference.addresses_page(language)


def said_in(block: str) -> list[str]:
    """The lines of a block, without what is said beside them."""
    lines = [line.strip() for line in block.splitlines()]
    return [line.split(" #")[0].strip() for line in lines if line and not line.startswith("#")]


def commands(text: str) -> list[str]:
    """The lines of the fenced commands of a page."""
    return [line for kind, block in FENCE.findall(text) if kind == "sh" for line in said_in(block)]


def known() -> dict[str, str]:
    """Who runs each command of the documents: tests/dist/commands.csv."""
    with (ROOT / "tests/dist/commands.csv").open(encoding="utf-8", newline="") as file:
        return {row["command"]: row["run_by"] for row in csv.DictReader(file)}


def test_every_command_of_the_documents_is_one_that_a_test_runs():
    told = [ROOT / "README.md", ROOT / "LEEME.md"]
    told += [folder / name for folder in (SPANISH, ENGLISH) for name in guides()]
    said = {line for path in told for line in commands(text_of(path))}
    assert said == known().keys()
    for command, who in known().items():
        file, _, name = who.partition("::")
        assert (f"def {name}(" if name else "./test") in text_of(ROOT / file), command
        words = shlex.split(command)
        if words[0] == "cauce" and words[1] != "migrate":
            assert words[1] in reference.commands(), command


def test_a_document_with_both_languages_gives_each_site_its_half():
    text = "# Uno · One\n\n*English below.*\n\n## Español\n\nA\n\n### b\n\n## English\n\nC\n\n"
    text += "## Cifras · Figures\n\nD\n"
    found = pages.halves(text)
    assert found is not None
    assert found["es"] == "# Uno\n\n\nA\n\n## b\n\n## Cifras · Figures\n\nD\n"
    assert found["en"].startswith("# One\n\n\nC\n") and found["en"].count("D") == 1
    assert pages.halves("# One\n\n## First\n") is None


def test_a_link_leads_to_the_page_in_the_same_language_then_to_the_other_then_is_a_name():
    writer = pages.Writer(pages.places())
    here = pages.Place("es", "guides/file")
    linked = writer.linked(
        '[English](../../en/guides/file.md)\n\n<a id="x"></a>\n\n## X\n\n'
        "[a](services.md#aid) [b](../../feature.md) "
        "[c](../../../deploy/nginx.conf) [d](../../deploy.md) ![e](../../shots/01-window-desktop.png)\n",
        "docs/es/guides/file.md",
        here,
    )
    assert linked == (
        '(x)=\n## X\n\n[a](services.md#aid) <a href="../../en/developers/feature.html" hreflang="en">b</a> '
        "c [d](../operators/deploy.md) ![e](../shots/01-window-desktop.png)\n"
    )

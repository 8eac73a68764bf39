"""Which documents the help is made of, where each stands in it, and how one leads to another.

Two sites, one a language. ``docs/es`` and ``docs/en`` have the same names; a document that has both languages
in one file gives each site its half; the glossary, a table of both, stands in both; what developers read
stands in English alone. A link is written for whoever reads the file in the repository; here it becomes one
of the site, marked where it leads to the other language, and a link to a file that is no page of it becomes
the file's name.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from pathlib import Path

from .drawing import drawn

ROOT = Path(__file__).resolve().parents[2]
STATISTICS = ("estimation", "linkage", "evaluation", "reports")
# Documents that lie elsewhere in the repository, and their place here.
ELSEWHERE = {
    "docs/deploy.md": "operators/deploy",
    "docs/upgrade.md": "operators/upgrade",
    "docs/journal.md": "operators/journal",
    "docs/room.md": "guides/room",
    "docs/api.md": "systems/api",
    **{f"docs/{name}.md": f"statistics/{name}" for name in STATISTICS},
    "CONTRIBUTING.md": "developers/contributing",
    "GLOSSARY.md": "glossary",
    "cauce/ui/README.md": "developers/pages",
    "bench/README.md": "developers/benchmarks",
    "faults/README.md": "developers/faults",
    **{f"docs/{name}.md": f"developers/{name}" for name in ("architecture", "feature")},
}
# What stands in the margin of every page, in this order; a part has its words in both languages.
CONTENTS: dict[str, tuple[str, ...]] = {
    "Empezar|Begin": ("first-case", "how", "limits", "promise"),
    "Guías|Guides": tuple(
        f"guides/{name}"
        for name in (
            *("window", "protection", "services", "file", "field", "head", "headquarters", "partner"),
            *("analyst", "auditor", "administrator", "person", "everybody", "room"),
        )
    ),
    "Servidores|Servers": (
        "operators/install",
        "operators/deploy",
        "operators/restore",
        "operators/upgrade",
        "operators/journal",
        "security/index",
    ),
    "Cifras y métodos|Figures and methods": tuple(f"statistics/{name}" for name in STATISTICS),
    "Consulta|Reference": (
        "reference",
        *(f"reference/{name}" for name in ("commands", "settings", "permissions", "indicators", "words")),
        "glossary",
        "systems/api",
        "developers",
    ),
}
ENGLISH_CONTENTS: dict[str, tuple[str, ...]] = {
    "Developers": (
        *("developers/architecture", "developers/contributing", "developers/feature", "developers/pages"),
        *("reference/formats", "reference/addresses"),
        *("developers/benchmarks", "developers/faults"),
    ),
    "Decisions": ("decisions/index",),
}
LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)")
ANCHOR = re.compile(r'^<a id="([\w-]+)"></a>\n\n?(?=#)', re.MULTILINE)
TWIN = re.compile(
    r"^\[(?:English|Español)\]\([^)]+\)\n\n", re.MULTILINE
)  # the head of every page leads there
FENCE = re.compile(r"^ *(```|~~~).*?^ *\1$", re.MULTILINE | re.DOTALL)
ONLY = "*This page is in English only. Esta página está solo en inglés.*"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands: its language, and its name there without an ending."""

    language: str
    name: str


def places() -> dict[str, tuple[Place, ...]]:
    """The place or places of every document of the repository that is a page, by its path."""
    found: dict[str, tuple[Place, ...]] = {}
    for language in ("es", "en"):
        folder = ROOT / "docs" / language
        for path in sorted(folder.rglob("*.md")):
            name = path.relative_to(folder).with_suffix("").as_posix()
            found[path.relative_to(ROOT).as_posix()] = (Place(language, name),)
    for part in ("security", "decisions"):
        for path in sorted((ROOT / "docs" / part).glob("*.md")):
            name = "index" if path.stem == "README" else path.stem
            found[path.relative_to(ROOT).as_posix()] = _of_both(path, f"{part}/{name}")
    return found | {path: _of_both(ROOT / path, name) for path, name in ELSEWHERE.items()}


def _of_both(path: Path, name: str) -> tuple[Place, ...]:
    """In both sites where the title has both languages, else in the English one."""
    title, _, _ = path.read_text(encoding="utf-8").partition("\n")
    english = Place("en", name)
    return (Place("es", name), english) if " · " in title else (english,)


def halves(text: str) -> dict[str, str] | None:
    """Each language of a document that has first «## Español», then «## English»; what comes after both
    belongs to both. None: it has no such halves."""
    found = re.fullmatch(r"# (.*?) · (.*?)\n.*?\n## Español\n(.*?)\n## English\n(.*)", text, re.DOTALL)
    if not found:
        return None
    _, *shared = re.split(r"^(?=## )", found[4], flags=re.MULTILINE)
    english = found[4].removesuffix("".join(shared))
    return {
        language: f"# {title}\n\n"
        + re.sub(r"^#(#+ )", r"\1", half.rstrip("- \n"), flags=re.MULTILINE)
        + after
        for language, title, half, after in (
            ("es", found[1], found[3], "\n\n" + "".join(shared)),
            ("en", found[2], english, "\n\n" + "".join(shared)),
        )
    }


@dataclass(frozen=True)
class Writer:
    """Writes a document as its place in the site has it; ``known``: the places of all (``places``)."""

    known: dict[str, tuple[Place, ...]]

    def page(self, path: str, here: Place) -> str:
        text = (ROOT / path).read_text(encoding="utf-8")
        parts = halves(text)
        if parts:
            text = parts[here.language]
        elif len(self.known[path]) == 1 and not path.startswith(("docs/es/", "docs/en/")):
            title, _, rest = text.partition("\n")
            text = f"{title}\n\n{ONLY}\n{rest}"
        return self.linked(drawn(text), path, here)

    def linked(self, text: str, path: str, here: Place) -> str:
        """The text of a document, or of a page that is made as if it lay there."""
        text = ANCHOR.sub(r"(\1)=\n", TWIN.sub("", text, count=1))
        parts, at = [], 0
        for fence in FENCE.finditer(text):
            parts += [self._linked(text[at : fence.start()], path, here), fence[0]]
            at = fence.end()
        return "".join([*parts, self._linked(text[at:], path, here)])

    def _linked(self, text: str, path: str, here: Place) -> str:
        return LINK.sub(lambda found: self._link(found, path, here), text)

    def _link(self, found: re.Match[str], path: str, here: Place) -> str:
        picture, words, target = found[1], found[2], found[3]
        if re.match(r"https?:|mailto:|#", target):
            return found[0]
        name, mark, fragment = target.partition("#")
        whole = posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
        folder = posixpath.dirname(here.name) or "."
        if picture:
            return f"![{words}]({posixpath.relpath('shots/' + Path(name).name, folder)})"
        there = self._of(whole, here.language)
        if there and there.name == "reference" and fragment:
            there, mark, fragment = Place(there.language, f"reference/{fragment}"), "", ""
        if there is None:
            return words if "`" in words or "/" not in words else f"`{words}`"
        if there.language == here.language:
            return f"[{words}]({posixpath.relpath(there.name + '.md', folder)}{mark}{fragment})"
        up = "../" * (here.name.count("/") + 1)
        address = f"{up}{there.language}/{there.name}.html{mark}{fragment}"
        return f'<a href="{address}" hreflang="{there.language}">{words}</a>'

    def _of(self, path: str, language: str) -> Place | None:
        """The page of a document in this language, else in the other; of a folder, its first page."""
        for one in (path, f"{path}/README.md", f"{path}/index.md"):
            if found := self.known.get(one):
                return next((place for place in found if place.language == language), found[0])
        return None


def contents(language: str) -> str:
    """The trees of pages that the first page brings, out of sight: what stands in the margin of all."""
    parts = {part.split("|")[language == "en"]: names for part, names in CONTENTS.items()}
    if language == "en":
        parts |= ENGLISH_CONTENTS
    return "".join(
        f"\n```{{toctree}}\n:hidden:\n:caption: {part}\n\n" + "\n".join(names) + "\n```\n"
        for part, names in parts.items()
    )


def below(here: Place, known: dict[str, tuple[Place, ...]]) -> str:
    """Of a folder's first page: the pages beside it, in the same language."""
    folder = posixpath.dirname(here.name)
    names = sorted(
        posixpath.basename(one.name)
        for found in known.values()
        for one in found
        if one.language == here.language and posixpath.dirname(one.name) == folder and one != here
    )
    return "\n```{toctree}\n:hidden:\n\n" + "\n".join(names) + "\n```\n"

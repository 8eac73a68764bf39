"""Which documents the help is made of, where each stands in it, and how one leads to another.

Two sites, one a language. ``docs/es`` and ``docs/en`` have the same names; what developers and statisticians
read stands in English alone. A link is written for whoever reads the file in the repository; here it becomes
one of the site, and a link to a file that is no page of it becomes the file's name.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Documents that lie elsewhere in the repository, and their place in the English site.
DEVELOPERS = {
    "CONTRIBUTING.md": "developers/contributing",
    "GLOSSARY.md": "developers/glossary",
    "cauce/ui/README.md": "developers/pages",
    "bench/README.md": "developers/benchmarks",
    "faults/README.md": "developers/faults",
    **{
        f"docs/{name}.md": f"developers/{name}"
        for name in ("architecture", "feature", "room", "api", "estimation", "evaluation", "linkage")
    },
}
# The guide of a server has both languages in one file.
SERVER = {"docs/deploy.md": "operators/deploy"}
# What stands in the margin of every page, in this order; a part has its words in both languages.
CONTENTS: dict[str, tuple[str, ...]] = {
    "Empezar|Begin": ("first-case", "how", "limits"),
    "Guías|Guides": tuple(
        f"guides/{name}"
        for name in (
            *("window", "protection", "head", "headquarters", "partner", "analyst"),
            *("auditor", "administrator", "person", "phones"),
        )
    ),
    "Servidores|Servers": ("operators/install", "operators/deploy", "operators/restore"),
    "Consulta|Reference": tuple(
        f"reference/{name}" for name in ("commands", "settings", "permissions", "indicators", "words")
    ),
}
ENGLISH_CONTENTS: dict[str, tuple[str, ...]] = {
    "Developers": (
        *("developers/architecture", "developers/contributing", "developers/feature", "developers/pages"),
        *("developers/room", "developers/api", "reference/formats", "reference/addresses"),
        *("developers/glossary", "developers/benchmarks", "developers/faults"),
    ),
    "Statistics": ("developers/estimation", "developers/evaluation", "developers/linkage"),
    "Security": ("security/index",),
    "Decisions": ("decisions/index",),
}
LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)")
ANCHOR = re.compile(r'^<a id="([\w-]+)"></a>\n\n?(?=#)', re.MULTILINE)
FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
ONLY = {
    "es": "*Esta página está solo en inglés.*",
    "en": "*This page is in English only. Esta página está solo en inglés.*",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands: its language, and its name there without an ending."""

    language: str
    name: str


def _english(path: str) -> str | None:
    """The place in the English site of a document that has no other; None: it is no page."""
    if path in DEVELOPERS:
        return DEVELOPERS[path]
    found = re.fullmatch(r"docs/(security|decisions)/(.+)\.md", path)
    return f"{found[1]}/{'index' if found[2] == 'README' else found[2]}" if found else None


def places() -> dict[str, tuple[Place, ...]]:
    """The place or places of every document of the repository that is a page, by its path."""
    found: dict[str, tuple[Place, ...]] = {}
    for language in ("es", "en"):
        folder = ROOT / "docs" / language
        for path in sorted(folder.rglob("*.md")):
            name = path.relative_to(folder).with_suffix("").as_posix()
            found[path.relative_to(ROOT).as_posix()] = (Place(language, name),)
    for path, name in SERVER.items():
        found[path] = (Place("es", name), Place("en", name))
    for path in (*DEVELOPERS, *(one.relative_to(ROOT).as_posix() for one in _decided())):
        if name := _english(path):
            found[path] = (Place("en", name),)
    return found


def _decided() -> list[Path]:
    return sorted(path for part in ("security", "decisions") for path in (ROOT / "docs" / part).glob("*.md"))


def _towards(here: Place, there: Place, fragment: str) -> str:
    """The address of a page as another says it: of the same site a document, else a page of the other."""
    folder = posixpath.dirname(here.name)
    if here.language == there.language:
        return posixpath.relpath(there.name + ".md", folder or ".") + fragment
    up = "../" * (here.name.count("/") + 1)
    return f"{up}{there.language}/{there.name}.html{fragment}"


@dataclass(frozen=True)
class Writer:
    """Rewrites the links of a document for its place; ``known``: the places of all (``places``)."""

    known: dict[str, tuple[Place, ...]]

    def page(self, path: str, here: Place) -> str:
        text = self.linked((ROOT / path).read_text(encoding="utf-8"), path, here)
        return text if path.startswith(("docs/es/", "docs/en/", *SERVER)) else _only(text)

    def linked(self, text: str, path: str, here: Place) -> str:
        """The text of a document, or of a page that is made as if it lay there."""
        text = ANCHOR.sub(r"(\1)=\n", text)
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
        if picture:
            folder = posixpath.dirname(here.name) or "."
            return f"![{words}]({posixpath.relpath('shots/' + Path(name).name, folder)})"
        there = self._of(whole, here.language)
        if there is None:
            return words if "`" in words or whole == "." else f"`{words}`" if "/" in words else words
        address = _towards(here, there, mark + fragment)
        return (
            f"[{words}]({address})" if there.language == here.language else f'<a href="{address}">{words}</a>'
        )

    def _of(self, path: str, language: str) -> Place | None:
        """The page of a document in this language, else in the other; of a folder, its first page."""
        for one in (path, f"{path}/README.md", f"{path}/index.md"):
            if found := self.known.get(one):
                return next((place for place in found if place.language == language), found[0])
        made = re.fullmatch(r"docs/(es|en)/(reference/\w+)\.md", path)
        return Place(made[1], made[2]) if made else None


def _only(text: str) -> str:
    """A page without a Spanish one says so under its heading."""
    title, _, rest = text.partition("\n")
    return f"{title}\n\n{ONLY['en']}\n{rest}"


def contents(language: str) -> str:
    """The trees of pages that the first page brings, out of sight: what stands in the margin of all."""
    parts = {part.split("|")[language == "en"]: names for part, names in CONTENTS.items()}
    if language == "en":
        parts |= ENGLISH_CONTENTS
    return "".join(
        f"\n```{{toctree}}\n:hidden:\n:caption: {part}\n\n" + "\n".join(names) + "\n```\n"
        for part, names in parts.items()
    )


def below(name: str, known: dict[str, tuple[Place, ...]]) -> str:
    """Of a folder's first page: the pages beside it."""
    folder = posixpath.dirname(name)
    names = sorted(
        one.name for found in known.values() for one in found if posixpath.dirname(one.name) == folder
    )
    return (
        "\n```{toctree}\n:hidden:\n\n"
        + "\n".join(posixpath.basename(one) for one in names if one != name)
        + "\n```\n"
    )

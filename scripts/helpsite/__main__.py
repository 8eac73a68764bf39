"""Make the help, in both languages, of documents, code and content.

    python -m scripts.helpsite [FOLDER]      var/help, if none is given; ``make site`` does it too

Nothing is done where the folder was made of the same words: its ``made-of`` holds their hash.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

import django

from . import pages, reference

ROOT = pages.ROOT
SITE = ROOT / "docs/site"
LOOK = ROOT / "cauce/ui/static/ui"
STYLES = ("tokens.css", "base.css", "layout.css", "leave.js", "favicon.svg")
# What the generated pages are made of, besides the documents.
SAID_BY = (
    *("cauce/**/door.py", "cauce/**/actions.py", "cauce/**/actions/*.py", "cauce/**/sentences.csv"),
    *(
        "cauce/rules/roles/*.py",
        "cauce/content/*.py",
        "cauce/api/**/*.py",
        "cauce/operations/management/commands/*",
    ),
    *(
        "cauce/operations/variables.csv",
        "content/indicators/*",
        "content/catalogues/*.yaml",
        "docs/words.csv",
    ),
    *("docs/site/**/*", "docs/shots/*-desktop.png", "scripts/helpsite/*"),
)


def fingerprint() -> str:
    """The hash of everything that the site is made of."""
    found = {ROOT / path for path in pages.places()} | {LOOK / name for name in STYLES}
    found |= {path for pattern in SAID_BY for path in ROOT.glob(pattern) if path.is_file()}
    whole = hashlib.sha256()
    for path in sorted(found):
        if "__pycache__" not in path.parts and "tests" not in path.parts:
            whole.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()


def lay_out(folder: Path, language: str, *, generated: bool = True) -> None:
    """Write the pages of one language, and what they show, as Sphinx reads them; ``generated``: those that
    code and content say as well, for which Django must be set up."""
    known = pages.places()
    writer = pages.Writer(known)
    for path, found in known.items():
        for place in found:
            if place.language == language:
                text = writer.page(path, place)
                if place.name == "index":
                    text += pages.contents(language)
                elif place.name.endswith("/index"):
                    text += pages.below(place, known)
                _write(folder / f"{place.name}.md", text)
    made = reference.PAGES | (reference.ENGLISH if language == "en" else {}) if generated else {}
    for name, page in made.items():
        place = pages.Place(language, f"reference/{name}")
        text = writer.linked(page(language), f"docs/{language}/{place.name}.md", place)
        _write(folder / f"{place.name}.md", text)
    shutil.copytree(ROOT / "docs/shots", folder / "shots")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def sphinx(language: str, source: Path, out: Path, *options: str) -> subprocess.Popen[bytes]:
    """Sphinx at work on the pages of one language."""
    command = [sys.executable, "-m", "sphinx", "-q", *options, "-c", str(SITE), str(source), str(out)]
    command += ["-d", str(out.with_name(f"{out.name}.kept"))]
    return subprocess.Popen(command, cwd=ROOT, env=os.environ | {"CAUCE_HELP_LANGUAGE": language})


def build(out: Path) -> None:
    """Make the whole site in ``out``, beside it first. Raises ``SystemExit`` with what Sphinx says."""
    with tempfile.TemporaryDirectory() as made:
        work, site = Path(made), Path(made) / "site"
        running = []
        for language in ("es", "en"):
            lay_out(work / language, language)
            running.append(sphinx(language, work / language, site / language, "-W", "--keep-going"))
        if any([one.wait() for one in running]):
            raise SystemExit("La ayuda no se pudo hacer. / The help could not be made.")
        for language in ("es", "en"):
            dress(site / language)
            shutil.rmtree(site / f"{language}.kept")
        (site / "made-of").write_text(fingerprint(), encoding="utf-8")
        shutil.rmtree(out, ignore_errors=True)
        out.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(site, out)


def dress(site: Path) -> None:
    """The look of the program beside the pages; what Sphinx adds and no page asks for goes."""
    static = site / "_static"
    for name in STYLES:
        shutil.copy(LOOK / name, static / name)
    shutil.copytree(LOOK / "fonts", static / "fonts")
    for name in ("objects.inv", ".buildinfo", "genindex.html"):
        (site / name).unlink(missing_ok=True)
    shutil.rmtree(site / "_sources", ignore_errors=True)
    asked = {*STYLES, "help.css", "find.js", "language_data.js"}
    for path in static.iterdir():
        if path.is_file() and path.name not in asked:
            path.unlink()


def main(asked: list[str]) -> None:
    out = Path(asked[0] if asked else os.environ.get("CAUCE_VAR") or ROOT / "var").resolve()
    out = out if asked else out / "help"
    kept = out / "made-of"
    if not find_spec("sphinx"):
        raise SystemExit("Falta lo que hace la ayuda / What makes the help is missing: make site")
    if not (kept.exists() and kept.read_text(encoding="utf-8") == fingerprint()):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cauce.site.settings.test")
        django.setup()
        build(out)


if __name__ == "__main__":
    main(sys.argv[1:])

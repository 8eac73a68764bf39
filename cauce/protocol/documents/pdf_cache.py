"""The PDF of an edition, made once and kept: by what it says and how it is laid out, so never stale.

It is made in a process of its own, at a low priority: a page of the desk never waits for paper.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from threading import Lock

from django.conf import settings

from cauce.content.errors import CauceError
from cauce.content.loader import Edition, load_edition
from cauce.protocol.documents.model import Document
from cauce.protocol.documents.outline import document, holds_from

PATIENCE = 600  # seconds; twenty when nothing else works
_making = Lock()


@lru_cache(maxsize=8)
def _said(edition: Edition, language: str, since: dt.date) -> Document:
    return document(edition, language=language, on=since)


def reading(edition: Edition, *, language: str, on: dt.date) -> Document:
    """The document as it holds on that date, made once in each process."""
    return _said(edition, language, holds_from(edition, on))


@lru_cache(maxsize=1)
def layout() -> str:
    """The fingerprint of what decides how the same content looks on paper: this folder's files."""
    told = hashlib.sha256()
    for file in sorted(Path(__file__).parent.rglob("*")):
        if file.suffix in (".py", ".html", ".css", ".svg") and "tests" not in file.parts:
            told.update(file.read_bytes())
    return told.hexdigest()


def kept_pdf(edition: Edition, *, language: str, on: dt.date) -> Path:
    """The PDF of the edition in that language with the values of that date; made if it is not there.

    Raises CauceError when it cannot be made.
    """
    since = holds_from(edition, on)
    folder = Path(settings.VAR) / "documents"
    file = folder / f"{edition.hash[:20]}-{layout()[:12]}-{since.isoformat()}.{language}.pdf"
    if not file.exists():
        with _making:
            if not file.exists():
                folder.mkdir(parents=True, exist_ok=True)
                fresh = file.with_suffix(f".{os.getpid()}.tmp")
                fresh.write_bytes(_made(edition, language, since))
                os.replace(fresh, file)
                _forget_others(folder, language, file)
    return file


def _forget_others(folder: Path, language: str, file: Path) -> None:
    """Keep the newest few of a language: an edition that is being tried makes many."""
    old = sorted(folder.glob(f"*.{language}.pdf"), key=lambda one: one.stat().st_mtime)
    for one in old[:-4]:
        if one != file:
            one.unlink(missing_ok=True)


def _made(edition: Edition, language: str, since: dt.date) -> bytes:
    order = json.dumps([str(edition.root), language, since.isoformat()])
    try:
        done = subprocess.run(
            [sys.executable, "-m", "cauce.protocol.documents.pdf_cache"],
            input=order.encode(),
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        done = None
    if done is None or done.returncode or not done.stdout.startswith(b"%PDF"):
        raise CauceError(
            "no se pudo preparar el PDF.",
            "the PDF could not be made.",
            cure_es="Intente otra vez en unos minutos; mientras, el texto está en estas páginas.",
            cure_en="Try again in some minutes; meanwhile the text is on these pages.",
        )
    return done.stdout


def _serve() -> None:
    """Read what to print from standard input, write the PDF to standard output."""
    import django

    if hasattr(os, "nice"):
        os.nice(10)
    root, language, since = json.loads(sys.stdin.buffer.read())
    django.setup()
    from cauce.protocol.documents.build import whole

    on = dt.date.fromisoformat(since)
    made = whole(load_edition(Path(root)), language=language, on=on, format="pdf")
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    _serve()

"""The whole manual: from the content to one page of HTML and to a tagged PDF, in both languages.

    python bench/bench_document.py [--quick]

Each language is made in a process of its own, as ``cauce document`` does; --quick makes the pages alone.
The baseline is reading the content into an edition, without what is kept of it.
"""

from __future__ import annotations

import datetime as dt
import html
import os
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from measure import options, seconds, table, use_folder

BASELINE = "reading the content (YAML, no cache)"
ON = dt.date(2026, 11, 25)


def made(language: str, formats: tuple[str, ...] = ()) -> dict[str, tuple[float, float, int]]:
    """Seconds on the clock and of the processor, and bytes, of each format in that language."""
    import django

    django.setup()
    from cauce.content.loader import load_edition
    from cauce.protocol.documents.build import FORMATS, whole

    edition, found = load_edition(), {}
    for form in formats or FORMATS:
        began, worked = time.perf_counter(), time.process_time()
        body = whole(edition, language=language, on=ON, format=form)
        found[form] = (time.perf_counter() - began, time.process_time() - worked, len(body))
        assert is_whole(edition, body, form, language), f"{form}, {language}: a step is missing"
    return found


def is_whole(edition: Any, body: bytes, form: str, language: str) -> bool:
    """Whether every step of the Protocol stands in the page, or the PDF ends as a tagged one does."""
    if form != "html":
        return body.startswith(b"%PDF-") and b"/MarkInfo" in body and body.rstrip().endswith(b"%%EOF")
    text = html.unescape(body.decode())
    return all(action.title[language] in text for action in edition.actions.values())


def quickly(languages: tuple[str, ...]) -> dict[str, dict[str, tuple[float, float, int]]]:
    """The page alone, here: the PDF of the manual takes a quarter of a minute."""
    return {language: made(language, ("html",)) for language in languages}


def main() -> None:
    quick, languages = options(__doc__).quick, ("es", "en")
    rows: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        if not quick:
            use_folder(Path(folder))
        kept = os.environ.get("CAUCE_CACHE")
        os.environ["CAUCE_CACHE"] = folder
        from cauce.content.loader import load_edition

        rows[BASELINE] = seconds(load_edition)
        began = time.perf_counter()
        if quick:
            found = quickly(languages)
            os.environ.pop("CAUCE_CACHE") if kept is None else os.environ.update(CAUCE_CACHE=kept)
        else:
            with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
                found = dict(zip(languages, pool.map(made, languages), strict=True))
        rows["the whole document, as one waits for it"] = time.perf_counter() - began
    for language, forms in found.items():
        for form, (took, worked, size) in forms.items():
            rows[f"{form}, {language} ({size // 1024} kB)"] = took
            rows[f"{form}, {language}, processor alone"] = worked
    table("The manual as files, one run", "s", rows, BASELINE)


if __name__ == "__main__":
    main()

"""The whole manual: from the content to one page of HTML and to a tagged PDF, in both languages.

    python bench/bench_document.py [--quick]

Each language is made in a process of its own, as ``cauce document`` does; --quick makes Spanish alone.
The baseline is reading the content into an edition, without what is kept of it.
"""

from __future__ import annotations

import datetime as dt
import os
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from measure import options, seconds, table, use_folder

BASELINE = "reading the content (YAML, no cache)"
ON = dt.date(2026, 11, 25)


def made(language: str) -> dict[str, tuple[float, float, int]]:
    """Seconds on the clock and of the processor, and bytes, of each format in that language."""
    import django

    django.setup()
    from cauce.documents.build import FORMATS, whole
    from cauce.rules.content.loader import load_edition

    edition, found = load_edition(), {}
    for form in FORMATS:
        began, worked = time.perf_counter(), time.process_time()
        body = whole(edition, language=language, on=ON, format=form)
        found[form] = (time.perf_counter() - began, time.process_time() - worked, len(body))
    return found


def main() -> None:
    languages = ("es",) if options(__doc__).quick else ("es", "en")
    rows: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        use_folder(Path(folder))
        os.environ["CAUCE_CACHE"] = folder
        from cauce.rules.content.loader import load_edition

        rows[BASELINE] = seconds(load_edition)
        began = time.perf_counter()
        with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
            for language, found in zip(languages, pool.map(made, languages), strict=True):
                for form, (took, worked, size) in found.items():
                    rows[f"{form}, {language} ({size // 1024} kB)"] = took
                    rows[f"{form}, {language}, processor alone"] = worked
        rows["the whole document, as one waits for it"] = time.perf_counter() - began
    table("The manual as files, one run", "s", rows, BASELINE)


if __name__ == "__main__":
    main()

"""``cauce document --out DIR``: the whole manual as files, from the content alone."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from cauce.content.earlier_editions import edition_on
from cauce.content.errors import BadInputs
from cauce.operations.console import Answer, CauceCommand
from cauce.protocol.documents.build import FORMATS, file_name, whole
from cauce.protocol.documents.outline import holds_from
from cauce.protocol.documents.paper import SHEETS

bad_input = BadInputs(__file__)


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise bad_input("text_is_not_a_date", where="--on", text=text) from None


def _folder(name: str) -> Path:
    """The folder, made if it is not there. BadInput when it cannot be."""
    folder = Path(name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise bad_input("the_folder_cannot_be_used_strerror", where=name, strerror=problem.strerror) from None
    return folder


def _write(on: dt.date, language: str, formats: tuple[str, ...], sheet: str, folder: Path) -> list:
    """Every format of one language, in a process of its own."""
    edition, rows = edition_on(on), []
    for form in formats:
        began = time.perf_counter()
        body = whole(edition, language=language, on=on, format=form, sheet=sheet)
        file = folder / file_name(language, form)
        file.write_bytes(body)
        took = round(time.perf_counter() - began, 1)
        rows.append(
            {"file": str(file), "language": language, "format": form, "bytes": len(body), "seconds": took}
        )
    return rows


class Command(CauceCommand):
    help = (
        "El manual entero, en HTML y PDF, desde el contenido. / "
        "The whole handbook, in HTML and PDF, from the content."
    )

    def arguments(self, parser) -> None:
        parser.add_argument("--out", required=True, help="carpeta / folder")
        parser.add_argument("--format", choices=FORMATS, help="solo ese / that alone")
        parser.add_argument("--on", help="los plazos de ese día / the deadlines of that day")
        parser.add_argument("--sheet", choices=tuple(SHEETS), default="letter", help="papel / paper")
        # Here the language is that of the document; without it, both are made.
        parser.set_defaults(language=None)

    def answer(self, **options: Any) -> Answer:
        on = _date(options["on"]) if options["on"] else dt.date.today()
        folder = _folder(options["out"])
        edition = edition_on(on)
        languages = [options["language"]] if options["language"] else ["es", "en"]
        formats = (options["format"],) if options["format"] else FORMATS
        work = [(on, language, formats, options["sheet"], folder) for language in languages]
        if len(work) == 1 or "pdf" not in formats:
            made = [row for one in work for row in _write(*one)]
        else:
            fork = multiprocessing.get_context("fork")
            with ProcessPoolExecutor(len(work), mp_context=fork) as pool:
                made = [row for rows in pool.map(_write, *zip(*work, strict=True)) for row in rows]
        since = holds_from(edition, on).isoformat()
        document = {"edition": edition.info.id, "hash": edition.hash, "values_since": since, "files": made}
        lines = [f"{row['file']}  {row['bytes'] // 1024} kB  {row['seconds']} s" for row in made]
        return Answer(document, lines)

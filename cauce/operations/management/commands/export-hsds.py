"""cauce export-hsds: the public part of the directory as HSDS 3.x JSON, or as a tabular data package."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from cauce.content.errors import BadInputs
from cauce.directory.access import public_entries, sealed_values
from cauce.directory.sealing import sealed_pattern
from cauce.operations.console import Answer, CauceCommand
from cauce.staff.offices.access import day_at
from cauce.standards.hsds.feed import public_feed, write_feed, write_whole
from cauce.standards.hsds.reading import service
from cauce.standards.hsds.tabular import package
from cauce.standards.hsds.terms import taxonomy, terms

bad_input = BadInputs(__file__)
Pattern = re.Pattern[str] | None


class Command(CauceCommand):
    help = (
        "Exporta la parte pública del directorio (HSDS 3.x). / "
        "Export the public part of the directory (HSDS 3.x)."
    )
    while_behind = False

    def arguments(self, parser) -> None:
        parser.add_argument("--out", type=Path, help="archivo o carpeta / file or folder")
        parser.add_argument(
            "--tabular",
            action="store_true",
            help="datapackage.json y un CSV por tabla, en una carpeta / and one CSV a table, in a folder",
        )

    def answer(self, **options) -> Answer:
        out = options["out"] or settings.VAR / "exports"
        today, sealed = day_at(None, timezone.now()), sealed_pattern(*sealed_values())
        write = _tables if options["tabular"] else _feed
        try:
            services, told = write(out, today, sealed)
        except OSError as problem:
            raise bad_input("it_could_not_be_written", where=str(out), strerror=problem.strerror) from problem
        return Answer({"services": services} | told, [f"services: {services}", *map(str, told.values())])


def _feed(out: Path, today: dt.date, sealed: Pattern) -> tuple[int, dict[str, str]]:
    contents = list(public_feed(public_entries(today), sealed))
    return len(contents), {"file": str(write_feed(out, contents))}


def _tables(out: Path, today: dt.date, sealed: Pattern) -> tuple[int, dict[str, str]]:
    contents = [service(one, sealed) for one in public_entries(today)]
    for name, held in package(contents, terms(), taxonomy()).items():
        write_whole(out / name, held.decode())
    return len(contents), {"folder": str(out)}

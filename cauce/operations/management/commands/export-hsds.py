"""cauce export-hsds: the public part of the directory as HSDS 3.x JSON."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.utils import timezone

from cauce.content.errors import BadInputs
from cauce.directory.access import public_entries, sealed_values
from cauce.directory.sealing import sealed_pattern
from cauce.operations.console import Answer, CauceCommand
from cauce.standards.hsds.feed import public_feed, write_feed

bad_input = BadInputs(__file__)


class Command(CauceCommand):
    help = (
        "Exporta la parte pública del directorio (HSDS 3.x). / "
        "Export the public part of the directory (HSDS 3.x)."
    )
    while_behind = False

    def arguments(self, parser) -> None:
        parser.add_argument("--out", type=Path, help="archivo o carpeta / file or folder")

    def answer(self, **options) -> Answer:
        out = options["out"] or settings.VAR / "exports"
        contents = list(public_feed(public_entries(timezone.now().date()), sealed_pattern(*sealed_values())))
        try:
            file = write_feed(out, contents)
        except OSError as problem:
            raise bad_input("it_could_not_be_written", where=str(out), strerror=problem.strerror) from problem
        return Answer(
            {"services": len(contents), "file": str(file)},
            [f"services: {len(contents)}", str(file)],
        )

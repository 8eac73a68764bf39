"""cauce export-htcds: cases as HTCDS 2.0, without identity, and what the standard cannot hold."""

from __future__ import annotations

import getpass
import hashlib
from pathlib import Path

from django.utils import timezone

from cauce.content.errors import unknown
from cauce.operations.console import Answer, CauceCommand, post_named
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import SYSTEM
from cauce.staff.exports.actions import note_written
from cauce.staff.exports.marking import MARKERS, Mark
from cauce.standards.htcds.collect import FORMATS, collect
from cauce.standards.htcds.records import cases_for_export


class Command(CauceCommand):
    help = "Exportar casos sin identidad / Export cases without identity (HTCDS 2.0)."
    while_behind = False

    def arguments(self, parser) -> None:
        parser.add_argument("--case", help="un solo caso / one case (id)")
        parser.add_argument("--post", help="un consulado / one post (code)")
        parser.add_argument("--format", choices=FORMATS, help="csv, xlsx (por la terminación de --out)")
        parser.add_argument(
            "--why",
            required=True,
            help="por qué sale; queda en cada renglón / why it leaves; it stands on every row",
        )
        parser.add_argument("--out", type=Path, required=True, help="archivo / file")

    def answer(self, **options) -> Answer:
        out = options["out"]
        reasons = [row.id for row in current_edition().catalogues["export_reasons"]]
        if options["why"] not in reasons:
            raise unknown("motivos", "reasons", options["why"], reasons, "--why")
        if options["post"]:
            post_named(options["post"])
        form = options["format"] or ("xlsx" if out.suffix.lower() == ".xlsx" else "csv")
        export = collect(cases_for_export(SYSTEM, options["post"], options["case"], progress=self.progress))
        at = timezone.now()
        # The operator of the server has no name here: the account of the machine is on the row.
        mark = Mark("cauce", getpass.getuser(), f"{at:%Y-%m-%d %H:%M} UTC", options["why"])
        written = export.write(form, out, finish=lambda ending, body: MARKERS[ending](body, mark))
        note_written(
            actor=SYSTEM,
            reason=options["why"],
            rows=len(export.rows),
            at=at,
            digest=hashlib.sha256(out.read_bytes()).hexdigest(),
        )
        document = export.report(str(out))
        lost = len(export.losses)
        return Answer(
            document,
            [
                f"filas / rows: {len(export.rows)}",
                f"pérdidas / losses: {lost}",
                *(str(path) for path in written),
            ],
        )

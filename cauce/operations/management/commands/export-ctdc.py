"""cauce export-ctdc: our cases counted in the columns of CTDC; tables for inside, never a row."""

from __future__ import annotations

import getpass
import hashlib
from pathlib import Path

from django.utils import timezone

from cauce.content.errors import BadInputs, unknown
from cauce.operations.console import Answer, CauceCommand, post_named
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import SYSTEM
from cauce.staff.exports.actions import note_written
from cauce.staff.exports.marking import MARKERS, Mark
from cauce.standards.ctdc.catalogue import EDITIONS
from cauce.standards.ctdc.collect import collect
from cauce.standards.htcds.records import cases_for_export

bad_input = BadInputs(__file__)


class Command(CauceCommand):
    help = "Contar casos en las columnas de CTDC / Count cases in the columns of CTDC."
    while_behind = False

    def arguments(self, parser) -> None:
        parser.add_argument("--post", help="un consulado / one post (code)")
        parser.add_argument("--year", type=int, help="año en que se abrió / year it was opened")
        parser.add_argument("--edition", choices=EDITIONS, default=EDITIONS[-1], help="CTDC")
        parser.add_argument("--why", required=True, help="por qué sale / why it leaves (export_reasons)")
        parser.add_argument("--out", type=Path, required=True, help="archivo .csv / file .csv")

    def answer(self, **options) -> Answer:
        out = options["out"]
        reasons = [row.id for row in current_edition().catalogues["export_reasons"]]
        if options["why"] not in reasons:
            raise unknown("motivos", "reasons", options["why"], reasons, "--why")
        if options["post"]:
            post_named(options["post"])
        cases = cases_for_export(SYSTEM, options["post"], progress=self.progress)
        found = collect(cases, options["edition"], options["year"])
        at = timezone.now()
        # The operator of the server has no name here: the account of the machine is on the row.
        mark = Mark("cauce", getpass.getuser(), f"{at:%Y-%m-%d %H:%M} UTC", options["why"])
        body = MARKERS["csv"](found.csv().encode("utf-8"), mark)
        try:
            out.write_bytes(body)
        except OSError as problem:
            raise bad_input("the_file_cannot_be_written", where=str(out)) from problem
        document = found.report() | {"file": str(out)}
        note_written(
            actor=SYSTEM,
            reason=options["why"],
            rows=document["values"],
            at=at,
            digest=hashlib.sha256(body).hexdigest(),
        )
        lines = [
            f"casos / cases: {document['cases'] or '–'}",
            f"valores / values: {document['values']} (ocultos / hidden: {document['hidden']})",
            *(f"{one['column']}: {one['es']} / {one['en']}" for one in document["losses"]),
            f"{document['use']['es']} / {document['use']['en']}",
            str(out),
        ]
        return Answer(document, lines)

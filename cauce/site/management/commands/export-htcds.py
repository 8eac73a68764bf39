"""cauce export-htcds: cases as HTCDS 2.0, without identity, and what the standard cannot hold."""

from __future__ import annotations

from pathlib import Path

from cauce.exchange.htcds.collect import FORMATS, collect
from cauce.exchange.htcds.records import cases_for_export
from cauce.rules.permissions import SYSTEM
from cauce.site.console import Answer, CauceCommand, post_named


class Command(CauceCommand):
    help = "Exportar casos sin identidad / Export cases without identity (HTCDS 2.0)."

    def arguments(self, parser) -> None:
        parser.add_argument("--case", help="un solo caso / one case (id)")
        parser.add_argument("--post", help="una representación / one post (code)")
        parser.add_argument(
            "--format", choices=FORMATS, help="csv, xlsx (por la terminación de --out)"
        )
        parser.add_argument("--out", type=Path, required=True, help="archivo / file")

    def answer(self, **options) -> Answer:
        out = options["out"]
        if options["post"]:
            post_named(options["post"])
        form = options["format"] or ("xlsx" if out.suffix.lower() == ".xlsx" else "csv")
        export = collect(
            cases_for_export(SYSTEM, options["post"], options["case"], progress=self.progress)
        )
        written = export.write(form, out)
        document = export.report(str(out))
        lost = len(export.losses)
        return Answer(document, [
            f"filas / rows: {len(export.rows)}",
            f"pérdidas / losses: {lost}",
            *(str(path) for path in written),
        ])  # fmt: skip

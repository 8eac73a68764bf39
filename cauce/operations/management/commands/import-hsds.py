"""cauce import-hsds PATH: bring in a directory of services (HSDS 3.x JSON or CSV, 1.1 CSV)."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.utils import timezone

from cauce.operations.console import Answer, CauceCommand
from cauce.rules.permissions import SYSTEM
from cauce.standards.hsds.importing import import_path


class Command(CauceCommand):
    help = "Importar un directorio de servicios / Import a directory of services (HSDS)."
    while_behind = False

    def arguments(self, parser) -> None:
        parser.add_argument("path", type=Path, help="carpeta, JSON o zip / folder, JSON or zip")
        parser.add_argument("--source", default="", help="nombre de la fuente / name of the source")
        parser.add_argument("--report", type=Path, help="informe de filas rechazadas / refused rows")
        parser.add_argument("--dry-run", action="store_true", help="ensayar / try without saving")

    def answer(self, **options) -> Answer:
        stamp = timezone.now().strftime("%Y%m%d-%H%M%S-%f")
        report = options["report"] or settings.VAR / "reports" / f"import-hsds-{stamp}.csv"
        outcome = import_path(
            actor=SYSTEM,
            path=options["path"],
            report=report,
            source=options["source"],
            dry_run=options["dry_run"],
            progress=self.progress,
        )
        counts = outcome.as_json()
        document = {
            **counts,
            "refused_rows": str(report),
            "warnings": [{"es": item.es, "en": item.en} for item in outcome.cautions],
            "source": outcome.source,
        }
        if options["dry_run"]:
            document["dry_run"] = True
        language = options["language"]
        lines = [
            f"{name}: " + ", ".join(f"{key} {value}" for key, value in row.items())
            for name, row in counts.items()
        ]
        lines += [f"⚠ {getattr(item, language)}" for item in outcome.cautions]
        lines.append(f"refused_rows: {report}")
        return Answer(document, lines)

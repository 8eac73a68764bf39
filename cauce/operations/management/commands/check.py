"""``cauce check``: is the content whole, and if not, where and what is the cure?"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from cauce.operations.console import Answer, CauceCommand


class Command(CauceCommand):
    help = "Comprueba todo el contenido. / Prove the whole content."

    def arguments(self, parser) -> None:
        parser.add_argument("path", nargs="?", type=Path, help="otra carpeta / another folder")
        parser.add_argument(
            "--on",
            type=dt.date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="día de la revisión; si falta, hoy / day of the check; today if left out",
        )

    def answer(self, *, path, on, language, **options) -> Answer:
        from cauce.content.checks import run

        report = run(path, on or dt.date.today())
        errors, warnings = len(report.errors), len(report.warnings)
        total = ", ".join(f"{name} {number}" for name, number in report.counts.items())
        if language == "en":
            last = f"Edition {report.edition}: {errors} errors, {warnings} warnings ({total})."
        else:
            last = f"Edición {report.edition}: {errors} errores, {warnings} avisos ({total})."
        lines = [one.text(language) for one in (*report.warnings, *report.errors)]
        return Answer(report.as_json(), [*lines, last], 1 if errors else 0)

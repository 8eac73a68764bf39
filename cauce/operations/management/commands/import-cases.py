"""``cauce import-cases FILE --post HOU``: bring the cases of a spreadsheet; every row is accounted for."""

from __future__ import annotations

from pathlib import Path

from django.utils import timezone

from cauce.cases.access_legacy_import import names_kept
from cauce.cases.actions import confirm_file, drop_file, settle_file
from cauce.cases.legacy_case import DEFAULT
from cauce.cases.models import BroughtFile
from cauce.content.errors import BadInput, BadInputs, unknown
from cauce.operations.console import Answer, CauceCommand, post_named
from cauce.rules.permissions import SYSTEM
from cauce.standards import legacy_import

bad_input = BadInputs(__file__)

SAID = {
    "es": {
        "made": "casos",
        "refused": "rechazados",
        "doubled": "ya traídos",
        "rows": "renglones",
        "dry": "Ensayo: no se guardó nada.",
    },
    "en": {
        "made": "cases",
        "refused": "refused",
        "doubled": "brought before",
        "rows": "rows",
        "dry": "Dry run: nothing was kept.",
    },
}


class Command(CauceCommand):
    help = "Trae los casos de una hoja de cálculo. / Bring the cases of a spreadsheet."
    while_behind = False

    def arguments(self, parser) -> None:
        parser.add_argument("file", type=Path, help="XLSX o CSV / XLSX or CSV")
        parser.add_argument(
            "--post", required=True, help="código del consulado, como HOU / code of the post, as HOU"
        )
        parser.add_argument(
            "--mapping",
            default=DEFAULT,
            help="respuestas guardadas con este nombre / answers kept under this name",
        )
        parser.add_argument("--dry-run", action="store_true", help="ensayar / try without saving")

    def answer(self, **options) -> Answer:
        post, name = post_named(options["post"]), options["mapping"]
        if name != DEFAULT and name not in (held := names_kept(post.code)):
            raise unknown("columnas guardadas", "kept columns", name, held, "--mapping")
        begun = timezone.now()
        file = legacy_import.keep(SYSTEM, post, options["file"].read_bytes(), begun)
        judged = legacy_import.judge(SYSTEM, file, name=name)
        dry = options["dry_run"]
        ours = dry and file.at == begun  # what somebody left waiting on the page stays there
        if judged.asked:
            self._left_alone(file, ours)
            raise self._asked(judged)
        if not dry and file.state != "brought":
            self._bring(file, judged, name)
        answer = self._account(file, judged, options["language"], dry)
        self._left_alone(file, ours)
        return answer

    @staticmethod
    def _left_alone(file: BroughtFile, ours: bool) -> None:
        """A dry run leaves no row behind."""
        if ours and file.state == "waiting":
            drop_file(actor=SYSTEM, file=file)

    def _bring(self, file: BroughtFile, judged: legacy_import.Judged, name: str) -> None:
        if file.state == "waiting":
            settle_file(
                actor=SYSTEM, file=file, answers=judged.answers.as_json(), at=timezone.now(), name=name
            )
            confirm_file(actor=SYSTEM, file=file, at=timezone.now())
        legacy_import.bring(
            SYSTEM, file, judged, at=timezone.now, progress=lambda done: self.progress(f"{done}/{file.total}")
        )
        file.refresh_from_db()

    @staticmethod
    def _asked(judged: legacy_import.Judged) -> BadInput:
        columns = ", ".join(dict.fromkeys(f"{one.column} ({one.kind})" for one in judged.asked))
        return bad_input("it_is_not_said_what_these_columns", where="file", columns=columns)

    @staticmethod
    def _account(file: BroughtFile, judged: legacy_import.Judged, language: str, dry: bool) -> Answer:
        made = len(judged.ready) if dry else file.made
        counts = {
            "rows": judged.total,
            "made": made,
            "refused": len(judged.refused),
            "doubled": len(judged.doubled),
        }
        reasons = [
            {
                "line": one.line,
                "column": one.column,
                "head": one.head,
                "es": f"{one.what.es} {one.cure.es}",
                "en": f"{one.what.en} {one.cure.en}",
            }
            for row in judged.refused
            for one in row
        ]
        said = SAID[language]
        lines = [f"{one['line']} {one['column']} {one['head']}: {one[language]}" for one in reasons]
        lines.append(", ".join(f"{count} {said[key]}" for key, count in counts.items()))
        if dry:
            lines.append(said["dry"])
        document = {**counts, "refused_rows": reasons, "dry_run": dry}
        return Answer(document, lines, 1 if judged.refused else 0)

"""cauce import-aggregates FILE: totals of a partner who may share them, and never a row of a person."""

from __future__ import annotations

from pathlib import Path

from django.utils import timezone

from cauce.content.errors import BadInput
from cauce.measurement.actions import take_totals
from cauce.operations.console import WHY, Answer, CauceCommand
from cauce.rules.permissions import SYSTEM
from cauce.standards.totals import read


class Command(CauceCommand):
    help = "Traer totales de otra organización / Bring in totals of another organisation (CSV)."
    while_behind = False

    def arguments(self, parser) -> None:
        parser.add_argument("file", type=Path, help="CSV, UTF-8 o Latin-1 / UTF-8 or Latin-1")
        parser.add_argument("--dry-run", action="store_true", help="ensayar / try without saving")

    def answer(self, **options) -> Answer:
        path = options["file"]
        try:
            data = path.read_bytes()
        except OSError as problem:
            es, en = WHY.get(type(problem), ("no se puede leer", "it cannot be read"))
            raise BadInput(es, en, where=str(path)) from problem
        found = read(data, str(path))
        kept, known = list(found.judged.kept), list[int]()
        if kept and not options["dry_run"]:
            there = take_totals(actor=SYSTEM, totals=kept, digest=found.digest, at=timezone.now())
            known = [one.line for one in there]
        refused = [
            {
                "line": one.line,
                "column": one.column,
                "es": f"{one.why.es} {one.cure.es}",
                "en": f"{one.why.en} {one.cure.en}",
            }
            for one in found.judged.refused
        ]
        document = {
            "kept": len(kept) - len(known),
            "known": known,
            "refused": refused,
            "notes": [{"es": note.es, "en": note.en} for note in found.notes],
            "dry_run": options["dry_run"],
        }
        lines = [
            f"totales / totals: {document['kept']}" + (" (ensayo / dry run)" if options["dry_run"] else ""),
            *(f"⚠ {note.es} / {note.en}" for note in found.notes),
            *(f"{path}:{line}: ya estaba / it was there already" for line in known),
            *(f"{path}:{one['line']} {one['column']}: {one['es']} / {one['en']}" for one in refused),
        ]
        return Answer(document, lines, status=0 if kept else 2)

"""cauce crosswalk: what does not map to HTCDS, CTDC or IC-TIP and why; or what a file of theirs says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cauce.content.errors import BadInput, BadInputs
from cauce.operations.console import WHY, Answer, CauceCommand
from cauce.protocol.editions.access import current_edition
from cauce.standards.crosswalk import STANDARDS, Line, report
from cauce.standards.ctdc.reading import counted, read
from cauce.standards.htcds.reading import read_csv, read_xlsx

bad_input = BadInputs(__file__)

PARTS = (
    (
        "of_the_standard",
        "del estándar, sin dato nuestro o solo en parte",
        "in the standard, with no equivalent here or only in part",
    ),
    (
        "of_ours",
        "nuestro, sin lugar en el estándar o solo en parte",
        "ours, with no place in the standard or only in part",
    ),
    ("codes", "códigos que cambian al pasar", "codes that change on the way"),
)


class Command(CauceCommand):
    help = (
        "Lo que no tiene correspondencia en HTCDS, CTDC o IC-TIP. / "
        "What does not map to HTCDS, CTDC or IC-TIP."
    )

    def arguments(self, parser) -> None:
        parser.add_argument("standard", choices=STANDARDS, help="estándar / standard")
        parser.add_argument(
            "--file", type=Path, help="hoja de HTCDS o archivo de CTDC que leer / file to read"
        )

    def answer(self, **options) -> Answer:
        if options["file"] is None:
            return self._report(options["standard"])
        path = options["file"]
        try:
            data = path.read_bytes()
        except OSError as problem:
            es, en = WHY.get(type(problem), ("no se puede leer", "it cannot be read"))
            raise BadInput(es, en, where=str(path)) from problem
        if options["standard"] == "htcds":
            return _sheet(path, data)
        if options["standard"] == "ctdc":
            return _table(path, data)
        raise bad_input("there_is_no_file_of_ic_tip", where="--file")

    @staticmethod
    def _report(standard: str) -> Answer:
        found = report(standard, current_edition())
        document: dict[str, Any] = {"standard": found.standard, "counts": found.counts}
        lines = [f"{found.standard}: {', '.join(f'{k} {v}' for k, v in found.counts.items())}"]
        for name, es, en in PARTS:
            rows: tuple[Line, ...] = getattr(found, name)
            document[name] = [
                {
                    "what": one.what,
                    "name": one.name and {"es": one.name.es, "en": one.name.en},
                    "there": one.there,
                    "es": one.why.es if one.why else "",
                    "en": one.why.en if one.why else "",
                }
                for one in rows
            ]
            lines += ["", f"## {es} / {en}: {len(rows)}", *map(_said, rows)]
        return Answer(document, lines)


def _said(one: Line) -> str:
    where = f" → {one.there}" if one.there else ""
    named = f" ({one.name.es} / {one.name.en})" if one.name else ""
    why = f": {one.why.es} / {one.why.en}" if one.why else ""
    return f"{one.what}{named}{where}{why}"


def _sheet(path: Path, data: bytes) -> Answer:
    """A sheet of HTCDS read and told in numbers: nobody's values are printed."""
    as_csv = path.suffix.lower() == ".csv"
    found = read_csv(data.decode("utf-8-sig", "replace")) if as_csv else read_xlsx(data)
    filled = {name: sum(row[name] is not None for row in found.rows) for name in found.columns}
    notes = [{"row": one.ref, "field": one.field, "es": one.why_es, "en": one.why_en} for one in found.notes]
    return Answer(
        {"rows": len(found.rows), "filled": filled, "notes": notes},
        [
            f"filas / rows: {len(found.rows)}",
            *(f"{name}: {number}" for name, number in filled.items() if number),
            *(f"{one['row']} {one['field']}: {one['es']} / {one['en']}" for one in notes),
        ],
    )


def _table(path: Path, data: bytes) -> Answer:
    """A file of CTDC counted by the rule of the denominator of its codebook."""
    found = read(data, str(path))
    tables = counted(found.rows, found.columns)
    return Answer(
        {
            "rows": len(found.rows),
            "kind": found.kind,
            "tables": [
                {"table": one.name, "denominator": one.denominator, "counts": one.counts} for one in tables
            ],
        },
        [
            f"filas / rows: {len(found.rows)} ({found.kind})",
            *(
                f"{one.name}: {value} {count}/{one.denominator}"
                for one in tables
                for value, count in one.counts.items()
            ),
        ],
    )

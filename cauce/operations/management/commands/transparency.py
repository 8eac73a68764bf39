"""``cauce transparency``: the signed answer by state of origin, age, sex, year and aid, as one file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cauce.content.errors import BadInput
from cauce.measurement.access_reports import published
from cauce.measurement.publishing.reports.files import FORMS, body_of
from cauce.operations.console import Answer, CauceCommand

MOST = 30  # years in one answer


class Command(CauceCommand):
    help = "Respuesta con cifras protegidas y firmadas / Answer with protected, signed figures"
    while_behind = False

    def arguments(self, parser) -> None:
        parser.add_argument("--from", dest="first", type=int, required=True, help="año / year")
        parser.add_argument("--to", dest="last", type=int, required=True, help="año / year")
        parser.add_argument("--out", type=Path, required=True, help="archivo / file: .pdf, .xlsx, .csv")

    def answer(self, **options: Any) -> Answer:
        first, last, out = options["first"], options["last"], options["out"]
        form = out.suffix.lower().removeprefix(".")
        if form not in FORMS["transparency"]:
            raise BadInput(
                f"«{out.name}» no termina en .pdf, .xlsx ni .csv.",
                f"'{out.name}' ends in none of .pdf, .xlsx, .csv.",
                where="--out",
                cure_es="Escriba, por ejemplo, respuesta.pdf.",
                cure_en="Write, for instance, respuesta.pdf.",
            )
        if not 0 <= last - first < MOST:
            raise BadInput(
                f"de {first} a {last} no hay un tramo de años.",
                f"from {first} to {last} is no span of years.",
                where="--from",
                cure_es=f"Escriba primero el año menor; hasta {MOST} años.",
                cure_en=f"Write the earlier year first; up to {MOST} years.",
            )
        years = [str(year) for year in range(first, last + 1)]
        rows = published("transparency", years)
        given = [one.period for one in rows]
        missing = tuple(year for year in years if year not in given)
        if not rows:
            raise BadInput(
                "ningún año de esos está firmado.",
                "none of those years is signed.",
                where="--from",
                cure_es="Prepárelos y fírmelos dos personas en Informes; sin firma nada sale.",
                cure_en="Prepare them and have two people sign under Reports; unsigned nothing leaves.",
            )
        out.write_bytes(body_of("transparency", form, rows, options["language"], missing))
        hidden = {one.period: sum(table["hidden"] for table in one.tables) for one in rows}
        return Answer(
            {
                "file": str(out),
                "given": given,
                "missing": list(missing),
                "hidden": hidden,
                "hashes": {one.period: one.hash for one in rows},
            },
            [f"{out}: {', '.join(given)}", *(f"{year}: sin firmar / not signed" for year in missing)],
        )

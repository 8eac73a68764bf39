"""``cauce transparency``: the signed answer by state of origin, age, sex, year and aid, as one file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cauce.content.errors import BadInputs
from cauce.measurement.access_reports import published
from cauce.measurement.publishing.reports.files import FORMS, body_of
from cauce.operations.console import Answer, CauceCommand

bad_input = BadInputs(__file__)

MOST = 30  # years in one answer


class Command(CauceCommand):
    help = (
        "La respuesta de transparencia, con cifras protegidas y firmadas. / "
        "The transparency answer, with protected, signed figures."
    )
    while_behind = False

    def arguments(self, parser) -> None:
        parser.add_argument("--from", dest="first", type=int, required=True, help="año / year")
        parser.add_argument("--to", dest="last", type=int, required=True, help="año / year")
        parser.add_argument("--out", type=Path, required=True, help="archivo / file: .pdf, .xlsx, .csv")

    def answer(self, **options: Any) -> Answer:
        first, last, out = options["first"], options["last"], options["out"]
        form = out.suffix.lower().removeprefix(".")
        if form not in FORMS["transparency"]:
            raise bad_input("name_ends_in_none_of_pdf", where="--out", name=out.name)
        if not 0 <= last - first < MOST:
            raise bad_input(
                "from_first_to_last_is_no_span", where="--from", first=first, last=last, most=MOST
            )
        years = [str(year) for year in range(first, last + 1)]
        rows = published("transparency", years)
        given = [one.period for one in rows]
        missing = tuple(year for year in years if year not in given)
        if not rows:
            raise bad_input("none_of_those_years_is_signed", where="--from")
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

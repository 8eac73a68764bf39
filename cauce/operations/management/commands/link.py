"""cauce link ID: run a comparison of lists that two people agreed to; files are read and not kept."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from django.utils import timezone

from cauce.cases.linking import run_linkage
from cauce.content.errors import BadInput, BadInputs
from cauce.custody.journal.door import Absent
from cauce.methods.extras import need
from cauce.operations.console import WHY, Answer, CauceCommand
from cauce.people import access_linkage as access
from cauce.people.actions import start_linkage
from cauce.people.models import Linkage
from cauce.people.outside_lists import (
    LARGEST,
    OutsideList,
    check_name,
    read_list,
    read_mapping,
    state_codes,
)
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import SYSTEM
from cauce.staff.offices import access as offices

bad_input = BadInputs(__file__)


def _file(text: str) -> tuple[str, Path]:
    name, sign, path = text.partition("=")
    if not sign or not path:
        raise bad_input("list_is_written_list_file", where="--list")
    return check_name(name), Path(path)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as problem:
        es, en = WHY.get(type(problem), ("no se pudo leer", "it cannot be read"))
        raise BadInput(f"{path}: {es}.", f"{path}: {en}.", where="--list") from problem


class Command(CauceCommand):
    help = (
        "Compara listas de la Secretaría como dos personas acordaron en «Cotejo». / "
        "Compare lists of the ministry as two people agreed."
    )
    while_behind = False

    def arguments(self, parser) -> None:
        parser.add_argument("id", type=UUID, help="clave de lo acordado / id of what was agreed")
        parser.add_argument(
            "--list",
            action="append",
            default=[],
            metavar="LIST=FILE",
            help="sipc=lista.csv; una vez por lista / once for each list",
        )
        parser.add_argument("--columns", default="", help="given=NOMBRE;first_surname=AP1")
        parser.add_argument(
            "--backend",
            choices=("duckdb", "spark"),
            default="duckdb",
            help="dónde se compara, en memoria / what compares, in memory",
        )

    def answer(self, **options) -> Answer:
        at = timezone.now()
        need("linkage")
        on, mapping = offices.day_at(None, at), read_mapping(options["columns"])
        states = state_codes(current_edition(at).catalogues["mx_states"])
        outside = [
            read_list(name, _read(path), on=on, mapping=mapping, states=states)
            for name, path in map(_file, options["list"])
        ]
        linkage = self._begun(options["id"], at)
        run_linkage(SYSTEM, linkage, outside, at=at, backend=options["backend"], progress=self.progress)
        linkage.refresh_from_db()
        return Answer(
            {"id": str(linkage.id), "model": linkage.model, "threshold": linkage.threshold, **linkage.counts},
            self._lines(linkage, outside),
        )

    def _begun(self, id: UUID, at) -> Linkage:
        found = access.agreed_to_run(id)
        if found is not None:
            return found
        try:
            row = access.agreed_for(SYSTEM, id, at)
        except Absent as problem:
            raise bad_input("nobody_agreed_to_that_two", where="id") from problem
        return start_linkage(actor=SYSTEM, linkage_id=id, terms=row.payload, at=at)

    def _lines(self, linkage: Linkage, outside: list[OutsideList]) -> list[str]:
        lines = [
            f"{name}: {one['taken']}, - {one['left_out'] or 0}"
            for name, one in linkage.counts["lists"].items()
        ]
        for one in outside:
            stays = {line: f" ({first})" for line, first in one.first.items()}
            lines += [f"{one.name}:{line}: {why}{stays.get(line, '')}" for line, why in one.refused]
        found = linkage.counts
        return [*lines, f"pairs: {found['pairs']}, linked: {found['linked']}", linkage.model]

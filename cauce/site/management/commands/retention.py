"""cauce retention: say which records end today; after a restore, erase again what was erased."""

from __future__ import annotations

from django.utils import timezone

from cauce.rights import access, ledger
from cauce.rights.actions import propose_erasure, replay
from cauce.rules.permissions import SYSTEM
from cauce.site.console import Answer, CauceCommand


class Command(CauceCommand):
    help = (
        "Propone lo que ya venció («propose»); tras restaurar, borra de nuevo lo borrado («replay»). / "
        "Propose what is over; after a restore, erase again what was erased."
    )

    def arguments(self, parser) -> None:
        parser.add_argument(
            "what", choices=("propose", "replay", "verify"),
            help="propose: proponer; replay: borrar de nuevo; verify: comprobar la lista / the list",
        )  # fmt: skip

    def answer(self, *, what: str, language: str, **options) -> Answer:
        found = {"propose": self._propose, "replay": self._replay, "verify": self._verify}[what]()
        says = {
            "propose": ("Partes propuestas", "Parts proposed"),
            "replay": ("Borrados de nuevo", "Erased again"),
            "verify": ("Líneas que cuadran", "Lines that hold"),
        }[what]
        return Answer({what: found}, [f"{says[language == 'en']}: {found}"])

    def _propose(self) -> int:
        at = timezone.now()
        due = list(access.over(at))
        return sum(
            propose_erasure(actor=SYSTEM, case=case, due=one, at=at) is not None
            for case, one in due
        )

    def _replay(self) -> int:
        lines = ledger.lines()
        for line in lines:
            replay(actor=SYSTEM, line=line, at=timezone.now())
        return len(lines)

    def _verify(self) -> int:
        return len(ledger.lines())

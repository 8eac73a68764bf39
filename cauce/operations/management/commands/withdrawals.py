"""cauce withdrawals: what was withdrawn after a backup is withdrawn again once it was put back."""

from __future__ import annotations

from django.utils import timezone

from cauce.custody.journal import ledger
from cauce.custody.journal.actions import go_on
from cauce.custody.journal.withdrawing_again import catch_up
from cauce.operations.console import Answer, CauceCommand
from cauce.rules.permissions import SYSTEM

SAYS = {
    "verify": (
        "Líneas que cuadran: {lines}; por retirar de nuevo: {behind}.",
        "Lines that hold: {lines}; still to be withdrawn again: {behind}.",
    ),
    "replay": (
        "Líneas retiradas de nuevo: {lines}; de ellas seguía abierto: {open}.",
        "Lines withdrawn again: {lines}; still open of what they say: {open}.",
    ),
    "go-on": (
        "Líneas que ya no están en ninguna copia, anotadas: {lost}.",
        "Lines that are in no copy any more, noted: {lost}.",
    ),
}


class Command(CauceCommand):
    help = (
        "Comprueba la lista de lo retirado («verify»; 1 si algo falta); tras restaurar, lo retira de "
        "nuevo («replay»). / Check the list of what was withdrawn (1 if something is left to do); after "
        "a restore, withdraw it again."
    )

    def arguments(self, parser) -> None:
        parser.add_argument(
            "what",
            choices=("verify", "replay", "go-on"),
            help="verify: comprobar / check · replay: retirar de nuevo / withdraw again · "
            "go-on: seguir sin las líneas perdidas / go on without the lines that are lost",
        )

        parser.add_argument(
            "--unsigned",
            action="store_true",
            help=(
                "replay: también líneas que las llaves de la bitácora restauradas no pueden comprobar / "
                "lines that the journal's keys, put back older, cannot check as well"
            ),
        )
        parser.add_argument(
            "--keys",
            action="store_true",
            help="replay: destruir otra vez las llaves de lo borrado, si solo se restauró el almacén / "
            "destroy the keys of erasures again, where the keystore alone was restored",
        )

    def answer(self, *, what: str, language: str, keys: bool, unsigned: bool, **options) -> Answer:
        found = {
            "verify": self._verify,
            "replay": lambda: catch_up(keys=keys, unsigned=unsigned),
            "go-on": self._go_on,
        }[what]()
        said = SAYS[what][language == "en"].format(**found)
        return Answer(found, [said], status=int(bool(found.get("behind"))))

    def _verify(self) -> dict[str, int]:
        found = ledger.compared()
        return {"lines": len(found), "behind": sum(not done for _, done in found)}

    def _go_on(self) -> dict[str, int]:
        return {"lost": go_on(actor=SYSTEM, at=timezone.now())}

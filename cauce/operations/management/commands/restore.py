"""``cauce restore``: put a backup back into an empty place, or only look whether it would do."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from cauce.operations.backup.putting_back import restore
from cauce.operations.console import Answer, CauceCommand


class Command(CauceCommand):
    help = (
        "Restaura un respaldo en una base vacía, o solo lo comprueba; 1 si la bitácora no cuadra o falta "
        "retirar algo de nuevo. / Restore a backup into an empty database, or only check it; 1 if the "
        "journal does not hold or something is still to be withdrawn again."
    )

    def arguments(self, parser) -> None:
        parser.add_argument("data", type=Path, help="cauce-data-….age")
        parser.add_argument("--keys", type=Path, help="cauce-keys-….age")
        parser.add_argument(
            "--identity", type=Path, required=True, help="archivo con la identidad / file with the identity"
        )
        parser.add_argument(
            "--check",
            action="store_true",
            help="solo comprobar, no escribir nada / only check, write nothing",
        )

    def answer(self, *, language: str, data: Path, **options) -> Answer:
        found = restore(data, options["keys"], options["identity"], check=options["check"])
        if options["check"]:
            words = {
                "es": f"El respaldo sirve: {found.cases} casos del {found.made_at}.",
                "en": f"The backup is good: {found.cases} cases of {found.made_at}.",
            }
        else:
            words = {
                "es": f"Restaurado: {found.cases} casos del {found.made_at}. "
                "Ejecute cauce migrate antes de servir.",
                "en": f"Restored: {found.cases} cases of {found.made_at}. Run cauce migrate before serving.",
            }
        lines = [words[language]]
        if found.journal is False:
            lines.append(
                {
                    "es": "La bitácora NO cuadra: cauce journal verify dice dónde.",
                    "en": "The journal does NOT hold: cauce journal verify says where.",
                }[language]
            )
        if found.withdrawn is False:
            lines.append(
                {
                    ("es"): (
                        "NO se retiró de nuevo lo retirado después de ese respaldo: ejecute cauce migrate y "
                        "cauce withdrawals replay; hasta entonces nada arranca."
                    ),
                    ("en"): (
                        "What was withdrawn after that backup was NOT withdrawn again: run cauce migrate and "
                        "cauce withdrawals replay; until then nothing starts."
                    ),
                }[language]
            )
        return Answer(asdict(found), lines, status=int(False in (found.journal, found.withdrawn)))

"""``cauce backup``: two sealed archives to two places; the server cannot open its own."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.utils import timezone

from cauce.content.errors import BadInputs
from cauce.operations.backup import age, making
from cauce.operations.console import Answer, CauceCommand

bad_input = BadInputs(__file__)


class Command(CauceCommand):
    help = (
        "Respalda los datos en un lugar y las llaves en otro, cerrados para quien los hace. / "
        "Back the data up to one place and the keys to another, closed to whoever makes them."
    )

    def arguments(self, parser) -> None:
        parser.add_argument("--to", type=Path, help="carpeta de los datos / folder of the data")
        parser.add_argument("--keys-to", type=Path, help="carpeta de las llaves / of the keys")
        parser.add_argument(
            "--recipient",
            action="append",
            default=[],
            help="quién podrá abrirlo (age1…) / who will be able to open it",
        )
        parser.add_argument(
            "--new-recipient",
            action="store_true",
            help="hace un destinatario; su identidad se imprime una vez / "
            "make a recipient; its identity is printed once",
        )

    def answer(self, *, language: str, **options) -> Answer:
        if options["new_recipient"]:
            return self._new(language)
        if not options["to"] or not options["keys_to"]:
            raise bad_input("the_two_places_are_missing", where="--to, --keys-to")
        whom = options["recipient"] or [settings.BACKUP_RECIPIENT]
        made = making.make(options["to"], options["keys_to"], whom, timezone.now())
        words = {
            "es": f"Respaldo hecho: {made['cases']} casos, {made['entries']} asientos de bitácora.",
            "en": f"Backup made: {made['cases']} cases, {made['entries']} journal entries.",
        }
        return Answer(made, [words[language], f"  {made['data']}", f"  {made['keys']}"])

    @staticmethod
    def _new(language: str) -> Answer:
        identity, recipient = age.new_pair()
        words = {
            "es": (
                "Se imprime una sola vez y no queda en esta máquina. Guárdela fuera de ella, en "
                "dos lugares: sin ella ningún respaldo se puede abrir."
            ),
            "en": (
                "Printed once, and not kept on this machine. Keep it off this machine, in two "
                "places: without it no backup can be opened."
            ),
        }
        lines = [words[language], identity, f"CAUCE_BACKUP_RECIPIENT={recipient}"]
        return Answer({"identity": identity, "recipient": recipient}, lines)

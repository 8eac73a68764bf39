"""``cauce doctor``: what is missing on this server, in words, each with its cure."""

from __future__ import annotations

from django.utils import timezone

from cauce.content.errors import BadInputs
from cauce.operations.console import Answer, CauceCommand
from cauce.operations.doctor.looking import causes
from cauce.staff.accounts import access as accounts

bad_input = BadInputs(__file__)

STOPS = {"es": "DETIENE", "en": "STOPS"}
TELLS = {"es": "falta", "en": "missing"}
WELL = {"es": "No falta nada.", "en": "Nothing is missing."}
COUNT = {
    "es": "Detienen el trabajo: {stops}; faltan además: {tells}.",
    "en": "Stop the work: {stops}; missing besides: {tells}.",
}


class Command(CauceCommand):
    help = (
        "Dice qué falta en este servidor y cómo se corrige; 1 si algo detiene el trabajo. / Say what is "
        "missing on this server and its cure; exit status 1 if something stops the work."
    )

    def arguments(self, parser) -> None:
        parser.add_argument(
            "--untouched",
            action="store_true",
            help="solo si nadie ha trabajado aquí todavía / only whether nobody has worked here yet",
        )

    def answer(self, *, language: str, untouched: bool, **options) -> Answer:
        if untouched:
            return self._untouched()
        found = causes(timezone.now())
        stops = sum(one.stops for one in found)
        lines = [
            f"{(STOPS if one.stops else TELLS)[language]:<8} {one.problem.text(language)}" for one in found
        ]
        lines.append(
            COUNT[language].format(stops=stops, tells=len(found) - stops) if found else WELL[language]
        )
        return Answer([one.as_json() for one in found], lines, status=1 if stops else 0)

    def _untouched(self) -> Answer:
        if count := len(accounts.every_account()):
            raise bad_input("somebody_has_worked_here", where="cauce-setup --empty", count=count)
        return Answer([])

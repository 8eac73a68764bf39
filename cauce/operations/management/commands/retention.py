"""cauce retention: say which records end today."""

from __future__ import annotations

from django.utils import timezone

from cauce.operations.console import Answer, CauceCommand
from cauce.rights.rights import access
from cauce.rights.rights.actions import propose_erasure
from cauce.rules.permissions import SYSTEM


class Command(CauceCommand):
    help = "Propone lo que ya venció («propose»). / Propose what is over."
    while_behind = False

    def arguments(self, parser) -> None:
        parser.add_argument("what", choices=("propose",), help="proponer / propose")

    def answer(self, *, what: str, language: str, **options) -> Answer:
        at = timezone.now()
        due = list(access.over(at))
        found = sum(propose_erasure(actor=SYSTEM, case=case, due=one, at=at) is not None for case, one in due)
        said = {"es": "Partes propuestas", "en": "Parts proposed"}[language]
        return Answer({what: found}, [f"{said}: {found}"])

"""``cauce journal verify``: does every link of the record of acts and reads still hold?"""

from __future__ import annotations

from dataclasses import asdict

from cauce.journal.chain import verify
from cauce.site.console import Answer, CauceCommand


class Command(CauceCommand):
    help = (
        "Comprueba la bitácora, asiento por asiento; 1 si algo no cuadra. / "
        "Check the journal, link by link; exit status 1 when something does not hold."
    )

    def arguments(self, parser) -> None:
        parser.add_argument("what", choices=("verify",), help="verify: comprobar / check")

    def answer(self, *, language: str, **options) -> Answer:
        links, breaks = verify(self.progress)
        document = {"whole": not breaks, "links": links, "breaks": [asdict(b) for b in breaks]}
        if not breaks:
            words = {
                "es": f"La bitácora está completa: {links} asientos.",
                "en": f"The journal is whole: {links} entries.",
            }
            return Answer(document, [words[language]])
        lines = [f"{b.chain} {b.number}: {b.en if language == 'en' else b.es}" for b in breaks]
        return Answer(document, lines, status=1)

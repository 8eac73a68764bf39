"""``cauce upgrade``: bring the data of a server to this version, or back to how they were before."""

from __future__ import annotations

import sqlite3
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from cauce.content.errors import BadInputs
from cauce.operations.console import Answer, CauceCommand
from cauce.operations.upgrading import going_on, in_use, progress

bad_input = BadInputs(__file__)


class Command(CauceCommand):
    help = (
        "Pone los datos al día con esta versión, con las páginas y el ciclo detenidos; «--back» vuelve. / "
        "Bring the data to this version, with pages and loop stopped; '--back' goes back."
    )

    def arguments(self, parser) -> None:
        parser.add_argument(
            "--to", type=Path, help="respaldo: carpeta de los datos / backup: folder of the data"
        )
        parser.add_argument("--keys-to", type=Path, help="carpeta de las llaves / folder of the keys")
        parser.add_argument(
            "--last",
            action="store_true",
            help="comprueba el último respaldo de ahí, y no hace otro / check the last one there instead",
        )
        parser.add_argument(
            "--back",
            action="store_true",
            help="vuelve a como estaba, mientras nadie haya escrito / go back, while nobody has written",
        )

    def answer(self, *, language: str, **options: Any) -> Answer:
        def say(es: str, en: str) -> None:
            self.progress(en if language == "en" else es)

        try:
            with in_use.alone():
                return self._back(language, say) if options["back"] else self._on(language, say, options)
        except (DatabaseError, sqlite3.Error, OSError) as problem:
            going_on.check_filled_up(problem)
            raise

    def _on(self, language: str, say: going_on.Say, options: dict[str, Any]) -> Answer:
        progress.refuse_half_back()
        at, found = timezone.now(), progress.found()
        if (found is None or found.step == "done") and going_on.is_current(at):
            words = {"es": "Ya está al día; no se cambió nada.", "en": "Up to date; nothing was changed."}
            return Answer({"changed": False}, [words[language]])
        given, whom = options["to"] and options["keys_to"], [settings.BACKUP_RECIPIENT]
        if not given and not settings.DEMO:
            raise bad_input("the_two_places_of_the_backup_are_missing", where="--to, --keys-to")
        to, keys_to = options["to"] or Path(settings.VAR), options["keys_to"] or Path(settings.VAR)
        upgrade = going_on.Upgrade(to, keys_to, whom if given else None, last=options["last"], at=at, say=say)
        done = upgrade.run()
        words = {
            "es": f"Al día: {done.changes} cambios. Arranque las páginas y el ciclo. Mientras nadie escriba, "
            "«cauce upgrade --back» vuelve a como estaba.",
            "en": f"Up to date: {done.changes} changes. Start the pages and the loop. While nobody writes, "
            "'cauce upgrade --back' goes back to how it was.",
        }
        return Answer({"changed": True, **asdict(done)}, [words[language]])

    @staticmethod
    def _back(language: str, say: going_on.Say) -> Answer:
        changed = going_on.back(say)
        words = {
            (True, "es"): "Los datos están como antes. Instale la versión anterior y arránquela.",
            (True, "en"): "The data are as before. Install the version before and start it.",
            (False, "es"): "Nada se había cambiado; no queda nada pendiente.",
            (False, "en"): "Nothing had been changed; nothing is left to do.",
        }
        return Answer({"back": True, "changed": changed}, [words[changed, language]])

"""``cauce take-translation LANGUAGE FILE``: the table comes back; good rows stay, others say why."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from django.utils import timezone

from cauce.content.errors import BadInputs
from cauce.operations.console import Answer, CauceCommand
from cauce.operations.management.commands.translate import language_of

bad_input = BadInputs(__file__)


def _text(where: str) -> str:
    try:
        return Path(where).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise bad_input("there_are_letters_that_are_not_utf_8", where=where) from problem


class Command(CauceCommand):
    help = "Toma una tabla de traducciones llena. / Take a filled table of translations."

    def arguments(self, parser) -> None:
        parser.add_argument("tongue", help="ISO 639-3")
        parser.add_argument("file", help="CSV de «cauce translate» / CSV of 'cauce translate'")
        parser.add_argument(
            "--by", help="clave de quien tradujo; nunca un nombre / code of whoever translated; never a name"
        )
        parser.add_argument("--reviewed-by", help="clave de otra persona / code of a second person")
        parser.add_argument("--machine", action="store_true", help="lo hizo una máquina / a machine made it")
        parser.add_argument(
            "--into",
            help="carpeta del contenido, si es otra / folder of the content, if another",
        )

    def answer(self, **options) -> Answer:
        from cauce.content.loader import load_edition
        from cauce.content.workfile import as_yaml, merged, read_table

        where, root = options["file"], options["into"]
        edition = load_edition(Path(root) if root else None)
        language = language_of(options["tongue"], "tongue")
        if bool(options["by"]) is options["machine"]:
            raise bad_input("who_translated_is_not_said", where="--by")
        status = "reviewed" if options["reviewed_by"] else "human"
        today: dt.date = timezone.now().date()
        taken = read_table(
            edition,
            _text(where),
            status="machine" if options["machine"] else status,
            by=options["by"],
            reviewed_by=options["reviewed_by"],
            on=today,
            where=where,
        )
        if taken.kept:
            target = edition.root / "translations" / language / "words.yaml"
            target.parent.mkdir(parents=True, exist_ok=True)
            before = edition.translations.get(language, {})
            target.write_text(as_yaml(merged(before, taken.kept)), encoding="utf-8")
        said = options["language"]
        lines = [f"{where}:{one.line}: {one.why[said]}" for one in taken.refused]
        kept, refused = len(taken.kept), len(taken.refused)
        lines.append(
            f"{kept} kept, {refused} refused, {taken.empty} still empty."
            if said == "en"
            else f"{kept} guardadas, {refused} rechazadas, {taken.empty} aún vacías."
        )
        document = {
            "language": language,
            "kept": kept,
            "empty": taken.empty,
            "refused": [
                {"line": one.line, "of": one.of, "es": one.why.es, "en": one.why.en} for one in taken.refused
            ],
        }
        return Answer(document=document, lines=lines, status=1 if taken.refused else 0)

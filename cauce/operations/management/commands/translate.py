"""``cauce translate LANGUAGE``: what that language lacks, as a table for whoever translates."""

from __future__ import annotations

from pathlib import Path

from cauce.content.errors import BadInputs
from cauce.operations.console import Answer, CauceCommand

bad_input = BadInputs(__file__)


def language_of(code: str, where: str) -> str:
    """A code of the catalogue of languages. Raises ``BadInput`` for Spanish, English and no code."""
    from cauce.content.loader import load_edition
    from cauce.content.translating import OWN

    listed = load_edition().catalogues
    known = {row["code"] for name in ("languages", "tongues") for row in listed[name]}
    if code in OWN or code in ("spa", "eng") or code not in known:
        raise bad_input("nothing_is_translated_into_code", where=where, code=code)
    return code


class Command(CauceCommand):
    help = "Lo que falta en una lengua, como tabla. / What a language lacks, as a table."

    def arguments(self, parser) -> None:
        parser.add_argument("tongue", help="ISO 639-3: mxv, tzo, …")
        parser.add_argument("--out", help="a dónde va la tabla (CSV) / where the table goes (CSV)")
        parser.add_argument(
            "--only", default="", help="solo lo que empieza así: como bank / only what begins so, as bank"
        )

    def answer(self, **options) -> Answer:
        from cauce.content.loader import load_edition
        from cauce.content.translating import originals, wanting

        edition, language = load_edition(), language_of(options["tongue"], "tongue")
        rows = [one for one in wanting(edition, language) if one.of.startswith(options["only"])]
        stale = sum(one.now is not None for one in rows)
        found = {
            "language": language,
            "places": len(originals(edition)),
            "wanting": len(rows),
            "stale": stale,
        }
        if options["out"]:
            from cauce.content.workfile import write_table

            Path(options["out"]).write_text(write_table(rows), encoding="utf-8")
        es = f"{language}: faltan {len(rows)} textos, {stale} de ellos porque el original cambió."
        en = f"{language}: {len(rows)} texts are wanting, {stale} because the original changed."
        return Answer(document=found, lines=[en if options["language"] == "en" else es])

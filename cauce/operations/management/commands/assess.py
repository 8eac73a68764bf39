"""``cauce assess FILE``: what three laws say of what is known. Needs no database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cauce.operations.console import Answer, CauceCommand

if TYPE_CHECKING:
    from cauce.rules.law import Verdict

VERDICTS = {
    "met": {"es": "se cumple", "en": "met"},
    "not_met": {"es": "no se cumple", "en": "not met"},
    "unclear": {"es": "por aclarar", "en": "unclear"},
}
ORDER = ("palermo", "tvpa_us", "lgt_mx")


def as_document(verdict: Verdict) -> dict[str, object]:
    return {
        "verdict": verdict.verdict,
        "elements": {
            name: {
                "state": element.state,
                "concepts": list(element.concepts),
                "against": list(element.against),
            }
            for name, element in verdict.elements.items()
        },
        "reasons": [{"es": one.es, "en": one.en, "concepts": list(one.concepts)} for one in verdict.reasons],
        "missing": list(verdict.missing),
        "forms": dict(verdict.forms),
    }


class Command(CauceCommand):
    help = "Lo que dicen tres leyes de lo que se sabe. / What three laws say of what is known."

    def arguments(self, parser) -> None:
        parser.add_argument("file", help='{"concepts": ["act_recruited"], "not_known": ["…"]}')

    def answer(self, **options) -> Answer:
        from cauce.content.loader import load_edition
        from cauce.rules.answers_file import read_object, required, slugs
        from cauce.rules.law import assess, reading

        where, language = options["file"], options["language"]
        document = read_object(Path(where).read_bytes(), where, ("concepts", "not_known"))
        required(document, "concepts", where)
        edition = load_edition()
        concepts = slugs(document, "concepts", edition.concepts, where)
        not_known = slugs(document, "not_known", edition.concepts, where)
        verdicts = {law: assess(edition.laws[law], concepts, not_known, edition.concepts) for law in ORDER}
        found: dict[str, object] = {law: as_document(verdicts[law]) for law in ORDER}
        found["reading"] = reading(verdicts, concepts, edition.concepts)
        lines: list[str] = []
        for law in ORDER:
            lines += self.lines(edition.laws[law].title[language], verdicts[law], language)
        return Answer(document=found, lines=lines)

    def lines(self, title: str, verdict: Verdict, language: str) -> list[str]:
        """The verdict for a person: the three stand beside each other, without one reading."""
        from cauce.rules.law import HEAD_TEXTS, STATE_TEXTS

        lines = [f"{title}: {VERDICTS[verdict.verdict][language]}"]
        for name, element in verdict.elements.items():
            state = STATE_TEXTS[element.state][language]
            lines.append(f"  {HEAD_TEXTS[name][language]}: {state}")
        lines += [f"  - {getattr(one, language)}" for one in verdict.reasons]
        return lines

"""The nouns of a difference: one change, its areas, and the fields of a step by their words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cauce.content.model import Text
from cauce.rules.difference.words import Piece, marked

Kind = Literal["added", "changed", "ended"]
Tone = Literal["stricter", "weaker", ""]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs. ``pieces``: the wording by language, where words changed (else empty).

    ``tone``: whether the persons' protection became stricter or weaker; '' when that is no matter
    of counting.
    """

    area: str
    kind: Kind
    id: str
    title: Text
    text: Text
    tone: Tone = ""
    pieces: tuple[tuple[str, tuple[Piece, ...]], ...] = ()

    def line(self, language: str) -> str:
        """The change as one plain line."""
        said = f"{self.title[language]}: {self.text[language]}"
        found = dict(self.pieces).get(language)
        return f"{said} {marked(found)}" if found else said


AREAS: dict[str, Text] = {
    "actions": Text(es="Pasos", en="Steps"),
    "parameters": Text(es="Plazos y números", en="Deadlines and numbers"),
    "prose": Text(es="Texto del Protocolo", en="Text of the Protocol"),
    "instruments": Text(es="Instrumentos", en="Instruments"),
    "tools": Text(es="Herramientas", en="Tools"),
    "branches": Text(es="Ramas", en="Branches"),
    "bank": Text(es="Banco de preguntas", en="Bank of questions"),
    "guide": Text(es="Guía pública", en="Public guide"),
    "routes": Text(es="Opciones y sus fechas", en="Options and their dates"),
    "programmes": Text(es="Programas", en="Programmes"),
    "indicators": Text(es="Indicadores", en="Indicators"),
    "releases": Text(es="Calendario de publicación", en="Calendar of publication"),
    "announced": Text(es="Tablas que se publican", en="Tables that are published"),
    "letters": Text(es="Cartas", en="Letters"),
    "registers": Text(es="Otros registros", en="Other registers"),
    "logframe": Text(es="Marco lógico", en="Logframe"),
    "contacts": Text(es="Contactos de la guía", en="Contacts of the guide"),
    "laws": Text(es="Marcos legales", en="Legal frames"),
    "law_cases": Text(es="Casos de ley", en="Cases of law"),
    "facts": Text(es="Hechos", en="Facts"),
    "acts": Text(es="Actos", en="Acts"),
    "consent": Text(es="Consentimiento: qué y a quién", en="Consent: what, and to whom"),
    "catalogues": Text(es="Listas", en="Lists"),
    "sources": Text(es="Fuentes", en="Sources"),
    "coverage": Text(es="Cobertura", en="Coverage"),
    "concepts": Text(es="Conceptos", en="Concepts"),
    "cases": Text(es="Casos de ejemplo", en="Example cases"),
    "kinship": Text(es="Familiares", en="Relatives"),
    "files": Text(es="Otros archivos", en="Other files"),
}
# What an edition holds by id and is compared part by part: area, attribute.
KEYED = (
    ("branches", "branches"),
    ("instruments", "instrument_versions"),
    ("tools", "tool_versions"),
    ("bank", "bank"),
    ("laws", "laws"),
    ("law_cases", "law_cases"),
    ("facts", "facts"),
    ("acts", "acts"),
    ("sources", "sources"),
    ("guide", "guide"),
    ("contacts", "contacts"),
    ("routes", "routes"),
    ("programmes", "programmes"),
    ("indicators", "indicator_versions"),
    ("releases", "releases"),
    ("announced", "announced"),
    ("letters", "letter_versions"),
    ("registers", "registers"),
    ("coverage", "coverage"),
    ("concepts", "concepts"),
    ("cases", "cases"),
    ("kinship", "kinship"),
    ("logframe", "logframe"),
)
FIELDS: dict[str, Text] = {
    "title": Text(es="nombre", en="name"),
    "why": Text(es="razón", en="reason"),
    "evidence": Text(es="evidencia", en="evidence"),
    "note": Text(es="nota", en="note"),
    "role": Text(es="quién", en="who"),
    "also": Text(es="también actúan", en="who acts too"),
    "no_deadline": Text(es="por qué no tiene plazo", en="why it has no deadline"),
    "how": Text(es="cómo se hace", en="how it is done"),
    "form": Text(es="con qué formato", en="with which form"),
    "if_no": Text(es="si la persona dice que no", en="if the person says no"),
    "when": Text(es="cuándo corresponde", en="when it applies"),
    "after": Text(es="después de", en="after"),
    "within": Text(es="plazo", en="deadline"),
    "done_by": Text(es="se cumple con", en="met by"),
    "declined_by": Text(es="también lo cierra", en="also closed by"),
    "tools": Text(es="herramientas", en="tools"),
    "legal": Text(es="fundamento", en="basis"),
    "urgent": Text(es="urgente", en="urgent"),
    "recurs": Text(es="se repite", en="recurs"),
    "provenance": Text(es="procedencia", en="provenance"),
    "order": Text(es="lugar en la lista", en="place in the list"),
    "scope": Text(es="a qué se refiere", en="what it is about"),
}

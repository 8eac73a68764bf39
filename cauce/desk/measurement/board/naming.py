"""The words of a board: what is broken down, into what, and when, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cauce.content.loader import Edition as Content
from cauce.content.model import Text
from cauce.content.model_publication import DIMENSION_LABELS
from cauce.measurement.facts.periods import Period
from cauce.measurement.publishing.same_people import COUNTED
from cauce.measurement.publishing.tabulating import CATALOGUES
from cauce.measurement.rules.indicators.model import LANGUAGE_GROUPS
from cauce.measurement.rules.publication.period import period_in_words
from cauce.ui.words import Words

Say = Text | Words

UNKNOWN, NONE, WAITING = "unknown", "none", "waiting"
NOT_KNOWN = Words("no se sabe", "not known")
# Where a breakdown is published too, it is called here as it is there.
HEADS: dict[str, Say] = {
    "": Words("En el tiempo", "Over time"),
    "post": Words("Consulado", "Post"),
    **{name: label for name, label in DIMENSION_LABELS.items() if name != COUNTED},
    "step": Words("Paso", "Step"),
    "action": Words("Paso del Protocolo", "Step of the Protocol"),
    "law_mx": Words("Ley General, artículos 10 y 13", "General Law, articles 10 and 13"),
    "law_us": Words("Ley de Estados Unidos (TVPA)", "United States law (TVPA)"),
}
VERDICTS = {
    "met": Words("se reúnen los elementos", "the elements are met"),
    "not_met": Words("no se reúnen", "they are not met"),
    "unclear": Words("no está claro", "it is unclear"),
}
STEPS = {
    "handover": Words("a la conversación a solas", "to the private talk"),
    "plan": Words("al plan de seguridad", "to the safety plan"),
    "service": Words("al primer servicio", "to the first service"),
    "reunion": Words("a la reunión de la familia", "to the family reunited"),
    "cases": Words("casos", "cases"),
    "persons": Words("personas", "persons"),
}
UNITS: dict[str, tuple[Say, Say]] = {
    "person": (Words("persona", "person"), Words("personas", "people")),
    "case": (Words("caso", "case"), Words("casos", "cases")),
    "contact": (Words("contacto", "contact"), Words("contactos", "contacts")),
    "referral": (Words("canalización", "referral"), Words("canalizaciones", "referrals")),
    "request": (Words("solicitud", "request"), Words("solicitudes", "requests")),
    "obligation": (Words("paso", "step"), Words("pasos", "steps")),
    "entry": (Words("ficha", "entry"), Words("fichas", "entries")),
    "staff": (
        Words("persona del servicio", "member of staff"),
        Words("personas del servicio", "members of staff"),
    ),
}


FIXED: dict[str, Mapping[str, Say]] = {
    "law_mx": VERDICTS,
    "law_us": VERDICTS,
    "language_group": LANGUAGE_GROUPS,
    "step": STEPS,
}


def _of_content(by: str, content: Content) -> Mapping[str, Say]:
    """The names that the edition gives."""
    match by:
        case "sex":
            return content.facts["person.sex"].value_labels
        case "state":
            return {row["code"]: Words(row["name"], row["name"]) for row in content.catalogues["mx_states"]}
        case "action":
            return {id: action.title for id, action in content.actions.items()}
    if by in CATALOGUES:
        return {row.id: row.title for row in content.catalogues[CATALOGUES[by]]}
    return {}


def namer(by: str, content: Content, posts: dict[str, str]) -> Callable[[str], Say]:
    """What a value of a breakdown is called; its code where no list names it. ``posts``: by code."""
    if by == "age_band":
        return _age
    named = FIXED[by] if by in FIXED else _of_content(by, content)
    if by == "post":
        named = {code: Words(name, name) for code, name in posts.items()}

    def name(value: str) -> Say:
        if value == UNKNOWN:
            return NOT_KNOWN
        if value == NONE:
            return Words("ninguna", "none")
        if value == WAITING:
            return Words("todavía ninguna; se le sigue", "none yet; still followed")
        return named.get(value, Words(value, value))

    return name


def _age(value: str) -> Say:
    """«12 a 17 años», «60 años o más»."""
    if value == UNKNOWN:
        return NOT_KNOWN
    low, dash, high = value.rstrip("+").partition("-")
    if dash:
        return Words(f"{low} a {high} años", f"{low} to {high}")
    return Words(f"{low} años o más", f"{low} or older") if value.endswith("+") else Words(value, value)


def period_long(period: Period) -> Say:
    """«el tercer trimestre de 2026», «the year 2026»."""
    said, (es, en) = period_in_words(period.kind, period.since), ("el", "the")
    if period.kind == "year":
        es, en = "el año", "the year"
    return Words(f"{es} {said.es}", f"{en} {said.en}")


def period_short(period: Period) -> tuple[Say, str]:
    """What stands under a point, and the year under it: («T3», "2026"); of a year, the year alone."""
    match period.kind:
        case "quarter":
            return Words(f"T{period.number}", f"Q{period.number}"), str(period.since.year)
        case "half":
            return Words(f"S{period.number}", f"H{period.number}"), str(period.since.year)
    return Words(str(period.since.year), str(period.since.year)), ""


THIS: dict[str, Say] = {
    "quarter": Words("Este trimestre", "This quarter"),
    "half": Words("Este semestre", "This half-year"),
    "year": Words("Este año", "This year"),
}
BEFORE: dict[str, Say] = {
    "quarter": Words("el trimestre anterior", "the quarter before"),
    "half": Words("el semestre anterior", "the half-year before"),
    "year": Words("el año anterior", "the year before"),
}
KIND_NAMES: dict[str, Say] = {
    "quarter": Words("Trimestre", "Quarter"),
    "half": Words("Semestre", "Half-year"),
    "year": Words("Año", "Year"),
}


def unit(one: str, number: int) -> Say:
    """«persona», «personas»: of so many."""
    single, many = UNITS[one]
    return single if number == 1 else many


def lower(text: Say) -> Say:
    """As it stands within a sentence: only its first letter, so that a name keeps its own."""
    return Words(*(word[0].lower() + word[1:] for word in (text.es, text.en)))

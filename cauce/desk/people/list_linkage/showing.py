"""Comparisons in words and tables: lists, why rows were left out, levels, shares with their intervals."""

from __future__ import annotations

from typing import Any

from cauce.content.model import Text, both, word_tables
from cauce.methods.linkage import COMPARISONS, LEVELS
from cauce.people.asking import BASES, Terms
from cauce.people.models import Linkage, LinkagePair
from cauce.people.outside_lists import CONSULAR
from cauce.protocol.editions.access import current_edition
from cauce.ui.words import exact, say

WORDS = word_tables(__file__)
STATES = WORDS["states"]
SHAPES = {"agreed": "soon", "review": "open", "ended": "done"}
WHY = WORDS["why"]
FIELDS = (
    ("given", both("Nombre", "Given name")),
    ("first_surname", both("Primer apellido", "First surname")),
    ("second_surname", both("Segundo apellido", "Second surname")),
    ("other_names", both("También le dicen", "Also called")),
    ("birth_date", both("Fecha de nacimiento", "Birth date")),
    ("sex", both("Sexo", "Sex")),
    ("state", both("Entidad de nacimiento", "State of birth")),
    ("municipality", both("Municipio", "Municipality")),
    ("curp", both("CURP", "CURP")),
)
LABELS = WORDS["labels"]
GROUPS = WORDS["groups"]
VALUES = {
    ("indigenous", "yes"): both("sí", "yes"),
    ("indigenous", "no"): both("no", "no"),
    ("sex", "F"): both("mujer", "woman"),
    ("sex", "M"): both("hombre", "man"),
    ("sex", "X"): both("otro", "other"),
}
FEWEST = 10  # answers of a group below which its share is not shown


def titles() -> dict[str, Text]:
    """The lists that may be compared, in the words of the edition."""
    return {one.id: one.title for one in current_edition().catalogues["linkage_lists"]}


def name_of(lists: list[str]) -> Text:
    """«Casos · SIPC»; posts with each other where no list is named."""
    known = titles()
    if not lists:
        return both("Consulados entre sí", "Posts with each other")
    found = [known.get(one, both(one, one)) for one in lists]
    return both(" · ".join(one.es for one in found), " · ".join(one.en for one in found))


def facts_of(terms: Terms, language: str) -> list[dict[str, Any]]:
    """What was agreed, as facts of a page."""
    basis = BASES[terms.basis]
    return [
        {"name": say("Con qué", "With what"), "value": name_of(list(terms.lists))},
        {"name": say("Casos desde", "Cases from"), "value": exact(terms.since, language)},
        {"name": say("Hasta (sin incluir)", "Up to (not including)"), "value": exact(terms.until, language)},
        {"name": say("Consulados", "Posts"), "value": ", ".join(terms.posts) or say("todas", "all of them")},
        {
            "name": say("Fundamento", "Legal basis"),
            "value": say(f"{basis.es} {terms.source}".strip(), f"{basis.en} {terms.source}".strip()),
        },
        {"name": say("Coincidencias que se esperan", "Matches expected"), "value": str(terms.expected)},
    ]


def counts_table(linkage: Linkage) -> dict[str, Any]:
    """How many were taken and left out, by list and reason; nobody's row."""
    known = titles()
    rows = []
    for name, one in linkage.counts.get("lists", {}).items():
        rows.append(
            [
                known.get(name, name),
                both(str(one["taken"]), str(one["taken"])),
                _why(one["left_out"]),
            ]
        )
    return {
        "caption": say("Quiénes entraron y quiénes no", "Who was taken and who was not"),
        "stack": True,
        "columns": [
            {"name": say("Lista", "List")},
            {"name": say("Entraron", "Taken"), "number": True},
            {"name": say("No entraron", "Left out")},
        ],
        "rows": rows,
    }


def _why(left_out: dict[str, int]) -> Text:
    if not left_out:
        return both("0", "0")
    told = [(WHY.get(why, both(why, why)), count) for why, count in sorted(left_out.items())]
    return both("; ".join(f"{n} {w.es}" for w, n in told), "; ".join(f"{n} {w.en}" for w, n in told))


def refused_rows(linkage: Linkage) -> list[tuple[Text, list[tuple[int, Text]]]]:
    """By list from a file, the lines that were refused and why."""
    known = titles()
    return [
        (known.get(name, both(name, name)), [(line, _refused(*rest)) for line, *rest in rows])
        for name, one in linkage.counts.get("lists", {}).items()
        if (rows := one.get("rows"))
    ]


def _refused(why: str, first: int | None = None) -> Text:
    """Why a line was refused. ``first``: the line with the same person, which stays; None: there is none."""
    words = WHY.get(why, both(why, why))
    if first is None:
        return words
    return both(f"{words.es} (renglón {first})", f"{words.en} (line {first})")


def levels(pair: LinkagePair) -> list[Text]:
    """What the two have in common, a phrase for each comparison; no figure."""
    return [
        both(
            f"{COMPARISONS[name].es}: {LEVELS[name][level].es}",
            f"{COMPARISONS[name].en}: {LEVELS[name][level].en}",
        )
        for name, level in pair.levels.items()
        if name in COMPARISONS and level in LEVELS[name]
    ]


def sides(left: dict[str, str], right: dict[str, str]) -> list[dict[str, Any]]:
    """The fields of the two beside each other, and whether they differ; what neither says is left out."""
    return [
        {
            "label": label,
            "left": left[name],
            "right": right[name],
            "differ": bool(left[name] and right[name]) and _folded(left[name]) != _folded(right[name]),
        }
        for name, label in FIELDS
        if left[name] or right[name]
    ]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def where_of(pair: LinkagePair, side: int) -> Text:
    """On which list one of the two stands."""
    name = pair.lists[side]
    return (
        titles().get(name, both(name, name))
        if name != CONSULAR
        else both("Caso de un consulado", "Case of a post")
    )


def share(one: dict[str, Any]) -> Text:
    """«0.98 (0.95 – 0.99)»; a dash where there is nothing to share out."""
    if one["value"] is None:
        return both("–", "–")
    told = f"{one['value']:.3f} ({one['lower']:.3f} – {one['upper']:.3f})"
    return both(told, told)


def quality_table(found: dict[str, Any]) -> dict[str, Any]:
    """Precision and recall of everybody and of each group, with 95 % intervals."""
    few = both(f"menos de {FEWEST}: no se muestra", f"fewer than {FEWEST}: not shown")
    rows = [[both("Todas las personas", "Everybody"), *map(share, _of(found["overall"]))]]
    for one in found["groups"]:
        name = GROUPS.get(one["dimension"], both(one["dimension"], one["dimension"]))
        value = VALUES.get((one["dimension"], one["value"]), both(one["value"], one["value"]))
        cells = [share(s) if s["of"] >= FEWEST or s["value"] is None else few for s in _of(one)]
        rows.append([both(f"{name.es}: {value.es}", f"{name.en}: {value.en}"), *cells])
    return {
        "caption": say(
            "Precisión y cobertura, con su intervalo del 95 %",
            "Precision and recall, with their 95 % interval",
        ),
        "hint": say(
            "Cobertura: entre los pares que la comparación llegó a ver.",
            "Recall: among the pairs that the comparison came to see.",
        ),
        "stack": True,
        "columns": [
            {"name": say("Grupo", "Group")},
            {"name": say("Precisión", "Precision"), "number": True},
            {"name": say("Cobertura", "Recall"), "number": True},
        ],
        "rows": rows,
    }


def _of(one: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    return one["precision"], one["recall"]

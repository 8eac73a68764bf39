"""Which branches of the Protocol the known facts open: each changes what is asked and what is due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cauce.content.conditions import compile_condition
from cauce.content.loader import Edition
from cauce.content.model import Text
from cauce.content.model_branches import Branch
from cauce.rules.pathway import Act, Obligation

CHILD = "child"
LANGUAGE = "language"
DANGER = "danger"

_WORDS: dict[str, tuple[Text, Text]] = {
    DANGER: (
        Text(es="Primero, poner a salvo a la persona", en="First, get the person to safety"),
        Text(
            es="Hay peligro inmediato: 911 si hace falta. Lo demás se detiene; ninguna ayuda "
            "espera una firma ni una conclusión.",
            en="There is immediate danger: call 911 if needed. Everything else stops; no help waits for a "
            "signature or a conclusion.",
        ),
    ),
    CHILD: (
        Text(
            es="Se atiende como niña, niño o adolescente",
            en="Treated as a child or adolescent",
        ),
        Text(
            es=(
                "Lo que pide cada ley cambia por su edad: está en «Conclusión». Se dialoga con "
                "tarjetas según su edad, sin repetir entrevistas, y se solicita la asistencia que "
                "corresponde por su edad."
            ),
            en='What each law asks changes with the age: see "Conclusion". Use age-appropriate cards, do not '
            "repeat interviews, and request the assistance due to that age.",
        ),
    ),
    LANGUAGE: (
        Text(
            es="Hace falta intérprete de su lengua",
            en="An interpreter is needed for the person's language",
        ),
        Text(
            es="Conseguir intérprete empieza ahora y nunca interpreta quien acompaña. Pregunte la "
            "lengua y la comunidad; quien interpreta no debe conocer a su familia.",
            en="Start looking for an interpreter now; a companion never interprets. Ask which language and "
            "which community; the interpreter must not know the family.",
        ),
    ),
}


# Whose age was asked, left open and doubted by nobody: a line left empty by haste changes a whole talk.
AGE_OPEN = Text(
    es="Así se hace mientras no se anote su edad, en «Seguridad».",
    en='It stays so until the age is noted, under "Safety".',
)
AGE_ROUTE, AGE = "protection:safety", "#id_age"
NOTE_AGE = Text(es="Anotar la edad", en="Note the age")
NOW = Text(es="Ver qué hacer ahora", en="See what to do now")
# Where what a branch asks for is done; a branch without a page of its own is not listed.
_ROUTES = {DANGER: "protection:safety", LANGUAGE: "protection:tongue"}


def is_child(facts: dict[str, Any], acts: Iterable[Act] = ()) -> bool:
    """Under 18, doubted, or asked and not known: attended as a child until it is verified.

    An age that nobody asked yet opens no branch here: the plan itself asks for it.
    """
    age = facts.get("person.age")
    if facts.get("person.age_doubt") is True:
        return True
    if age is None:
        return any(act.name in ("child_branch_opened", "age_checked") for act in acts)
    return age < 18


def open_branches(facts: dict[str, Any], acts: Iterable[Act] = ()) -> list[str]:
    """The branches that are open for these facts and acts."""
    found = []
    if facts.get("danger.immediate") is True:
        found.append(DANGER)
    if is_child(facts, acts):
        found.append(CHILD)
    if facts.get("person.indigenous_language") or facts.get("person.needs_interpreter"):
        found.append(LANGUAGE)
    return found


def first_of_all(facts: Mapping[str, Any]) -> tuple[Text, str] | None:
    """What comes before any step while there is danger now, and the page where it is done; None: nothing."""
    danger = facts.get("danger.immediate") is True
    return (_WORDS[DANGER][0], _ROUTES[DANGER]) if danger else None


def shown(facts: dict[str, Any], acts: Iterable[Act] = ()) -> list[dict[str, Any]]:
    """The open branches with their words, for the page of the case."""
    age_open = facts.get("person.age") is None and facts.get("person.age_doubt") is not True
    routes = _ROUTES | ({CHILD: AGE_ROUTE} if age_open else {})
    return [
        {
            "id": id,
            "route": routes.get(id, ""),
            "at": AGE if id == CHILD else "",
            "label": NOTE_AGE if id == CHILD else NOW,
            "kind": "danger" if id == DANGER else "warn",
            "title": _WORDS[id][0],
            "text": _with_age_open(_WORDS[id][1]) if id == CHILD and age_open else _WORDS[id][1],
        }
        for id in open_branches(facts, acts)
    ]


def _with_age_open(text: Text) -> Text:
    return Text(es=f"{AGE_OPEN.es} {text.es}", en=f"{AGE_OPEN.en} {text.en}")


def state_of(edition: Edition, branch: Branch, facts: Mapping[str, Any]) -> str:
    """«yes», «no» or «unknown»: whether the content opens this branch for these facts."""
    found = compile_condition(branch.when, edition.facts).decide(facts).value
    return "unknown" if found is None else "yes" if found else "no"


def tags(edition: Edition, facts: Mapping[str, Any]) -> list[Branch]:
    """The branches of the content that are open, in their order."""
    ordered = sorted(edition.branches.values(), key=lambda branch: branch.order)
    return [branch for branch in ordered if state_of(edition, branch, facts) == "yes"]


def steps(edition: Edition, plan: Iterable[Obligation]) -> dict[str, list[dict[str, Any]]]:
    """The steps that each branch has in this case, whatever their state but «not required»."""
    found: dict[str, list[dict[str, Any]]] = {}
    for obligation in plan:
        action = edition.actions.get(obligation.action)
        if action is not None and action.branch and obligation.state != "not_required":
            found.setdefault(action.branch, []).append(
                {"id": action.id, "title": action.title, "state": obligation.state}
            )
    return found

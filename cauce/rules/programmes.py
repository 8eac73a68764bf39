"""Which programmes of either government fit what is known of a case, which ask first, which do not, and why.

Three answers, as of services (``matching``): what is not known never leaves a programme out, it says what
to ask. Nothing is requested and nobody is told: a person reads, and decides. Immigration papers are never
read here. The programmes and their conditions: ``content/programmes``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cauce.content.conditions import Condition, Values, compile_condition
from cauce.content.loader import Edition
from cauce.content.model import Fact, Text, both
from cauce.content.model_programmes import After, Programme
from cauce.content.sentences import fact_words, joined, sentence

from .matching import Verdict
from .routes import DENIED, FILED, GRANTED, NOT_PURSUED, Standing

NO_RULE = both("Ninguna fuente dice a quién recibe: pregunte.", "No source says who it accepts: ask.")
_ORDER: tuple[Verdict, ...] = ("fits", "ask", "no")
# What opens a later state opens an earlier one: what was granted had been filed.
_REACHED = {FILED: frozenset({FILED, GRANTED}), GRANTED: frozenset({GRANTED})}
_ENDED = frozenset({DENIED, NOT_PURSUED})


@dataclass(frozen=True, slots=True)
class Fit:
    """One programme for one case. ``wanted``: something it serves is needed or wished for.

    ``yes`` what speaks for it, ``ask`` what is not known and would decide, ``no`` what speaks against.
    """

    programme: Programme
    verdict: Verdict
    yes: tuple[Text, ...]
    ask: tuple[Text, ...]
    no: tuple[Text, ...]
    wanted: bool


def rule_of(one: Programme, facts: Mapping[str, Fact]) -> Text | None:
    """The rule that a case is compared with, as a sentence; None: no source states one."""
    if not one.when:
        return None
    return both(sentence(one.when, facts, "es"), sentence(one.when, facts, "en"))


def fits(edition: Edition, known: Values, standings: Mapping[str, Standing]) -> tuple[Fit, ...]:
    """Every programme of the edition: those that fit first, and among them what is wanted.

    ``known``: facts of the case by name (None or absent: not known; an age in doubt counts as not
    known); ``standings``: where each route stands, as the lawyer said. Raises ``BadInput`` for a
    fact of the wrong type.
    """
    values = dict(known)
    if values.get("person.age_doubt") is True:
        values["person.age"] = None
    found = [
        fit(one, _condition(one, edition.facts), edition, values, standings)
        for one in edition.programmes.values()
    ]
    return tuple(
        sorted(
            found,
            key=lambda f: (_ORDER.index(f.verdict), not f.wanted, f.programme.order),
        )
    )


def _condition(one: Programme, facts: Mapping[str, Fact]) -> Condition:
    return compile_condition(one.when, facts, one.id)


def fit(
    one: Programme, condition: Condition, edition: Edition, values: Values, standings: Mapping[str, Standing]
) -> Fit:
    """One programme. What speaks against it decides, then what is not known."""
    yes: list[Text] = []
    ask: list[Text] = []
    no: list[Text] = []
    if condition.rows:
        said = condition.evaluate(values)
        if said.value is True:
            yes += [_words(edition, name, values) for name in said.holding or ()]
        elif said.value is None:
            ask += [_words(edition, name, {}) for name in said.missing]
        else:
            no += [_words(edition, name, values) for name in condition.against(values)]
    else:
        ask.append(NO_RULE)
    if one.after is not None:
        opened, words = _opened(one.after, edition, standings)
        (yes if opened else ask if opened is None else no).append(words)
    verdict: Verdict = "no" if no else "ask" if ask else "fits"
    wanted = any(values.get(name) is True for name in one.serves)
    return Fit(one, verdict, tuple(yes), tuple(ask), tuple(no), wanted)


def _words(edition: Edition, name: str, values: Values) -> Text:
    fact, value = edition.facts[name], values.get(name)
    return both(fact_words(fact, value, "es"), fact_words(fact, value, "en"))


def _opened(after: After, edition: Edition, standings: Mapping[str, Standing]) -> tuple[bool | None, Text]:
    """Whether a route opens it. None: nothing says so yet; False: every such route has ended."""
    enough = frozenset[str]().union(*(_REACHED[state] for state in after.states))
    for id in after.routes:
        if id in standings and standings[id].state in enough:
            title = edition.routes[id].title
            return True, both(f"ya consta: {title.es}", f"it is on record: {title.en}")
    titles = [edition.routes[id].title for id in after.routes]
    es = joined([title.es for title in titles], "es", last="o")
    en = joined([title.en for title in titles], "en", last="or")
    if all(id in standings and standings[id].state in _ENDED for id in after.routes):
        return False, both(f"no sigue: {es}", f"not going on: {en}")
    return None, both(f"no consta todavía: {es}", f"not on record yet: {en}")

"""What a later edition may not take away: whatever was written down must stay readable.

Cases keep facts, acts and answers under their ids. An edition that no longer knew one of them could
not read what was done. Steps may end; the words they were recorded with may not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cauce.content.bank import instrument_hash
from cauce.content.checks.lawful import begun_too_late, loosened
from cauce.content.checks.report import Finding
from cauce.content.checks.world import at_line
from cauce.content.loader import Edition
from cauce.content.model_indicators import Indicator
from cauce.content.model_toolbox import Instrument
from cauce.content.vocabulary import Vocabulary

# Catalogues whose codes stand in cases.
KEPT_LISTS = (
    "closing_reasons",
    "contact_ways",
    "contest_reasons",
    "declined_reasons",
    "departure_reasons",
    "needs",
    "channels",
    "rejection_reasons",
    "stop_reasons",
    "referral_results",
    "not_completed_reasons",
)


def _gone(file: str, what_es: str, what_en: str, id: str) -> Finding:
    return at_line("still_needed", file, 1, what_es=what_es, id=id, what_en=what_en)


def broken_promises(old: Edition, new: Edition) -> Iterator[Finding]:
    """Everything of an older edition that a newer one may not lack, or may not have changed."""
    for id, fact in old.facts.items():
        now = new.facts.get(id)
        if now is None or now.type != fact.type:
            yield _gone("catalogues/facts.yaml", "el hecho", "the fact", id)
            continue
        for value in sorted(set(fact.values) - set(now.values)):
            yield _gone("catalogues/facts.yaml", "el valor", "the value", f"{id}={value}")
    for id in sorted(old.acts.keys() - new.acts.keys()):
        yield _gone("catalogues/acts.yaml", "el acto", "the act", id)
    for id in sorted(old.parameters.keys() - new.parameters.keys()):
        yield _gone("parameters", "el parámetro", "the parameter", id)
    for name in KEPT_LISTS:
        had = {row.id for row in old.catalogues.get(name, ())}
        has = {row.id for row in new.catalogues.get(name, ())}
        for id in sorted(had - has):
            yield _gone(f"catalogues/{name}.yaml", "la clave", "the code", id)
    posts = {str(row["code"]) for row in new.catalogues.get("posts", ())}
    for row in old.catalogues.get("posts", ()):
        if row["code"] not in posts:
            yield _gone("catalogues/posts.csv", "el consulado", "the post", str(row["code"]))
    yield from _vocabulary(old.vocabulary, new.vocabulary)
    yield from _instruments(old, new)
    yield from _indicators(old, new)
    yield from loosened(old, new)
    yield from begun_too_late(old, new)


FIELDS, KINDS = "catalogues/shareable_fields.yaml", "catalogues/recipient_kinds.yaml"


def _vocabulary(old: Vocabulary, new: Vocabulary) -> Iterator[Finding]:
    """Answers of the person stay readable, mean what they meant, and nothing forbidden is set free."""
    for id in sorted(old.purposes.keys() - new.purposes.keys()):
        yield _gone("catalogues/consent_purposes.yaml", "la clave", "the code", id)
    for id in sorted(old.fields.keys() - new.fields.keys()):
        yield _gone(FIELDS, "el dato", "the datum", id)
    for id, was in old.recipients.items():
        now = new.recipients.get(id)
        if now is None:
            yield _gone(KINDS, "el tipo de destinatario", "the kind of recipient", id)
        elif (now.purpose, now.partner) != (was.purpose, was.partner):
            yield at_line("recipient_changed", KINDS, 1, id=id)
    for id in sorted(old.forbidden):
        before = set(old.fields[id].to) if id in old.fields else set()
        more = sorted(set(new.fields[id].to) - before) if id in new.fields else []
        if id not in new.forbidden or more:
            whom = ", ".join(more) or "…"
            yield at_line("field_freed", FIELDS, 1, id=id, whom=whom)


def _file(id: str, version: int) -> str:
    name = f"tool-{int(id[1:]):02d}" if id[:1] == "T" and id[1:].isdigit() else id
    return f"toolbox/{name}.v{version}.yaml"


def _asked(one: Any) -> Any:
    """What was asked: who answers an item was said of them later, and changes none of its words."""
    return instrument_hash(one) if isinstance(one, Instrument) else one


def _instruments(old: Edition, new: Edition) -> Iterator[Finding]:
    versions: dict[tuple[str, int], Any] = {**old.instrument_versions, **old.tool_versions}
    for (id, version), was in versions.items():
        held = new.tool_versions if (id, version) in old.tool_versions else new.instrument_versions
        file, now = _file(id, version), held.get((id, version))
        if now is None:
            yield _gone(file, "el instrumento", "the instrument", f"{id}.v{version}")
        elif _asked(now) != _asked(was):
            yield at_line("version_edited", file, 1, id=id, version=version, next=_file(id, version + 1))


def _indicators(old: Edition, new: Edition) -> Iterator[Finding]:
    for (id, version), was in old.indicator_versions.items():
        now = new.indicator_versions.get((id, version))
        if now is None:
            yield _gone("indicators", "el indicador", "the indicator", f"{id}.v{version}")
        elif _counted(now) != _counted(was):
            yield at_line(
                "version_edited/indicator",
                "indicators",
                1,
                id=id,
                version=version,
                next=version + 1,
            )


def _counted(one: Indicator) -> dict[str, Any]:
    """What the figure depends on. Words may be mended, and an estimate may be added."""
    how = {"horizon", "waits", "aid_not", "before_too"}
    return one.model_dump(include={"valid_from", "unit", "measure", "numerator", "denominator"} | how)

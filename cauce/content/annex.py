"""What one post adds to an edition: steps and contacts of its own. It can only add.

A local step bears the code of its post (``L-HOU-01``), is met by one act alone (``local_step_done``,
tied to it) and is never urgent, so that it can neither stand in for a national step nor come before
one. National steps are not even readable here: an annex has no key with which to change them.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Annotated, Any

from pydantic import Field, StringConstraints, ValidationError

from cauce.content.conditions import Condition
from cauce.content.errors import BadInput, BadInputs, CauceError, unknown
from cauce.content.loader import Edition
from cauce.content.model import Action, Content, Row, Slug, Text, Within

bad_input = BadInputs(__file__)

LOCAL_DONE = "local_step_done"
LAST = 9000  # local steps stand after all national ones
StepId = Annotated[str, StringConstraints(pattern=r"^L-[A-Z]{3}-\d{2}$")]


class LocalStep(Content):
    """A step that only this post takes."""

    id: StepId
    title: Text
    why: Text
    role: Slug
    when: list[Row] = Field(default_factory=list)  # empty: always
    after: list[str] = Field(default_factory=list)  # national steps, or local ones above it
    within: list[Within] = Field(default_factory=list)  # empty: no deadline is stated
    evidence: Text
    note: Text | None = None


class LocalContact(Content):
    """Whom this post calls, and for which step (None: for none in particular)."""

    title: Text
    reach: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    step: str | None = None
    note: Text | None = None


class Annex(Content):
    """All that a post adds."""

    steps: list[LocalStep] = Field(default_factory=list)
    contacts: list[LocalContact] = Field(default_factory=list)


class LocalAction(Action):
    """A local step as the planner takes it; the mark of the post is its class."""

    id: StepId
    after: list[str] = Field(default_factory=list)


def _weakens(where: str) -> BadInput:
    return bad_input("annex_of_post_does_not_change", where=where)


def _shape(where: str, said: str) -> BadInput:
    return bad_input("it_does_not_have_the_expected_form", where=where, said=said)


def _raw(text: str) -> Mapping[str, Any]:
    from ruamel.yaml.error import YAMLError

    from cauce.content.yaml import reader

    try:
        raw = reader().load(text)
    except (YAMLError, ValueError) as problem:
        raise _shape("yaml", " ".join(str(problem).split())) from None
    if raw is None:
        return {}
    if not isinstance(raw, dict):
        raise _shape("yaml", "steps:, contacts:")
    return raw


def read_annex(text: str, edition: Edition, post: str) -> Annex:
    """An annex from its YAML, proved against an edition.

    BadInput or Unknown, with the cure, at the first thing that is wrong; above all at whatever
    would touch a national step.
    """
    raw = _raw(text)
    steps = raw.get("steps") or ()
    if not isinstance(steps, (list, tuple)):
        raise _shape("steps", "steps: [ ]")
    for index, step in enumerate(steps):
        id = str(step.get("id", "")) if isinstance(step, dict) else ""
        if id in edition.actions or not id.startswith(f"L-{post}-"):
            raise _weakens(f"steps[{index}] {id}")
        if isinstance(step, dict) and {"done_by", "declined_by", "urgent", "order"} & set(step):
            raise _weakens(f"steps[{index}] {id}")
    try:
        annex = Annex.model_validate(dict(raw))
    except ValidationError as problem:
        first = problem.errors()[0]
        raise _shape(".".join(str(step) for step in first["loc"]), first["msg"]) from None
    for found in _wrong(annex, edition):
        raise found
    return annex


def _wrong(annex: Annex, edition: Edition) -> Iterator[CauceError]:
    seen: set[str] = set()
    for step in annex.steps:
        if step.id in seen:
            yield _shape(step.id, "id ×2")
        yield from _wrong_step(step, edition, seen)
        seen.add(step.id)
    for contact in annex.contacts:
        if contact.step is not None and contact.step not in {*edition.actions, *seen}:
            yield unknown("pasos", "steps", contact.step, edition.actions, "contacts.step")


def _wrong_step(step: LocalStep, edition: Edition, seen: set[str]) -> Iterator[CauceError]:
    roles = {role.id for role in edition.catalogues.get("roles", ())}
    if step.role not in roles:
        yield unknown("funciones", "roles", step.role, roles, f"{step.id}.role")
    for before in step.after:
        national = edition.actions.get(before)
        if before not in seen and (national is None or national.scope != "case"):
            yield unknown("pasos", "steps", before, edition.actions, f"{step.id}.after")
    for within in step.within:
        if within.parameter not in edition.parameters:
            yield unknown(
                "parámetros", "parameters", within.parameter, edition.parameters, f"{step.id}.within"
            )
        start = within.start.removeprefix("act:").removeprefix("fact:").removeprefix("last:")
        if start not in edition.acts and start not in edition.facts:
            yield unknown("actos", "acts", start, edition.acts, f"{step.id}.within")
    try:
        Condition(step.when, edition.facts, f"{step.id}.when")
        for within in step.within:
            Condition(within.when, edition.facts, f"{step.id}.within")
    except CauceError as problem:
        yield problem


def added(text: str, part: str, entry: Mapping[str, Any]) -> str:
    """The text of an annex with one more entry in ``steps`` or ``contacts``. Raises ``BadInput``."""
    from ruamel.yaml import YAML

    whole = {"steps": [], "contacts": [], **_raw(text)}
    whole[part] = [*(whole[part] or []), dict(entry)]
    target = io.StringIO()
    writer = YAML()
    writer.width = 100
    writer.dump(whole, target)
    return target.getvalue()


def next_id(text: str, post: str) -> str:
    """The next free id of a local step."""
    taken = [int(found) for found in re.findall(rf"L-{post}-(\d\d)", text)]
    return f"L-{post}-{max(taken, default=0) + 1:02d}"


def with_annex(edition: Edition, annex: Annex, text: str) -> Edition:
    """The edition as that post follows it: every national step as it is, and its own after them.

    The result bears a hash of both, so that a compiled plan is never taken for another's.
    """
    own: dict[str, Action] = {
        step.id: LocalAction(
            order=LAST + index,
            scope="case",
            done_by=[LOCAL_DONE],
            provenance="proposed",
            **{name: getattr(step, name) for name in type(step).model_fields},
        )
        for index, step in enumerate(annex.steps)
    }
    both = hashlib.sha256(f"{edition.hash}\0{text}".encode()).hexdigest()
    return replace(edition, actions={**edition.actions, **own}, hash=both)

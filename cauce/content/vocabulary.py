"""The vocabulary of consent of one edition: purposes, kinds of recipient, data; and the floor below it.

An edition of before the vocabulary was content has none of its own: what the program said then stands in
``vocabulary_before.json``, and is never edited.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from cauce.content.model import Content, Text
from cauce.content.model_consent import ConsentPurpose, RecipientKind, ShareableField

BEFORE = Path(__file__).with_name("vocabulary_before.json")
# The floor. Never shareable with a shelter or a service provider, under an exception or under a demand,
# whatever the person consented to and whatever an edition says (security design, A08): nobody needs it to
# receive anybody, and it can expose the person. An edition may add to them.
FORBIDDEN: frozenset[str] = frozenset(
    {
        "nationality",
        "citizenship",
        "immigration_situation",
        "a_number",
        "passport",
        "visa",
        "curp",
        "consular_id",
        "entry_date",
        "entry_place",
        "entry_manner",
    }
)
# By which purposes such a datum may be told at all, each with a yes to that very datum: to an authority, or
# in a sealed envelope. Any other way, one that an edition invents too, is closed to it.
ONE_BY_ONE: frozenset[str] = frozenset({"us_authority", "papers"})


@dataclass(frozen=True)
class Vocabulary:
    """By id, in the order of the files: what is asked, who may be told, and which data there are."""

    purposes: Mapping[str, ConsentPurpose]
    recipients: Mapping[str, RecipientKind]
    fields: Mapping[str, ShareableField]

    @cached_property
    def forbidden(self) -> frozenset[str]:
        """Data that no referral, exception or demand ever carries: the floor, and what the edition adds."""
        return FORBIDDEN | {one.id for one in self.fields.values() if one.forbidden}

    @cached_property
    def to_one(self) -> frozenset[str]:
        """Purposes of which a yes names one recipient and holds for nobody else."""
        return frozenset(one.purpose for one in self.recipients.values() if one.purpose)

    @cached_property
    def labels(self) -> Mapping[str, Text]:
        """What each datum is called, those that ended too."""
        return {one.id: one.label for one in self.fields.values()}

    def by_file(self) -> dict[str, Mapping[str, Content]]:
        """What each file of ``catalogues/`` holds of it."""
        return {
            "consent_purposes": self.purposes,
            "recipient_kinds": self.recipients,
            "shareable_fields": self.fields,
        }

    def told(self, *kinds: str) -> tuple[ShareableField, ...]:
        """The data that every one of these kinds of recipient may be told, in order; no kind: none."""
        if not kinds:
            return ()
        held = [self.recipients[kind] for kind in kinds if kind in self.recipients]
        if len(held) < len(kinds):
            return ()
        free = all(one.purpose in ONE_BY_ONE for one in held)
        return tuple(
            one
            for one in self.fields.values()
            if not one.retired and set(kinds) <= set(one.to) and (free or one.id not in self.forbidden)
        )

    def asked(self, purpose: str) -> tuple[ShareableField, ...]:
        """The data that may be asked about for a purpose: those that one of its recipients may be told."""
        kinds = [one.id for one in self.recipients.values() if one.purpose == purpose]
        may = {one.id for kind in kinds for one in self.told(kind)}
        return tuple(one for id, one in self.fields.items() if id in may)

    def with_new(self, later: Vocabulary) -> Vocabulary:
        """This one, and of a later one the purposes that it lacks, with those who are told by them."""
        if later is self:
            return self
        lacking = later.purposes.keys() - self.purposes.keys()
        new = {id: one for id, one in later.recipients.items() if one.purpose in lacking}
        return Vocabulary({**later.purposes, **self.purposes}, {**new, **self.recipients}, self.fields)


def vocabulary_of(held: Mapping[str, Mapping[str, Any]]) -> Vocabulary:
    """The vocabulary of the objects of an edition; what it has no file for is as it was before."""
    before = vocabulary_before()
    purposes = held.get("consent_purposes", {})
    return Vocabulary(
        {id: _with_short(one, before.purposes.get(id)) for id, one in purposes.items()},
        held.get("recipient_kinds") or before.recipients,
        held.get("shareable_fields") or before.fields,
    )


def _with_short(one: ConsentPurpose, before: ConsentPurpose | None) -> ConsentPurpose:
    if one.short is not None or before is None:
        return one
    return one.model_copy(update={"short": before.short})


@lru_cache(maxsize=1)
def vocabulary_before() -> Vocabulary:
    """What the program itself said, for the editions that have no vocabulary."""
    said = json.loads(BEFORE.read_text(encoding="utf-8"))
    return Vocabulary(
        {row["id"]: ConsentPurpose.model_validate(row) for row in said["purposes"]},
        {row["id"]: RecipientKind.model_validate(row) for row in said["recipients"]},
        {row["id"]: ShareableField.model_validate(row) for row in said["fields"]},
    )

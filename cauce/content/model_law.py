"""The formats of concepts and laws.

Files: ``concepts.yaml``, ``law/``.
A list of concepts may name a group of its law with ``@name``; it is expanded on reading. Concept
slugs beginning ``x_`` are evidence against. Words stand in Spanish first, English beside them.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator

from cauce.content.model import Content, Provenance, Slug, Text

VerdictValue = Literal["met", "not_met", "unclear"]
LawId = Literal["palermo", "tvpa_us", "lgt_mx"]


class Concept(Content):
    """``concepts.yaml``: one thing that may be known about what happened."""

    id: Slug
    group: Literal["act", "means", "purpose", "condition", "observation", "person", "contrast"]
    text: Text
    kind: Literal["sex", "labour"] | None = None  # only purposes
    palermo: str | None = None  # the word of the law that it stands for; None: no hint noted
    tvpa: str | None = None
    lgt_mx: str | None = None
    htcds: str | None = None  # code of HTCDS 2.0; None: not mapped
    violation: Slug | None = None  # what other wrong it is by itself; None: none


class Together(Content):
    """Concepts that count only beside one of ``needs``, another than itself; alone, in part.

    ``needs`` empty: they never count in full, for the law does not name them. ``alone_in_part``
    false: alone they do not count at all, so that evidence against may close the question.
    """

    any_of: frozenset[Slug]
    needs: frozenset[Slug]
    alone_in_part: bool = True
    why: Text


class Element(Content):
    """What satisfies one element. Not required: ``any_of`` is only listed as context."""

    required: bool = True
    any_of: frozenset[Slug] = frozenset()
    together: list[Together] = Field(default_factory=list)
    waived_for: frozenset[Slug] = frozenset()  # any of these at the time of events waives it
    waiver: Text | None = None  # why; required with waived_for


class Caution(Content):
    """What counsel has still to confirm; said when any of ``when`` is known, or always."""

    when: frozenset[Slug] = frozenset()  # empty: always
    text: Text


class Form(Content):
    """One way of meeting a law (one of its articles): all its required elements together."""

    id: Slug
    title: Text
    act: Element
    means: Element
    purpose: Element
    cautions: list[Caution] = Field(default_factory=list)
    sources: list[Slug]
    provenance: Provenance


class Against(Content):
    """What one ``x_`` concept is evidence against, and how far.

    ``denies``: supporting concepts it contradicts (then that element is contradictory, never no).
    ``closes``: with no purpose known it shows that there is none, unless something of ``open_if``
    is known, which it does not explain. ``explains``: what was noticed that it accounts for; when
    everything noticed is accounted for and nothing else is known, that too closes.
    """

    concept: Slug
    denies: frozenset[Slug] = frozenset()
    denies_adult: frozenset[Slug] = frozenset()  # only if the person was not a minor
    closes: bool = False
    adult_only: bool = False  # says «adult»: sets nothing aside while minority is shown or unknown
    open_if: frozenset[Slug] = frozenset()
    explains: frozenset[Slug] = frozenset()
    why: Text


class NamedPurpose(Content):
    """A purpose as the law itself numbers and names it, and the concepts by which it is read."""

    number: str  # «VIII», «a»: as the text has it
    text: Text
    read_by: frozenset[Slug]
    form: Slug | None = None  # read apart, under this form; None: under whichever names the concepts
    note: Text | None = None


class Law(Content):
    """``law/<id>.yaml``: one legal frame. ``assess`` follows this file and nothing else."""

    id: LawId
    title: Text
    groups: dict[Slug, frozenset[Slug]] = Field(default_factory=dict)
    minor_shown_by: frozenset[Slug]  # at the time of the events, not today
    presumption: Text  # what is done while the age is not known
    forms: list[Form] = Field(min_length=1)
    purposes: list[NamedPurpose] = Field(default_factory=list)  # every one that the text names
    against: list[Against]
    doubted_by: frozenset[Slug] = frozenset()  # unexplained, these keep anything from closing
    doubt: Text
    note: Text
    sources: list[Slug]
    provenance: Provenance

    @model_validator(mode="before")
    @classmethod
    def expand_groups(cls, data: Any) -> Any:
        """Put the members of a group where ``@name`` stands; an undeclared group is refused."""
        if not isinstance(data, dict):
            return data
        groups: dict[str, list[str]] = {}

        def expanded(value: Any) -> Any:
            if isinstance(value, dict):
                return {key: expanded(inner) for key, inner in value.items()}
            if not isinstance(value, (list, tuple)):
                return value
            found: list[Any] = []
            for one in value:
                if isinstance(one, str) and one.startswith("@"):
                    if one[1:] not in groups:
                        raise ValueError(f"group {one} is not declared above its use")
                    found.extend(groups[one[1:]])
                else:
                    found.append(expanded(one))
            return found

        for name, members in (data.get("groups") or {}).items():
            groups[name] = expanded(members)
        return {key: groups if key == "groups" else expanded(value) for key, value in data.items()}

    def concept_ids(self) -> frozenset[str]:
        """Every concept that the law names, for the check that each exists in the bank."""
        found = {*self.minor_shown_by, *self.doubted_by}
        for one in self.purposes:
            found |= one.read_by
        for form in self.forms:
            for element in (form.act, form.means, form.purpose):
                found |= element.any_of | element.waived_for
                for pair in element.together:
                    found |= pair.any_of | pair.needs
            for caution in form.cautions:
                found |= caution.when
        for row in self.against:
            found |= {row.concept, *row.denies, *row.denies_adult, *row.open_if, *row.explains}
        return frozenset(found)

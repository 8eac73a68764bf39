"""What the labels of a review say of a comparison: precision and recall by group, and agreement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from cauce.methods import linkage as library
from cauce.methods.linkage import Pair, Sampled
from cauce.rules.agreement import Agreement, fleiss

from .models import Linkage, LinkageLabel, LinkagePair
from .sealing import who_of_many

SAME = {"same": True, "different": False}


def labels_of(linkage: Linkage) -> dict[Any, dict[str, str]]:
    """By pair, who said what."""
    found: dict[Any, dict[str, str]] = {}
    rows = LinkageLabel.objects.filter(pair__linkage=linkage).order_by("at")
    for pair, by, label in rows.values_list("pair_id", "by", "label"):
        found.setdefault(pair, {})[by] = label
    return found


def answer(said: Mapping[str, str]) -> bool | None:
    """One answer of several reviewers: the same person, another; None where they differ or cannot tell."""
    given = set(said.values())
    return SAME.get(given.pop()) if len(given) == 1 else None


def measured(linkage: Linkage) -> dict[str, Any]:
    """Quality and agreement as they stand, as JSON; groups only while the key is there."""
    pairs = list(LinkagePair.objects.filter(linkage=linkage).select_related("linkage"))
    said = labels_of(linkage)
    groups = _groups(pairs) if linkage.state == "review" else {}
    sample = [_sampled(one) for one in pairs]
    answers = {(f"{one.id}", f"{one.id}+"): answer(said.get(one.id, {})) for one in pairs}
    found = library.quality(sample, answers, groups)
    return {
        "reviewed": found.reviewed,
        "unsure": found.unsure,
        "enough": found.enough,
        "needed": library.LEAST_REVIEWED,
        "overall": asdict(found.overall),
        "groups": [
            {"dimension": name, "value": value, **asdict(one)}
            for (name, value), one in found.groups.items()
            if value
        ],
        "agreement": asdict_of(agreement(list(said.values()))),
    }


def agreement(said: Sequence[Mapping[str, str]]) -> Agreement:
    """How alike the reviewers read the same pairs, beyond chance; pairs of one reader do not count."""
    return fleiss([dict(Counter(one.values())) for one in said if len(one) > 1])


def asdict_of(found: Agreement) -> dict[str, Any]:
    why = {"es": found.why.es, "en": found.why.en} if found.why else None
    return {
        "kappa": found.kappa,
        "low": found.low,
        "high": found.high,
        "observed": found.observed,
        "pairs": found.stories,
        "reviewers": found.raters,
        "why": why,
    }


def _sampled(one: LinkagePair) -> Sampled:
    left, right = one.lists
    pair = Pair(f"{one.id}", f"{one.id}+", (left, right), one.chance, one.weight, one.levels, one.linked)
    return Sampled(pair, one.stratum, one.stands_for)


def _groups(pairs: list[LinkagePair]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for pair, who in zip(pairs, who_of_many(pairs), strict=True):
        for name, value in who["groups"].items():
            found.setdefault(name, {})[f"{pair.id}"] = value
    return found

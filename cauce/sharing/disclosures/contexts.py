"""What each sealed part is bound to: a blob moved to another row does not open."""

from __future__ import annotations

from typing import Any

from cauce.custody.keystore import unseal

from .models import Demand, Disclosure


def demand_context(demand: Demand) -> str:
    return f"disclosures.demand|{demand.id}|demand|1"


def disclosure_context(disclosure: Disclosure) -> str:
    return f"disclosures.disclosure|{disclosure.id}|told|1"


def told_of(disclosure: Disclosure) -> dict[str, Any]:
    """The reason, and what was said."""
    return unseal(disclosure.case.key_id, disclosure_context(disclosure), bytes(disclosure.sealed))


def asked_of(demand: Demand) -> dict[str, Any]:
    """Who asks, with what paper, for what; and what would be handed over."""
    return unseal(demand.case.key_id, demand_context(demand), bytes(demand.sealed))

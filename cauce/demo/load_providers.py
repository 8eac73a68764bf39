"""Loads the invented providers through the same import as any directory, and ties the partners."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from cauce.directory.actions import import_batch, link_partners
from cauce.directory.outcome import Outcome
from cauce.rules.permissions import SYSTEM
from cauce.standards.hsds.build import build
from cauce.standards.hsds.nested import Flattening
from cauce.standards.hsds.rows import Tables

from .providers import SOURCE, Site, partner_names, provider_documents


def load_providers(sites: list[Site], today: dt.date, partners: Mapping[str, UUID]) -> Outcome:
    """Import the invented directory. ``partners``: the id of each partner organisation by name.

    A partner that is not in the mapping is left without an account.
    """
    documents = provider_documents(sites, today)
    tables = Tables()
    for at, document in enumerate(documents, start=1):
        Flattening(tables, SOURCE, f"[{at}]").service(document)
    outcome = import_batch(actor=SYSTEM, batch=build(tables, SOURCE))
    ties = {
        organization: partners[name]
        for organization, name in partner_names(documents).items()
        if name in partners
    }
    link_partners(actor=SYSTEM, partners=ties)
    return outcome

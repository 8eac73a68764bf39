"""The sealed columns of what leaves without consent, for who renews the key of a case."""

from __future__ import annotations

from cauce.cases.columns import of_case
from cauce.custody.keystore.columns import Column

from .contexts import demand_context, disclosure_context
from .models import Demand, Disclosure

COLUMNS = (
    Column("disclosures.Demand", "sealed", of_case(Demand), demand_context),
    Column("disclosures.Disclosure", "sealed", of_case(Disclosure), disclosure_context),
)

"""The sealed columns of returns, for who renews the key of a case: all are under that key."""

from __future__ import annotations

from cauce.cases.columns import of_case
from cauce.custody.keystore.columns import Column

from .facts_returning import note_context, shared_context, told_context
from .models import Return, ReturnTry

COLUMNS = (
    Column("reunification.Return", "sealed", of_case(Return), told_context),
    Column("reunification.Return", "shared", of_case(Return), shared_context),
    Column(
        "reunification.ReturnTry",
        "note",
        lambda key_id: ReturnTry.objects.filter(trip__case__key_id=key_id),
        note_context,
    ),
)

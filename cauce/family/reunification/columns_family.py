"""The sealed columns of families, for who renews the key of a case: each is under that key."""

from __future__ import annotations

from cauce.custody.keystore.columns import Column

from .facts import blocker_context, family_context, relative_context
from .models import Blocker, Relative, Reunification

COLUMNS = (
    Column(
        "reunification.Reunification",
        "sealed",
        lambda key_id: Reunification.objects.filter(case__key_id=key_id),
        family_context,
    ),
    Column(
        "reunification.Relative",
        "sealed",
        lambda key_id: Relative.objects.filter(reunification__case__key_id=key_id),
        relative_context,
    ),
    Column(
        "reunification.Blocker",
        "sealed",
        lambda key_id: Blocker.objects.filter(reunification__case__key_id=key_id),
        blocker_context,
    ),
)

"""The sealed columns of calls, for who renews a key."""

from __future__ import annotations

from cauce.custody.keystore.columns import Column

from .models import Call, CallTry
from .sealing import call_context, try_context

COLUMNS = (
    Column("calls.Call", "sealed", lambda key_id: Call.objects.filter(key_id=key_id), call_context),
    Column(
        "calls.CallTry",
        "sealed",
        lambda key_id: CallTry.objects.filter(call__key_id=key_id).select_related("call"),
        try_context,
    ),
)

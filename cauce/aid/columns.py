"""The sealed columns of economic aid, for who renews the key of a case."""

from __future__ import annotations

from cauce.custody.keystore.columns import Column

from .facts import line_context, request_context
from .models import AidLine, AidRequest

COLUMNS = (
    Column(
        "aid.AidRequest",
        "sealed",
        lambda key_id: AidRequest.objects.filter(case__key_id=key_id),
        request_context,
    ),
    Column(
        "aid.AidLine",
        "sealed",
        lambda key_id: AidLine.objects.filter(request__case__key_id=key_id),
        line_context,
    ),
)

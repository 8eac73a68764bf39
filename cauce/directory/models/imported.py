"""What every table that an import fills has in common."""

from __future__ import annotations

import uuid

from django.db import models


class Imported(models.Model):
    """``content_hash`` is of the imported columns: an equal one means nothing to write."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.CharField(max_length=80)  # which directory the row came from
    external_id = models.CharField(max_length=120, blank=True)  # the identifier as written there
    content_hash = models.CharField(max_length=32)

    class Meta:
        abstract = True

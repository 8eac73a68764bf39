"""One table of facts; see the class."""

from __future__ import annotations

import uuid

from django.db import models


class Period(models.Model):
    """One year, and the key of the keystore under which its subjects are made. The key can be
    destroyed: the facts stay, and no row can ever again be traced from a case to its subject."""

    year = models.SmallIntegerField(primary_key=True)
    key_id = models.UUIDField(default=uuid.uuid4, editable=False)
    destroyed_at = models.DateTimeField(null=True)  # None: more can be collected for it

"""One table of the list of cases; see the class."""

from __future__ import annotations

import uuid

from django.db import models


class KeptFilter(models.Model):
    """A filter of the list of cases that somebody keeps: codes of a list, and the id of a colleague.

    In clear and without a name of its own: it says how somebody works and nothing of any case, and words
    that one could type might name a person.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey("offices.User", on_delete=models.RESTRICT, related_name="+")
    asks = models.JSONField()  # {filter: chosen}
    kept_at = models.DateTimeField()

"""What every row of a post's preparation has: whose it is, who wrote it and when."""

from __future__ import annotations

import uuid

from django.db import models

from cauce.custody.journal.scoped import ScopedToPost


class OfPost(ScopedToPost, models.Model):
    """Belongs to one post; ``written_by`` is the opaque id of the actor, never a name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey("offices.Post", on_delete=models.RESTRICT, related_name="+")
    written_by = models.CharField(max_length=40)
    written_at = models.DateTimeField()

    class Meta:
        abstract = True

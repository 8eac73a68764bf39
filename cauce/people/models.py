"""The person. Who she is stays apart, in the vault."""

from __future__ import annotations

import uuid

from django.db import models

from cauce.journal.scoped import Scoped
from cauce.rules.permissions import Scope


class Person(models.Model):
    """Somebody a case is about: an id, the post that keeps it, and the key that seals the rest."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey("offices.Post", on_delete=models.RESTRICT)
    key_id = models.UUIDField()

    objects = Scoped()

    @property
    def scope(self) -> Scope:
        return Scope(post=self.post_id, id=str(self.id))


class Identity(models.Model):
    """One version of a sealed identity; the newest counts, none is edited."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="identities")
    version = models.PositiveIntegerField()
    sealed = models.BinaryField()
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=40)

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "version"], name="identity_one_version")
        ]

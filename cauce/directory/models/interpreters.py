"""Whoever interprets: known by a code; name, telephone, languages and ties are sealed."""

from __future__ import annotations

import uuid

from django.db import models

from cauce.custody.journal.held import Held
from cauce.custody.journal.scoped import ScopedToPost
from cauce.custody.keystore.fields import SealedField


class Interpreter(ScopedToPost, Held, models.Model):
    """One interpreter, kept by the post that vetted them. The id is also the id of their key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=16, unique=True)  # HOU-I-03: said, written and journalled
    post = models.ForeignKey("offices.Post", on_delete=models.RESTRICT)
    # Languages with variant and community, ties, ways, sex; and apart from them name and telephone.
    profile = SealedField(key="id", bound="directory.interpreter|{id}|profile|{version}")
    contact = SealedField(key="id", bound="directory.interpreter|{id}|contact|{version}")
    vetted_on = models.DateField(null=True)  # None: nobody has vetted them yet, so not offered
    active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.code

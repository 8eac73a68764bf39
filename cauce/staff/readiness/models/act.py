"""The acts of a post, as the rules read them."""

from __future__ import annotations

from django.db import models

from .base import OfPost


class PostAct(OfPost):
    """Something the post did, once, at an instant. Only ever added."""

    name = models.CharField(max_length=40)  # content/catalogues/acts.yaml
    happened_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["post", "name", "happened_at"], name="post_act_when")]

"""What a closing kept of one post; see the class."""

from __future__ import annotations

from django.db import models

from cauce.custody.journal.scoped import Scoped, ScopedToPost


class PostSums(ScopedToPost, models.Model):
    """What one post did in the twelve months before the last closing of the network, for whoever leads it:
    counts and medians (``boards.post_comparison.own.Own``), exact, and no case. The next closing takes its
    place, so that what was corrected or erased meanwhile is in it no more."""

    post = models.OneToOneField("offices.Post", on_delete=models.CASCADE, related_name="+")
    sums = models.JSONField()

    objects = Scoped()

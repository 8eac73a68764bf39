"""The append-only, hash-chained record of acts, reads and refusals. It has no foreign keys:
who, what, where and when are values, so that it survives every deletion above it."""

from __future__ import annotations

from django.db import models


class Chain(models.Model):
    """The last link of one chain (one per post, and ``network``); its row is the lock."""

    name = models.CharField(max_length=20, primary_key=True)
    length = models.BigIntegerField(default=0)
    seal = models.CharField(max_length=64, default="")


class Entry(models.Model):
    """One act, read or refusal. ``detail`` holds ids and codes only, never a person's data."""

    KINDS = [("act", "act"), ("read", "read"), ("refused", "refused")]

    chain = models.CharField(max_length=20)
    number = models.BigIntegerField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=8, choices=KINDS)
    what = models.CharField(max_length=60)  # noun.verb
    actor = models.CharField(max_length=40)
    about_kind = models.CharField(max_length=30, blank=True)
    about_id = models.CharField(max_length=64, blank=True)
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chain", "number"], name="journal_one_number"),
        ]
        indexes = [
            models.Index(fields=["about_kind", "about_id"], name="journal_about"),
            models.Index(fields=["what", "at"], name="journal_what_at"),
            # What one post did of one kind: the rows of every other post are by far the most.
            models.Index(fields=["chain", "what", "at"], name="journal_chain_what_at"),
            models.Index(fields=["actor", "at"], name="journal_actor_at"),
            # Refusals are few among many reads: without it a page of them would walk the table.
            models.Index(fields=["-id"], name="journal_refused", condition=models.Q(kind="refused")),
        ]


class Submission(models.Model):
    """The key of a form that was sent, so that sending it twice has one effect."""

    key = models.UUIDField()
    actor = models.CharField(max_length=40)
    at = models.DateTimeField(auto_now_add=True)
    about_kind = models.CharField(max_length=30, blank=True)
    about_id = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "actor"], name="journal_one_submission"),
        ]


class LedgerRow(models.Model):
    """A line of the list of what was withdrawn (``ledger``) that this database has carried out."""

    number = models.BigIntegerField(primary_key=True)
    seal = models.CharField(max_length=64, blank=True)  # "": of a line that is lost

"""What the Protocol now requires, as rows for the sake of queries. The rules are the truth."""

from __future__ import annotations

from django.db import models


class Obligation(models.Model):
    """One action due for one subject. «Overdue» is never stored: it is derived when read."""

    STATES = [
        (state, state) for state in ("open", "blocked", "to_find_out", "met", "declined", "waived", "lapsed")
    ]
    WAITING = ("open", "blocked", "to_find_out")

    subject_kind = models.CharField(max_length=12)  # case, encounter, post, referral
    subject_id = models.UUIDField()
    post = models.ForeignKey("offices.Post", on_delete=models.RESTRICT)
    action = models.CharField(max_length=8)
    state = models.CharField(max_length=12, choices=STATES)
    urgent = models.BooleanField(default=False)
    due_at = models.DateTimeField(null=True)  # None: the edition states no deadline
    met_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject_kind", "subject_id", "action"], name="obligation_once")
        ]
        indexes = [
            models.Index(fields=["post", "state", "due_at"], name="obligation_due"),
            # Holds all that the numbers of posts count, in their order: read without the table.
            models.Index(fields=["post", "action", "state", "due_at", "met_at"], name="obligation_numbers"),
        ]

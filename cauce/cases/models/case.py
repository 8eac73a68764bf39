"""One table of the case; see the class."""

from __future__ import annotations

import uuid

from django.db import models

from cauce.custody.journal.held import Held
from cauce.custody.journal.scoped import Scoped
from cauce.rules.permissions import Scope

# The post of what nobody reads any more: no post has this code.
NOWHERE = "-"


class Case(Held, models.Model):
    """One case. In clear stand only workflow, post and due instants; the rest is sealed."""

    READ_AGAIN = (
        "post",
        "status",
        "keeping",
        "draft_key_id",
        "officer",
        "moved",
        "closed_at",
        "edition",
        "said",
        "annex",
        "followed",
        "blocked_at",
        "erased_at",
        "sealed_at",
        "joined_with",
        "joined_at",
        "leads",
    )
    READ_WITH = ("post", "officer")

    STATUS = [(s, s) for s in ("active", "follow_up", "closed", "closed_referred", "voided")]
    # unrecorded: it came from an earlier register that does not say what the person answered.
    KEEPING = [(s, s) for s in ("not_asked", "unrecorded", "given", "refused")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    folio = models.CharField(max_length=20, unique=True)  # local, for people; never in an address
    post = models.ForeignKey("offices.Post", on_delete=models.RESTRICT)
    person = models.ForeignKey("people.Person", on_delete=models.RESTRICT)
    key_id = models.UUIDField()
    # A key of its own, destroyed if keeping is refused; another one once what it sealed has ended.
    draft_key_id = models.UUIDField()
    edition = models.CharField(max_length=12)
    # The fingerprint of what that edition said when the case was last planned; empty: before there was one.
    said = models.CharField(max_length=16, blank=True, default="", db_default="")
    annex = models.PositiveIntegerField(default=0)  # what the post adds, by version; 0: nothing
    # Editions it followed before: [{edition, annex, post, until}], oldest first.
    followed = models.JSONField(default=list)
    status = models.CharField(max_length=16, choices=STATUS, default="active")
    keeping = models.CharField(max_length=10, choices=KEEPING, default="not_asked")
    officer = models.ForeignKey("offices.User", null=True, on_delete=models.RESTRICT)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)  # None: it is not closed
    imported = models.BooleanField(default=False)  # history from elsewhere: out of adherence
    # The most urgent thing to do, so that a worklist is one indexed query. None: nothing is due.
    next_action = models.CharField(max_length=8, blank=True)
    next_due_at = models.DateTimeField(null=True)
    danger = models.BooleanField(default=False)
    # Late steps that are looked at on another day: [{action, due, until, why}], codes and instants. The line
    # above follows it; obligations keep the deadline.
    moved = models.JSONField(default=list, blank=True, db_default=models.Value([], models.JSONField()))
    # The file of the same person at another post, while the two are joined; None: it is not joined.
    # Nothing of either moves: what is read of both at once is found through it (cauce/sharing/joins).
    joined_with = models.ForeignKey("self", null=True, on_delete=models.RESTRICT, related_name="+")
    joined_at = models.DateTimeField(null=True)  # None: it is not joined
    leads = models.BooleanField(null=True)  # False: the other one leads; None: it is not joined
    # How a record ends: blocked, nobody of the post reads it; erased, nobody can. None: neither.
    blocked_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)
    # A death was recorded: blocked from the same moment, but for its officer and the head of its post.
    sealed_at = models.DateTimeField(null=True)  # None: it is not sealed

    objects = Scoped()

    class Meta:
        indexes = [
            models.Index(fields=["post", "status", "-danger", "next_due_at"], name="case_worklist"),
        ]

    def __str__(self) -> str:
        return self.folio

    def hold(self) -> None:
        """Lock the row in the transaction under way and read again what acts change.

        Whoever needs several locks takes the case first, then its referrals, then the journal. Of two
        joined ones both are taken, always in the same order: an act on one writes what the other owes.
        """
        if self.joined_with_id:
            both = Case.objects.filter(id__in=[self.id, self.joined_with_id]).order_by("id")
            list(both.select_for_update(no_key=True).values_list("id", flat=True))
        super().hold()

    @property
    def scope(self) -> Scope:
        if self.sealed_at and self.blocked_at == self.sealed_at and not self.erased_at:
            return Scope(post=NOWHERE, sealed=self.post_id, officer=str(self.officer_id or ""))
        if self.blocked_at or self.erased_at:
            return Scope(post=NOWHERE)
        signing = self.post.signs_here_id if self.post.lacks_second else None
        return Scope(post=self.post_id, signing=frozenset([signing] if signing else []), id=str(self.id))

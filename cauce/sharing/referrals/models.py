"""A request to a provider, with consent, and each step of its life; and a case asked over to a post."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from cauce.custody.journal.held import Held
from cauce.custody.journal.scoped import Scoped, ScopedToPost
from cauce.custody.keystore.fields import SealedField
from cauce.rules import envelope, transfer
from cauce.rules.permissions import Scope

NOBODY = "-"  # the receiver of what is read no more: no partner has this id


class Referral(Held, models.Model):
    """One request to one provider. What is shared is sealed under a key of its own, so that
    withdrawing consent destroys it for the receiver as well."""

    HELD_FIRST = ("case",)
    READ_AGAIN = (
        "state",
        "resume_to",
        "shared",
        "fields",
        "due_at",
        "answered_at",
        "rejection",
        "confirmed",
        "result",
        "asked_at",
        "chased",
    )

    PRIORITIES = [(p, p) for p in ("emergency", "urgent", "normal")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.RESTRICT, related_name="referrals")
    service = models.ForeignKey("directory.Service", on_delete=models.RESTRICT)
    partner = models.ForeignKey("offices.Partner", null=True, on_delete=models.RESTRICT)
    consent = models.ForeignKey("cases.Consent", on_delete=models.RESTRICT)
    need = models.CharField(max_length=20)
    priority = models.CharField(max_length=10, choices=PRIORITIES)
    state = models.CharField(max_length=16, default="draft")
    resume_to = models.CharField(max_length=16, blank=True)  # where info_requested returns to
    # None: withdrawn and destroyed
    shared = SealedField(null=True, key="id", bound="referrals.referral|{id}|shared|1")
    fields = models.JSONField(default=list)  # ids of what was sent, kept for her log; no values
    # When her yes was last found to carry what is shared; the database compares it with that yes.
    carried_at = models.DateTimeField(null=True)  # None: it shares nothing
    sent_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)  # by when the receiver must have answered
    answered_at = models.DateTimeField(null=True)
    rejection = models.CharField(max_length=20, blank=True)  # catalogues/rejection_reasons.yaml
    # What came of it: referral_results.yaml when completed, not_completed_reasons.yaml when not.
    result = models.CharField(max_length=24, blank=True)
    confirmed = models.BooleanField(null=True)  # the person says it was given; None: see asked_at
    asked_at = models.DateTimeField(null=True)  # when the person was asked; None: not yet
    chased = models.PositiveSmallIntegerField(default=0)  # last day of the list; 0: not chased
    # The referral that this one takes up again with another provider; nothing of it is reused.
    former = models.ForeignKey("self", null=True, blank=True, on_delete=models.RESTRICT, related_name="again")
    group = models.ForeignKey("Group", null=True, on_delete=models.RESTRICT, related_name="rows")
    by = models.CharField(max_length=40)

    objects = Scoped()

    class Meta:
        indexes = [
            models.Index(fields=["partner", "state"], name="referral_inbox"),
            models.Index(fields=["state", "due_at"], name="referral_due"),
        ]

    @property
    def scope(self) -> Scope:
        """The post of the case and whoever received; of a record that ended or is blocked, nobody's."""
        post = self.case.scope.post
        if post != self.case.post_id:
            return Scope(post=post, partner=NOBODY)
        # Without an organisation that signs in, whoever answers holds a link to this one alone.
        return Scope(post=post, partner=str(self.partner_id) if self.partner_id else f"-{self.id}")


class Step(models.Model):
    """One change of state, append-only."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=20)
    state = models.CharField(max_length=16)  # the state it led to
    at = models.DateTimeField()
    by = models.CharField(max_length=40)
    side = models.CharField(max_length=10)  # sender, receiver, system
    way = models.CharField(max_length=10, blank=True)  # actions._shared.WAYS; "": not an answer
    code = models.CharField(max_length=24, blank=True)  # a reason or a result, by code
    wanted = models.JSONField(null=True)  # ids of the data that were asked for; None: it asks for nothing
    places = models.PositiveSmallIntegerField(null=True)  # free places, if the receiver said

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["referral", "number"], name="step_one_number"),
        ]


class Group(ScopedToPost, models.Model):
    """A crew for whom one service was asked in one act: those who agreed have a referral each.

    Of the others only a number is told, and only as «al menos»; what they did not agree to is
    nowhere.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey("offices.Post", on_delete=models.RESTRICT, related_name="+")
    service = models.ForeignKey("directory.Service", on_delete=models.RESTRICT)
    others = models.PositiveSmallIntegerField(null=True)  # at least so many more; None: not told
    sent_at = models.DateTimeField()
    by = models.CharField(max_length=40)

    objects = Scoped()


class ReplyLink(Held, models.Model):
    """A link by which a receiver without an account answers one referral, with a code told apart.

    Neither stands here: only what a secret beside the database makes of them.
    """

    HELD_FIRST = ("referral",)
    READ_AGAIN = ("tries", "views", "opened_at", "closed_at")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="links")
    token = models.CharField(max_length=64)
    code = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)  # with a wrong code, since a right one
    views = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField(null=True)  # first time with the right code; None: never
    closed_at = models.DateTimeField(null=True)  # None: it was not closed

    objects = Scoped()

    class Meta:
        indexes = [models.Index(fields=["referral", "made_at"], name="reply_link_newest")]

    @property
    def scope(self) -> Scope:
        return self.referral.scope


class Envelope(Held, models.Model):
    """Data of identity or of migration that go along with one referral, by two people and her yes.

    Sealed under a key of its own, destroyed when it ends: not signed, withdrawn, or the referral over.
    """

    HELD_FIRST = ("referral",)

    STATES = [(s, s) for s in envelope.STATES]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.RESTRICT, related_name="envelopes")
    purpose = models.CharField(max_length=12)  # catalogues/recipient_kinds.yaml
    state = models.CharField(max_length=10, choices=STATES, default="to_sign")
    consent = models.ForeignKey("cases.Consent", on_delete=models.RESTRICT)
    carried_at = models.DateTimeField()  # when the yes was last found to carry it
    # None: it ended, and was destroyed
    shared = SealedField(null=True, key="id", bound="referrals.envelope|{id}|shared|1")
    fields = models.JSONField(default=list)  # ids of the data, for her log; no values
    by = models.CharField(max_length=40)
    asked_at = models.DateTimeField()
    second_by = models.CharField(max_length=40, blank=True)
    second_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=16, blank=True)  # rules.envelope.REFUSALS
    read_at = models.DateTimeField(null=True)  # when the receiver first read it; None: not yet
    ended_at = models.DateTimeField(null=True)  # None: it goes on

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["referral"], condition=Q(state__in=sorted(envelope.OPEN)), name="envelope_one_open"
            ),
            models.CheckConstraint(
                name="envelope_second_is_another", condition=Q(second_by="") | ~Q(second_by=F("by"))
            ),
            models.CheckConstraint(
                name="envelope_takes_two",
                condition=~Q(state="signed") & Q(read_at__isnull=True) | ~Q(second_by=""),
            ),
            models.CheckConstraint(
                name="envelope_ended_holds_nothing",
                condition=Q(state__in=sorted(envelope.OPEN)) | Q(shared__isnull=True),
            ),
        ]

    @property
    def scope(self) -> Scope:
        """The post of the case and whoever signs for it; the receiver reads through its referral."""
        return self.referral.case.scope


class Transfer(ScopedToPost, Held, models.Model):
    """A case that ``origin`` asks ``post`` to receive; until it accepts, the case stays where it is."""

    HELD_FIRST = ("case",)
    READ_AGAIN = ("state", "note", "decided_by", "decided_at")

    STATES = [(s, s) for s in transfer.STATES]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.RESTRICT, related_name="transfers")
    post = models.ForeignKey("offices.Post", on_delete=models.RESTRICT, related_name="+")
    origin = models.ForeignKey("offices.Post", on_delete=models.RESTRICT, related_name="+")
    reason = models.CharField(max_length=10)  # rules.transfer.REASONS
    # What the other must know to decide, under a key of its own; None: decided, and destroyed.
    note = SealedField(null=True, key="id", bound="referrals.transfer|{id}|note|1")
    state = models.CharField(max_length=10, choices=STATES, default=transfer.ASKED)
    asked_by = models.CharField(max_length=40)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    decided_by = models.CharField(max_length=40, blank=True)
    decided_at = models.DateTimeField(null=True)  # None: it waits
    declined = models.CharField(max_length=10, blank=True)  # rules.transfer.DECLINES
    officer = models.ForeignKey("offices.User", null=True, on_delete=models.RESTRICT)  # there

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(state="asked"), name="transfer_one_asked"),
            models.CheckConstraint(
                condition=~Q(state="accepted") | ~Q(decided_by=F("asked_by")),
                name="transfer_two_people",
            ),
            models.CheckConstraint(condition=~Q(post=F("origin")), name="transfer_two_posts"),
        ]
        indexes = [
            models.Index(fields=["post", "state"], name="transfer_inbox"),
            models.Index(fields=["origin", "state"], name="transfer_asked"),
        ]


class Unmet(ScopedToPost, models.Model):
    """Nothing in the directory fitted: which need, why, and where in the coarse. Once per case,
    need and day; headquarters counts it without the case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="unmet")
    post = models.ForeignKey("offices.Post", on_delete=models.RESTRICT, related_name="+")
    need = models.CharField(max_length=20)
    reasons = models.JSONField()  # codes of rules.unmet.REASONS
    on = models.DateField()
    by = models.CharField(max_length=40)

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "need", "on"], name="unmet_once_a_day"),
        ]
        indexes = [models.Index(fields=["on"], name="unmet_on")]

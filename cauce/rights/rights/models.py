"""What a person asks of her own data, how a record ends, and what is done when data got out."""

from __future__ import annotations

import uuid

from django.db import models

from cauce.custody.journal.held import Held
from cauce.custody.journal.scoped import Scoped, ScopedToCase, ScopedToPost
from cauce.custody.keystore.fields import SealedField
from cauce.rights.rights.rules.data_request import KINDS as REQUEST_KINDS
from cauce.rules.permissions import Scope


class DataRequest(ScopedToCase, Held, models.Model):
    """The person asks to see, correct, cancel or oppose; what she asks and is told is sealed."""

    READ_AGAIN = (
        "answer_due_at",
        "extended_at",
        "answer",
        "answered_at",
        "answered_by",
        "effect_due_at",
        "done_at",
        "said",
    )

    KINDS = [(kind, kind) for kind in REQUEST_KINDS]
    ANSWERS = [(a, a) for a in ("", "granted", "granted_in_part", "declined")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.RESTRICT, related_name="data_requests")
    kind = models.CharField(max_length=12, choices=KINDS)
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=40)
    answer_due_at = models.DateTimeField()
    extended_at = models.DateTimeField(null=True)  # None: it was not extended
    answer = models.CharField(max_length=16, choices=ANSWERS, blank=True)  # "": not answered
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=40, blank=True)
    effect_due_at = models.DateTimeField(null=True)  # None: nothing is to be carried out
    done_at = models.DateTimeField(null=True)  # None: not carried out
    asked = SealedField(key="case__key_id", bound="rights.request|{id}|asked|1")  # in her words
    # The answer and its reasons; None: not answered
    said = SealedField(null=True, key="case__key_id", bound="rights.request|{id}|said|1")

    objects = Scoped()

    class Meta:
        indexes = [models.Index(fields=["answer", "answer_due_at"], name="data_request_due")]


class Annotation(ScopedToCase, models.Model):
    """What the person says is wrong in a part, and how it should read; the original stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(DataRequest, on_delete=models.RESTRICT, related_name="annotations")
    case = models.ForeignKey("cases.Case", on_delete=models.RESTRICT, related_name="annotations")
    part = models.CharField(max_length=40)  # a section, a fact, «identity»
    version = models.PositiveIntegerField()  # of that part when it was annotated
    sealed = SealedField(key="case__key_id", bound="rights.annotation|{id}|note|1")  # says, should_say
    corrected = models.BooleanField()  # a new version was written; False: her note stands beside it
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)

    objects = Scoped()


class LegalHold(models.Model):
    """The record must stay: a reason, sealed, and the day until which."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.RESTRICT, related_name="legal_holds")
    until = models.DateField()
    reason = SealedField(key="case__key_id", bound="rights.hold|{id}|reason|1")
    placed_at = models.DateTimeField()
    placed_by = models.CharField(max_length=40)
    lifted_at = models.DateTimeField(null=True)  # None: it holds until its day
    lifted_by = models.CharField(max_length=40, blank=True)

    objects = Scoped()

    @property
    def scope(self) -> Scope:
        return Scope(post=self.case.post_id, id=str(self.case_id))


class ArchivalAuthorisation(models.Model):
    """Leave to destroy archives, as it was issued: its number, its day, and what it covers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=60, unique=True)
    issued_on = models.DateField()
    post = models.ForeignKey("offices.Post", null=True, on_delete=models.RESTRICT)  # None: all
    closed_until = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=40)


class Erasure(Held, models.Model):
    """One part of a record whose time is over: proposed by the run, confirmed by two people."""

    HELD_FIRST = ("case",)
    READ_AGAIN = ("state", "confirmed_by", "confirmed_at", "proposal", "authorisation", "erased_at")

    PARTS = [(p, p) for p in ("words", "identity", "record")]
    STATES = [(s, s) for s in ("proposed", "confirmed", "blocked", "erased", "kept")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.RESTRICT, related_name="erasures")
    part = models.CharField(max_length=10, choices=PARTS)
    parameter = models.CharField(max_length=40)  # of the content; "": the person asked for it
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=STATES, default="proposed")
    proposed_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=40, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    proposal = models.UUIDField(null=True)  # that a second person decides; None: not asked yet
    authorisation = models.ForeignKey(
        ArchivalAuthorisation, null=True, on_delete=models.RESTRICT
    )  # None: nothing was destroyed
    erased_at = models.DateTimeField(null=True)

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "part"], name="erasure_once"),
            models.CheckConstraint(
                condition=~models.Q(state="erased") | models.Q(authorisation__isnull=False),
                name="erasure_authorised",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="erasure_waiting")]

    @property
    def scope(self) -> Scope:
        return Scope(post=self.case.post_id, id=str(self.case_id))


class UnkeptDraft(Held, models.Model):
    """A draft that nobody agreed to keep and whose time is over: erased, or before a person's eyes.

    One row each time its time was over; what stays of one that was erased is that it was, and where.
    """

    HELD_FIRST = ("case",)
    READ_AGAIN = ("state", "person", "looks", "until", "reason", "decided_by", "decided_at", "erased_at")

    OPEN = ("waiting", "postponed")
    # waiting: with a person · over: somebody answered, or wrote in it again
    STATES = [(s, s) for s in ("waiting", "postponed", "erased", "over")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.RESTRICT, related_name="unkept_drafts")
    post = models.ForeignKey("offices.Post", on_delete=models.RESTRICT)  # that kept it then
    state = models.CharField(max_length=10, choices=STATES, default="waiting")
    due_on = models.DateField()
    found_at = models.DateTimeField()
    # Whose list it stands on; None: it ended by itself, or nobody could be found.
    person = models.ForeignKey("offices.User", null=True, on_delete=models.RESTRICT)
    # The post of that person, where nobody else of its own could decide. None: its own.
    looks = models.ForeignKey("offices.Post", null=True, on_delete=models.RESTRICT, related_name="+")
    until = models.DateField(null=True)  # None: it was not postponed
    reason = SealedField(null=True, key="case__key_id", bound="rights.unkept|{id}|reason|1")
    decided_by = models.CharField(max_length=40, blank=True)
    decided_at = models.DateTimeField(null=True)  # None: nobody decided
    erased_at = models.DateTimeField(null=True)  # None: it was not erased

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(state__in=("waiting", "postponed")),
                name="unkept_one_open",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="postponed")
                | (models.Q(until__isnull=False, reason__isnull=False) & ~models.Q(decided_by="")),
                name="unkept_postponed_why",
            ),
        ]
        indexes = [models.Index(fields=["post", "state"], name="unkept_of_post")]

    @property
    def scope(self) -> Scope:
        own = self.case.scope
        signing = own.signing | ({self.looks_id} if self.looks_id and own.id else frozenset())
        return Scope(post=own.post, signing=signing, id=own.id)


class BreachRecord(ScopedToPost, Held, models.Model):
    """Data got out or may have: what, whose, what was done, and how each person is warned safely."""

    READ_AGAIN = ("people", "told_authority_at", "closed_at", "closed_by", "sealed")

    NATURES = [(n, n) for n in ("lost_device", "wrong_recipient", "intrusion", "insider", "leak", "loss")]
    CLASSES = ("identity", "contact", "narrative", "health", "legal", "others", "staff")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey("offices.Post", on_delete=models.RESTRICT)
    incident = models.UUIDField(null=True)  # of offices.Incident; None: it began here
    nature = models.CharField(max_length=16, choices=NATURES)
    classes = models.JSONField(default=list)  # codes of CLASSES
    people = models.PositiveIntegerField(null=True)  # None: not known yet; 0: nobody
    happened_on = models.DateField(null=True)  # None: not known
    known_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=40)
    told_authority_at = models.DateTimeField(null=True)  # None: not told
    closed_at = models.DateTimeField(null=True)  # None: open
    closed_by = models.CharField(max_length=40, blank=True)
    key_id = models.UUIDField()
    sealed = SealedField(key="key_id", bound="rights.breach|{id}|record|1")  # what happened, actions

    objects = Scoped()


class Warning(models.Model):
    """One person whom a breach touches, and the way of telling her that puts her in no danger."""

    WAYS = [(w, w) for w in ("in_person", "safe_channel", "through_partner", "not_yet_safe")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    breach = models.ForeignKey(BreachRecord, on_delete=models.RESTRICT, related_name="warnings")
    case = models.ForeignKey("cases.Case", on_delete=models.RESTRICT, related_name="warnings")
    way = models.CharField(max_length=16, choices=WAYS)
    told_at = models.DateTimeField(null=True)  # None: she was not told yet
    by = models.CharField(max_length=40)

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["breach", "case"], name="warning_once"),
        ]

"""A family on its way to each other: the reunification of a case, its relatives, what holds them up."""

from __future__ import annotations

import uuid

from django.db import models

from cauce.custody.journal.held import Held
from cauce.custody.journal.scoped import Scoped
from cauce.custody.keystore.fields import SealedField
from cauce.family.reunification.rules import reunion
from cauce.rules.permissions import Scope


class Reunification(Held, models.Model):
    """The reunification of a case: the principal with the relatives who may come. One a case.

    One that ended may be opened again; what was noted before stays, and nobody counts twice.
    """

    HELD_FIRST = ("case",)
    READ_AGAIN = (
        "state",
        "ended_at",
        "ended_why",
        "reopened_at",
        "reopened_why",
        "partner",
        "shared_at",
        "turn",
        "sealed",
    )

    STATES = [(s, s) for s in ("open", "ended")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.OneToOneField("cases.Case", on_delete=models.RESTRICT, related_name="family")
    state = models.CharField(max_length=6, choices=STATES, default="open")
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=40)
    ended_at = models.DateTimeField(null=True)  # None: it goes on
    ended_why = models.CharField(max_length=12, blank=True)  # rules.reunion.ENDS
    reopened_at = models.DateTimeField(null=True)  # the last time; None: it never was
    reopened_why = models.CharField(max_length=12, blank=True)  # rules.reunion.REOPENS
    # With whom it is shared, as long as the person's yes carries it. None: with nobody.
    partner = models.ForeignKey("offices.Partner", null=True, on_delete=models.RESTRICT)
    shared_at = models.DateTimeField(null=True)
    turn = models.PositiveIntegerField(default=1)  # of the sealed part, which is written over
    # Birth date, filing, danger, what the partner is told
    sealed = SealedField(null=True, key="case__key_id", bound="reunification.family|{id}|family|{turn}")

    objects = Scoped()

    class Meta:
        indexes = [models.Index(fields=["partner", "state"], name="family_partner")]

    @property
    def scope(self) -> Scope:
        case = self.case.scope
        ended = self.case.blocked_at or self.case.erased_at or self.state != "open"
        partner = str(self.partner_id) if self.partner_id and not ended else None
        return Scope(post=case.post, signing=case.signing, partner=partner, id=case.id)


class Relative(models.Model):
    """Somebody of the family. Days and codes stand in clear; who it is, is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reunification = models.ForeignKey(Reunification, on_delete=models.CASCADE, related_name="relatives")
    number = models.PositiveIntegerField()
    relation = models.CharField(max_length=12)  # rules.kinship.RELATIONS
    parents = models.JSONField(default=list)  # ids of relatives, or "principal"
    # The same person in another family, the first of the two. None: in this one alone.
    same_as = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="again")
    steps = models.JSONField(default=dict)  # rules.reunion.MARKS → ISO day
    papers = models.JSONField(default=dict)  # content/catalogues/reunion_documents.yaml → state
    custody = models.CharField(max_length=12, default="not_known")  # rules.reunion.CUSTODY
    other_parent = models.CharField(max_length=12, default="not_known")  # … OTHER_PARENT
    held_by = models.CharField(max_length=20, default="not_known")  # … HOLDERS
    left = models.CharField(max_length=12, blank=True)  # … LEAVES; "": is to come
    added_at = models.DateTimeField()
    by = models.CharField(max_length=40)
    turn = models.PositiveIntegerField(default=1)
    # Name, birth date, marriage, where, notes
    sealed = SealedField(
        null=True, key="reunification__case__key_id", bound="reunification.relative|{id}|relative|{turn}"
    )

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reunification", "number"], name="relative_one_number"),
            # Nobody stands in three families: whoever stands in two is named once.
            models.UniqueConstraint(
                fields=["same_as"], condition=models.Q(same_as__isnull=False), name="relative_two_families"
            ),
            # Whoever did the harm is never asked for consent.
            models.CheckConstraint(
                condition=~models.Q(other_parent="trafficker")
                | ~models.Q(custody__in=sorted(reunion.CONSENT_WAYS)),
                name="relative_never_asked_of_harm",
            ),
        ]


class Blocker(models.Model):
    """What holds a family up, who is to move it, since when; resolved, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reunification = models.ForeignKey(Reunification, on_delete=models.CASCADE, related_name="blockers")
    relative = models.ForeignKey(Relative, null=True, on_delete=models.CASCADE)  # None: all
    kind = models.CharField(max_length=20)  # content/catalogues/reunion_blockers.yaml
    owner = models.CharField(max_length=16)  # rules.reunion.OWNERS
    opened_on = models.DateField()
    resolved_on = models.DateField(null=True)  # None: it still does
    by = models.CharField(max_length=40)
    # What it is about, in words; None: nothing was added
    sealed = SealedField(
        null=True, key="reunification__case__key_id", bound="reunification.blocker|{id}|note|1"
    )

    objects = Scoped()

    class Meta:
        indexes = [models.Index(fields=["reunification", "resolved_on", "opened_on"], name="blocker_open")]

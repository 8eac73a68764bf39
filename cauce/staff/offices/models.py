"""Posts, the people who work in them, what they are assigned to, and partner organisations."""

from __future__ import annotations

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from cauce.custody.journal.held import Held
from cauce.custody.journal.scoped import ScopedToPost
from cauce.rules.permissions import Scope

NETWORK = "network"  # stands for the whole network where a post would; no post has this code


class Post(models.Model):
    """A consular post; the catalogue of posts is in content, this is its projection."""

    code = models.CharField(max_length=8, primary_key=True)
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=40)
    city = models.CharField(max_length=60)
    state = models.CharField(max_length=2)
    time_zone = models.CharField(max_length=40)
    latitude = models.FloatField(null=True)  # None: not known
    longitude = models.FloatField(null=True)
    # The neighbour that signs where this post has no second person; None: headquarters names one.
    signs_here = models.ForeignKey("self", null=True, on_delete=models.RESTRICT, related_name="+")
    lacks_second = models.BooleanField(default=False)  # True: the neighbour signs, here nobody can

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> Scope:
        return Scope(post=self.code)


class Partner(models.Model):
    """An organisation outside the ministry that signs in to answer what it is sent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, default="provider")  # rules.roles.PARTNER_KINDS
    # The clock of an office in Mexico. "": that of the capital.
    time_zone = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> Scope:
        return Scope(partner=str(self.id))


class UserManager(BaseUserManager):
    def get_by_natural_key(self, username: str) -> User:
        return self.get(username=username)


class User(AbstractBaseUser):
    """Somebody who signs in. What they may do is in their assignments, never here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(max_length=60, unique=True)
    display_name = models.CharField(max_length=120)
    language = models.CharField(max_length=5, default="es")
    is_active = models.BooleanField(default=True)
    # Ids of what is closed to this person, who is a party to it: read with the account at each page.
    # Follows from ``cases.Recusal``, and is written with it.
    closed = models.JSONField(default=list, blank=True, db_default=models.Value([], models.JSONField()))

    objects = UserManager()
    USERNAME_FIELD = "username"
    # What ``offices.access.account`` read beside the account, until ``at_desk`` takes it; None: nothing.
    assigned: list[Assignment] | None = None
    # How many notices they have not seen, counted in the same question; None: nobody counted them.
    unseen: int | None = None

    def __str__(self) -> str:
        return self.display_name


class Assignment(models.Model):
    """A role somebody holds at a post or for a partner, between two dates."""

    user = models.ForeignKey(User, on_delete=models.RESTRICT, related_name="assignments")
    role = models.CharField(max_length=30)
    post = models.ForeignKey(Post, null=True, on_delete=models.RESTRICT)
    partner = models.ForeignKey(Partner, null=True, on_delete=models.RESTRICT)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)  # None: until further notice; the last day counts
    # The deputy is called when nobody acknowledges a person waiting at the window.
    deputy = models.BooleanField(default=False)
    # Ended before its date, at this instant: whoever left has no right one minute later. None: it was not.
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [models.Index(fields=["user", "role"], name="assignment_user_role")]

    @property
    def scope(self) -> Scope:
        """Never the scope of nothing: a role for the whole network is of no single post."""
        if self.partner_id:
            return Scope(partner=str(self.partner_id))
        return Scope(post=self.post_id or NETWORK)


class Incident(ScopedToPost, Held, models.Model):
    """Something went wrong at a post and somebody must look after it, until it is closed."""

    READ_AGAIN = ("closed_at", "closed_by", "outcome")

    KINDS = [(kind, kind) for kind in ("device_lost", "kit_lost", "outing_missing")]
    OUTCOMES = [(o, o) for o in ("", "recovered", "not_recovered", "destroyed")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey(Post, on_delete=models.RESTRICT)
    kind = models.CharField(max_length=30, choices=KINDS)
    about = models.CharField(max_length=64)  # id of the thing; what kind of thing follows from kind
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=40)
    closed_at = models.DateTimeField(null=True)  # None: still open
    closed_by = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=20, choices=OUTCOMES, blank=True)

    class Meta:
        indexes = [models.Index(fields=["post", "closed_at"], name="incident_open")]


class DutyTurn(ScopedToPost, Held, models.Model):
    """Who answers at a post between two instants. A turn that changes is ended and another one made."""

    READ_AGAIN = ("gone_at", "gone_by")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey(Post, on_delete=models.RESTRICT)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    first = models.ForeignKey(User, on_delete=models.RESTRICT, related_name="+")
    second = models.ForeignKey(User, null=True, on_delete=models.RESTRICT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)
    gone_at = models.DateTimeField(null=True)  # taken away or swapped. None: it holds
    gone_by = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [models.Index(fields=["post", "ends_at"], name="duty_turn_of_post")]

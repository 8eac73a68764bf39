"""Organizations that help, and the services they give."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from cauce.rules.permissions import ANYWHERE, Scope

from .imported import Imported


class Visibility(models.TextChoices):
    """How far an entry may travel; a profile of ours beside HSDS, which has no such field."""

    PUBLIC = "public"
    NETWORK = "network"
    NAMED_ROLES = "named-roles"
    SEALED = "sealed"


class Organization(Imported):
    name = models.CharField(max_length=300)
    alternate_name = models.CharField(max_length=300, blank=True)
    description = models.TextField(blank=True)
    email = models.CharField(max_length=254, blank=True)
    url = models.TextField(blank=True)
    # True: services named it and no file has brought its own record yet.
    placeholder = models.BooleanField(default=False)
    # The partner that signs in to answer what is sent to it; None: it has no account.
    partner = models.ForeignKey(
        "offices.Partner", null=True, on_delete=models.RESTRICT, related_name="organizations"
    )

    def __str__(self) -> str:
        return self.name


class Service(Imported):
    """A service. The imported columns first; what people here know or decide after them."""

    organization = models.ForeignKey(Organization, on_delete=models.RESTRICT, related_name="services")
    name = models.CharField(max_length=300)
    alternate_name = models.CharField(max_length=300, blank=True)
    description = models.TextField(blank=True)
    url = models.TextField(blank=True)
    email = models.CharField(max_length=254, blank=True)
    status = models.CharField(max_length=20)
    interpretation = models.TextField(blank=True)
    application = models.TextField(blank=True)
    fees = models.TextField(blank=True)
    eligibility = models.TextField(blank=True)
    minimum_age = models.SmallIntegerField(null=True)
    maximum_age = models.SmallIntegerField(null=True)
    assured_date = models.DateField(null=True)  # by the source; None: it does not say
    alert = models.TextField(blank=True)
    search_text = models.TextField(blank=True)

    # Whom it takes in. None or empty: not known.
    sex = models.CharField(max_length=6, blank=True)
    minors = models.BooleanField(null=True)
    families = models.BooleanField(null=True)
    labour = models.BooleanField(null=True)
    sexual = models.BooleanField(null=True)
    any_status = models.BooleanField(null=True)
    accessible = models.BooleanField(null=True)
    pregnant = models.BooleanField(null=True)
    minors_alone = models.BooleanField(null=True)
    pets = models.BooleanField(null=True)
    # What the network asked about: codes; empty: not known.
    cost = models.CharField(max_length=8, blank=True)
    intake = models.CharField(max_length=10, blank=True)  # by which way somebody is received
    reporting = models.CharField(max_length=10, blank=True)  # whether it tells the authorities
    # «What do you share, with whom, when asked», as it answered that day; '' and None: nobody asked.
    sharing = models.CharField(max_length=600, blank=True, null=True)
    sharing_on = models.DateField(null=True)
    free = models.PositiveSmallIntegerField(null=True)  # places free, as said at ``free_at``
    free_at = models.DateTimeField(null=True)
    # An import may seal an entry, never unseal it.
    confidential = models.BooleanField(default=False)
    visibility = models.CharField(max_length=12, choices=Visibility, default=Visibility.PUBLIC)
    verified_on = models.DateField(null=True)  # None: nobody of the network has checked it
    verified_role = models.CharField(max_length=30, blank=True)
    version = models.PositiveIntegerField(default=1)
    # When what anybody may see of it last changed: see actions.changing.
    changed_at = models.DateTimeField(default=timezone.now)
    # When a post was last asked to look at it because its organisation has nobody here; None: never.
    asked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["assured_date"], name="service_assured"),
            models.Index(fields=["verified_on"], name="service_verified"),
            models.Index(fields=["visibility", "status"], name="service_visibility"),
            models.Index(fields=["changed_at"], name="service_changed"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> Scope:
        """The directory belongs to the whole network."""
        return ANYWHERE


class ServiceKind(models.Model):
    """A kind of help (catalogue ``services``) that a service gives."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="kinds")
    kind = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "kind"], name="one_kind_once")]
        indexes = [models.Index(fields=["kind", "service"], name="service_by_kind")]

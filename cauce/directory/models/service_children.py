"""What hangs on services and places: telephones, languages, schedules, terms."""

from __future__ import annotations

from django.db import models

from .imported import Imported
from .places import Location
from .providers import Organization, Service


class Owned(Imported):
    """A row of a service, of a place, or of both; None: not of that one."""

    service = models.ForeignKey(Service, null=True, on_delete=models.CASCADE, related_name="%(class)ss")
    location = models.ForeignKey(Location, null=True, on_delete=models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True


class Phone(Owned):
    organization = models.ForeignKey(Organization, null=True, on_delete=models.CASCADE, related_name="phones")
    number = models.CharField(max_length=60)
    extension = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=30, blank=True)
    description = models.TextField(blank=True)
    confidential = models.BooleanField(default=False)


class Language(Owned):
    name = models.CharField(max_length=200)
    code = models.CharField(max_length=3, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["code", "service"], name="language_code_service")]


class Schedule(Owned):
    days = models.CharField(max_length=30, blank=True)
    opens_at = models.CharField(max_length=60, blank=True)
    closes_at = models.CharField(max_length=60, blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    description = models.TextField(blank=True)


class ServiceTerm(Imported):
    """A term of the source's own taxonomy: an opaque code, kept for search and for sealing."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="terms")
    code = models.CharField(max_length=80)
    name = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["code"], name="term_code")]

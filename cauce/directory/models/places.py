"""Where services are given."""

from __future__ import annotations

from django.db import models

from .imported import Imported
from .providers import Organization, Service


class Location(Imported):
    """A place with its address. ``confidential``: only city or state may be told, see access."""

    # None: the source names no organization, or one that it does not bring.
    organization = models.ForeignKey(
        Organization, null=True, on_delete=models.SET_NULL, related_name="locations"
    )
    name = models.CharField(max_length=300, blank=True)
    alternate_name = models.CharField(max_length=300, blank=True)
    description = models.TextField(blank=True)
    transportation = models.TextField(blank=True)
    kind = models.CharField(max_length=10, default="physical")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    address_1 = models.CharField(max_length=300, blank=True)
    address_2 = models.CharField(max_length=300, blank=True)
    city = models.CharField(max_length=120, blank=True)
    region = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=40, blank=True)
    postal_code = models.CharField(max_length=20, blank=True)
    country = models.CharField(max_length=2, blank=True)
    accessibility = models.TextField(blank=True)

    confidential = models.BooleanField(default=False)
    # How much of a confidential place may be told: "city" (with state) or "state" only.
    coarse = models.CharField(max_length=5, default="city")

    class Meta:
        indexes = [models.Index(fields=["state", "city"], name="location_state_city")]


class ServiceAtLocation(Imported):
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="places")
    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="services")
    description = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["location", "service"], name="service_by_location")]

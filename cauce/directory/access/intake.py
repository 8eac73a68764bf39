"""The telephone by which a service takes somebody in: never that of the house where they live."""

from __future__ import annotations

from django.db.models import Q

from ..models import Phone, Service
from ..sealing import phone_key
from .views import PhoneView, phone_view

CALLS = "phone"  # offering.INTAKES: one calls before anybody goes
KIND = "intake"
FIRST_WORDS = ("llamar antes", "call first")


def calls_first(service: Service) -> bool:
    """Whether the entry says to call before anybody goes."""
    said = service.application.strip().lower()
    return service.intake == CALLS or said.startswith(FIRST_WORDS)


def intake_numbers(service: Service) -> tuple[PhoneView, ...]:
    """The telephones of the intake, whoever may ask for them having been checked; empty: none is known.

    Those that the entry calls its intake; without one, those that are not sealed. A telephone of a place, or
    one that a sealed place has too, is the house's, and is never among them.
    """
    places = [link.location for link in service.places.all()]
    houses = {phone_key(phone.number) for place in places for phone in place.phones.all()}
    own = [
        phone
        for phone in (*service.phones.all(), *service.organization.phones.all())
        if phone.location_id is None and phone_key(phone.number) not in houses
    ]
    named = [phone for phone in own if phone.kind == KIND]
    return tuple(phone_view(phone) for phone in named or [one for one in own if not one.confidential])


def public_numbers(service: Service) -> tuple[str, ...]:
    """The telephones that its entry shows to whoever reads it, of no place; (): none, or all are sealed."""
    own = Q(service_id=service.id) | Q(organization_id=service.organization_id)
    rows = Phone.objects.filter(own, location=None, confidential=False).order_by("id")
    return tuple(dict.fromkeys(rows.values_list("number", flat=True)))

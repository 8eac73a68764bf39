"""The only look-ups of the directory. What a person may not see is not in what they get."""

from .entries import (
    Destination,
    destination_for,
    entry_for,
    public_entries,
    sealed_for,
    sealed_values,
    service_for,
)
from .finding import Found, Wanted, find
from .intake import calls_first, intake_numbers, public_numbers
from .names import organization_names, recipient_names
from .profiles import Suggested, Suggestions, suggest
from .public import (
    PublicWanted,
    changed_when,
    public_links,
    public_organizations,
    public_services,
    public_views,
    services_of,
)
from .views import EntryView, PhoneView, PlaceView, SealedView, offer_of, with_reported

__all__ = [
    "Destination",
    "EntryView",
    "Found",
    "PhoneView",
    "PlaceView",
    "PublicWanted",
    "SealedView",
    "Suggested",
    "Suggestions",
    "Wanted",
    "calls_first",
    "changed_when",
    "destination_for",
    "entry_for",
    "find",
    "intake_numbers",
    "offer_of",
    "organization_names",
    "recipient_names",
    "public_entries",
    "public_links",
    "public_numbers",
    "public_organizations",
    "public_services",
    "public_views",
    "sealed_for",
    "sealed_values",
    "service_for",
    "services_of",
    "suggest",
    "with_reported",
]

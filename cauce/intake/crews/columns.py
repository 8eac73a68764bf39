"""The sealed columns of incidents and of who is of them, for who renews a key."""

from __future__ import annotations

from cauce.custody.keystore.columns import Column

from .facts import consulate_context, incident_context, member_context, ride_context, seen_context
from .models import ConsulateAnswer, CrewMember, CrewRide, SharedIncident

COLUMNS = (
    Column(
        "crews.SharedIncident",
        "sealed",
        lambda key_id: SharedIncident.objects.filter(key_id=key_id),
        incident_context,
    ),
    Column(
        "crews.CrewRide",
        "sealed",
        lambda key_id: CrewRide.objects.filter(incident__key_id=key_id),
        ride_context,
    ),
    Column(
        "crews.CrewMember",
        "sealed",
        lambda key_id: CrewMember.objects.filter(case__key_id=key_id),
        member_context,
    ),
    Column(
        "crews.CrewMember",
        "seen",
        lambda key_id: CrewMember.objects.filter(case__draft_key_id=key_id),
        seen_context,
    ),
    Column(
        "crews.ConsulateAnswer",
        "sealed",
        lambda key_id: ConsulateAnswer.objects.filter(case__key_id=key_id),
        consulate_context,
    ),
)

"""An incident of Houston for the tests that walk every page."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from cauce.intake.crews import actions as crews


def one_of_a_crew(cast, case, told: str) -> dict[str, Any]:
    """An incident on which two work, the case as one of it, and a vehicle for them."""
    ines, now = cast.ines.actor, timezone.now()
    made = crews.open_incident(actor=ines, post=cast.houston, said={"shared": told}, at=now)
    crews.add_staff(actor=ines, incident=made, user=cast.mateo.user, at=now)
    one = crews.add_case(actor=ines, incident=made, case=case, code="A-01", at=now)
    ride = crews.plan_ride(
        actor=ines, incident=made, members=[one], leaves_at=now, where=told, driver="", at=now
    )
    crews.answer_consulate(actor=ines, case=case, answer="yes", country=told, at=now)
    return {"crew_id": made.id, "member_id": one.id, "ride_id": ride.id}

"""What the acts of the directory share."""

from __future__ import annotations

from cauce.content.errors import BadInputs

from ..models import Service

bad_input = BadInputs(__file__)


def take(service: Service, version: int) -> Service:
    """The row as it is now, locked. Raises ``BadInput`` when somebody changed it meanwhile."""
    now = Service.objects.select_for_update().get(id=service.id)
    if now.version != version:
        raise bad_input("somebody_else_changed_entry_while_you", where=str(service.id))
    return now

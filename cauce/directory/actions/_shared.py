"""What the acts of the directory share."""

from __future__ import annotations

from cauce.content.errors import BadInput

from ..models import Service


def take(service: Service, version: int) -> Service:
    """The row as it is now, locked. Raises ``BadInput`` when somebody changed it meanwhile."""
    now = Service.objects.select_for_update().get(id=service.id)
    if now.version != version:
        raise BadInput(
            "Alguien más cambió esta ficha mientras la tenía abierta.",
            "Somebody else changed this entry while you had it open.",
            where=str(service.id),
            cure_es="Vuelva a abrirla: verá sus cambios y podrá añadir los suyos.",
            cure_en="Open it again: you will see their changes and can add yours.",
        )
    return now

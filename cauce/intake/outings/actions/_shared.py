"""What every act of an outing asks first."""

from __future__ import annotations

from cauce.content.errors import BadInput

from ..models import Outing


def check_holds(outing: Outing) -> None:
    """Raises ``BadInput`` for an outing that was called off."""
    if outing.called_off_at is not None:
        raise BadInput(
            "Esta salida se canceló: ya no se le cambia nada.",
            "This outing was called off: nothing of it is changed any more.",
            cure_es="Si se hace otro día, planéela de nuevo.",
            cure_en="If it is held another day, plan it again.",
        )

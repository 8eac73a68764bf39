"""What every act of an outing asks first."""

from __future__ import annotations

from cauce.content.errors import BadInputs

from ..models import Outing

bad_input = BadInputs(__file__)


def check_holds(outing: Outing) -> None:
    """Raises ``BadInput`` for an outing that was called off."""
    if outing.called_off_at is not None:
        raise bad_input("this_outing_was_called_off")

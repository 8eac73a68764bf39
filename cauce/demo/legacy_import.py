"""A few invented rows of an old spreadsheet at Houston, read and waiting: the page asks the rest."""

from __future__ import annotations

import datetime as dt

from cauce.staff.offices import access as offices
from cauce.staff.offices.access import actor_for
from cauce.staff.offices.models import User
from cauce.standards import legacy_import

from . import network
from .world import Invented

ROWS = """Folio,Nombre,Primer apellido,Fecha de ingreso,Estatus,Fecha cierre,Riesgo,obs.
E-01,Rosa,Ejemplo,2023-05-02,en proceso,,alto,Pidió que le hablen de día (inventado).
E-02,Julia,Invento,03/04/2024,en proceso,,bajo,
E-03,Ana y Luis,Muestra,2024-06-11,en proceso,,medio,Llegaron juntos (inventado).
E-04,Irma,Modelo,2023-08-20,cerrado,2024-02-15,,
E-05,Elsa,Ensayo,25/11/2024,cerrado,,bajo,
"""


def load(now: dt.datetime) -> int:
    """How many rows wait."""
    consul = actor_for(User.objects.get(username=f"{network.SHOWN.lower()}-consul"))
    return legacy_import.keep(consul, offices.post(network.SHOWN), ROWS.encode(), now).total


INVENTED = Invented(100, lambda world: load(world.now))

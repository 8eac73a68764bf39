"""Authorities of the United States with whom something may be shared: each one separately.

Only names that anybody may look up; sharing is never needed for the consulate's own service.
"""

from __future__ import annotations

from cauce.rules.content.model import Text

AUTHORITIES: dict[str, Text] = {
    "us_dol_whd": Text(
        es="Departamento del Trabajo, División de Horas y Salarios",
        en="Department of Labor, Wage and Hour Division",
    ),
    "us_hhs_otip": Text(
        es="Oficina para niñas, niños y adolescentes (HHS OTIP)",
        en="Office that assists children (HHS OTIP)",
    ),
    "us_fbi": Text(es="FBI", en="FBI"),
    "us_hsi": Text(es="Investigaciones de Seguridad (HSI)", en="Homeland Security (HSI)"),
    "us_local_police": Text(es="Policía local", en="Local police"),
    "us_prosecutor": Text(es="Fiscalía", en="Prosecutor's office"),
    "us_eeoc": Text(es="Comisión de igualdad en el empleo (EEOC)", en="EEOC"),
}

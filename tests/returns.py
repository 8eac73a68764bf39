"""A return as the cast makes it: Inés prepares it, Nora receives in Puebla."""

from __future__ import annotations

from cauce.site.demo.returning import Who


def houston(cast, officer=None) -> Who:
    """Inés (or another) of Houston, and the office in Puebla."""
    one = officer or cast.ines
    return Who(cast.houston, one.user, one.actor, cast.nora.actor, cast.puebla)

"""The columns and codes of CTDC, read once from ``content/catalogues/ctdc_*.csv``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from cauce.content.errors import unknown
from cauce.standards.htcds.catalogue import rows_of

Edition = Literal["2024", "2025"]
# 2026 renames at least one column and its codebook was not read: read where it comes, never written.
EDITIONS: tuple[Edition, ...] = ("2024", "2025")


@dataclass(frozen=True, slots=True)
class Column:
    """One of the 27 columns. ``alias``: how another edition, or the same codebook, writes it; '': no
    other way. ``reason``: why Cauce cannot fill it whole (catalogues/crosswalk_reasons.yaml)."""

    name: str
    group: str
    flag: bool
    alias: str
    reason: str


@cache
def columns() -> dict[str, Column]:
    """The 27 columns by name, in the order of the codebook."""
    return {
        row["column"]: Column(row["column"], row["group"], row["kind"] == "flag", row["alias"], row["reason"])
        for row in rows_of("columns", start="ctdc_")
    }


@cache
def groups() -> dict[str, tuple[str, ...]]:
    """Group of flags → its columns; the groups of the codebook's rule of the denominator."""
    found: dict[str, tuple[str, ...]] = {}
    for one in columns().values():
        if one.flag:
            found[one.group] = (*found.get(one.group, ()), one.name)
    return found


@cache
def values(edition: Edition) -> dict[str, tuple[str, ...]]:
    """Column → its values as that edition writes them. Raises ``Unknown`` for another edition."""
    if edition not in EDITIONS:
        raise unknown("ediciones de CTDC", "editions of CTDC", edition, EDITIONS, "--edition")
    found: dict[str, tuple[str, ...]] = {}
    for row in rows_of("values", start="ctdc_"):
        value = row["value_2025"] if edition == "2025" and row["value_2025"] else row["value"]
        found[row["column"]] = (*found.get(row["column"], ()), value)
    return found


@cache
def older() -> dict[str, str]:
    """The 63 columns of the k-anonymised set → the column of the 27 they fall into; '': none."""
    return {row["column"]: row["into"] for row in rows_of("older", start="ctdc_")}


@cache
def codes(kind: str) -> dict[str, tuple[str, ...]]:
    """Our codes of one list (means, exploitation, gender) → columns, or the value, of 2024."""
    return {
        row["code"]: tuple(part for part in row["ctdc_2024"].split(";") if part)
        for row in rows_of("codes", start="ctdc_")
        if row["list"] == kind
    }


@cache
def countries() -> dict[str, str]:
    """Two letters → three."""
    return {row["code"]: row["alpha_3"] for row in rows_of("countries", start="ctdc_")}


@cache
def internal_means() -> dict[str, str]:
    """Our ``means_…`` concepts → the code by which the standards are crossed."""
    return {row["concept"]: row["internal_code"] for row in rows_of("means")}

"""The catalogues of HTCDS 2.0 and of our mappings to it, read once from ``content/catalogues``."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from cauce.content.yaml import reader
from cauce.methods.folders import content_folder

CATALOGUES = content_folder() / "catalogues"
# Given where a value is known to the case but has no better place in a list.
OTHER = "Other"
FAMILY_ES = "HTCDS usa ISO 639-2, que no nombra esta lengua sino su grupo."
FAMILY_EN = "HTCDS uses ISO 639-2, which names not this language but its group."


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the standard. ``column`` '': not in the official spreadsheet."""

    field: str
    label: str
    section: str
    live: bool
    core: bool
    type: str
    multi: bool
    column: str
    treatment: str  # given, identity, not_asked, not_given, deprecated
    reason: str  # catalogues/crosswalk_reasons.yaml; "": given whole


@dataclass(frozen=True, slots=True)
class Target:
    """Where one of our codes goes. ``value`` '': nowhere; ``loss_…`` '': nothing is lost."""

    value: str
    loss_es: str = ""
    loss_en: str = ""
    sub_field: str = ""
    sub_value: str = ""


def rows_of(name: str, start: str = "htcds_") -> list[dict[str, str]]:
    with (CATALOGUES / f"{start}{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def fields() -> dict[str, Field]:
    """All 83 fields by name, in official order."""
    return {
        row["field"]: Field(
            field=row["field"],
            label=row["label"],
            section=row["section"],
            live=row["live"] == "yes",
            core=row["core"] == "yes",
            type=row["type"],
            multi=row["multi"] == "yes",
            column=row["column"],
            treatment=row["treatment"],
            reason=row["reason"],
        )
        for row in rows_of("fields")
    }


@cache
def live_fields() -> tuple[str, ...]:
    """The 80 fields that are not deprecated."""
    return tuple(name for name, field in fields().items() if field.live)


@cache
def template_fields() -> tuple[Field, ...]:
    """The 38 fields of the official spreadsheet in the order of its labels (columns B to AM)."""
    placed = [field for field in fields().values() if field.column]
    return tuple(sorted(placed, key=lambda field: (len(field.column), field.column)))


@cache
def picklists() -> dict[str, dict[str, str]]:
    """Field → value → the wording of the official spreadsheet, or the label where it has none."""
    found: dict[str, dict[str, str]] = {}
    for row in rows_of("picklists"):
        found.setdefault(row["field"], {})[row["value"]] = row["template_label"] or row["label"]
    return found


@cache
def countries() -> dict[str, str]:
    """Two-letter code → the name that the official spreadsheet uses."""
    return {row["code"]: row["template_label"] for row in rows_of("countries")}


@cache
def means() -> dict[str, Target]:
    """Our ``means_…`` concepts → methods of control."""
    return {row["concept"]: Target(row["value"], row["loss_es"], row["loss_en"]) for row in rows_of("means")}


@cache
def exploitation() -> dict[str, Target]:
    """Our ``purp_…`` concepts and the kinds of the Mexican law → types of exploitation."""
    return {
        row["code"]: Target(row["type"], row["loss_es"], row["loss_en"], row["sub_field"], row["sub_value"])
        for row in rows_of("exploitation")
    }


@cache
def codes(kind: str) -> dict[str, Target]:
    """Our codes of one list (gender, need …) → values."""
    return {
        row["code"]: Target(row["value"], row["loss_es"], row["loss_en"])
        for row in rows_of("codes")
        if row["list"] == kind
    }


@cache
def reasons() -> dict[str, tuple[str, str]]:
    """Why something has no counterpart: id → Spanish, English."""
    with (CATALOGUES / "crosswalk_reasons.yaml").open(encoding="utf-8") as file:
        return {row["id"]: (row["title"]["es"], row["title"]["en"]) for row in reader().load(file)}


@cache
def beyond() -> dict[str, Target]:
    """What Cauce keeps and no field of the standard takes, with the words that say so."""
    found: dict[str, Target] = {}
    for row in rows_of("crosswalk_fields", start=""):
        if row["htcds"] or not row["title_es"]:
            continue
        why = reasons()[row["reason"]]
        found[row["datum"]] = Target("", f"{row['title_es']}: {why[0]}", f"{row['title_en']}: {why[1]}")
    return found


@cache
def languages() -> dict[str, Target]:
    """Our language codes → ISO 639-2, which often knows only the family."""
    found: dict[str, Target] = {}
    for row in rows_of("languages", start=""):
        code, value = row["code"], row["iso_639_2"]
        lost = ("", "") if value == code else (FAMILY_ES, FAMILY_EN)
        found[code] = Target(value, *lost)
    return found

"""Does something hold on every day of the edition, and was every source looked at lately?"""

from __future__ import annotations

from collections.abc import Iterator

from cauce.content.checks.report import Finding
from cauce.content.checks.world import World

A_YEAR = 365


def check_edition_dates(world: World) -> Iterator[Finding]:
    for entry in world.of("edition"):
        first, last = entry.value.in_force_from, entry.value.in_force_to
        if last is not None and last < first:
            yield entry.finding(
                "edition_dates",
                ("in_force_to",),
                f"la edición termina el {last} y empieza el {first}.",
                f"the edition ends on {last} and begins on {first}.",
                "Corrija una de las dos fechas.",
                "Correct one of the two dates.",
            )


def check_parameter_dates(world: World) -> Iterator[Finding]:
    for entry in world.of("parameters"):
        dates = [value.in_force_from for value in entry.value.values]
        for i in range(1, len(dates)):
            loc = ("values", i, "in_force_from")
            if dates[i] == dates[i - 1]:
                yield entry.finding(
                    "parameter_overlap",
                    loc,
                    f"dos valores de «{entry.value.id}» rigen desde el {dates[i]}.",
                    f"two values of '{entry.value.id}' are in force from {dates[i]}.",
                    "Deje uno solo por fecha.",
                    "Keep one a date.",
                )
            elif dates[i] < dates[i - 1]:
                yield entry.finding(
                    "parameter_unsorted",
                    loc,
                    f"el valor del {dates[i]} está después del {dates[i - 1]}.",
                    f"the value of {dates[i]} stands after that of {dates[i - 1]}.",
                    "Ponga los valores del más antiguo al más nuevo.",
                    "Put the values oldest first.",
                )


def check_parameters_cover_the_edition(world: World) -> Iterator[Finding]:
    for edition in world.of("edition"):
        begins = edition.value.in_force_from
        for entry in world.of("parameters"):
            first = min(value.in_force_from for value in entry.value.values)
            if first > begins:
                yield entry.finding(
                    "parameter_gap",
                    ("values", 0, "in_force_from"),
                    f"«{entry.value.id}» no tiene valor del {begins} al {first}.",
                    f"'{entry.value.id}' has no value from {begins} to {first}.",
                    "Agregue el valor que regía al empezar la edición.",
                    "Add the value in force when the edition begins.",
                )


def check_sources_were_looked_at(world: World) -> Iterator[Finding]:
    for entry in world.of("sources"):
        days = (world.on - entry.value.last_checked).days
        if days > A_YEAR:
            yield entry.finding(
                "source_stale",
                ("last_checked",),
                f"nadie revisa «{entry.value.id}» desde hace {days} días.",
                f"nobody has checked '{entry.value.id}' for {days} days.",
                "Vuelva a leer la fuente y ponga la fecha.",
                "Read the source again and set the date.",
                warning=True,
            )

"""The closed lists of an outing, and their words."""

from __future__ import annotations

from cauce.content.model import Text, both
from cauce.intake.outings.rules import PARTS as PART_NAMES

PARTS = [(code, code) for code in PART_NAMES]
COVER_NAMES: dict[str, Text] = {
    "nobody": both("Nadie todavía", "Nobody yet"),
    "team": both("Alguien del equipo la habla", "Somebody of the team speaks it"),
    "there": both("Va una persona intérprete", "An interpreter comes along"),
    "telephone": both("Por teléfono", "By telephone"),
}
COVERS = [(code, code) for code in COVER_NAMES]
# The clocks of the country, by the name people know them by. Source: the public time zone database.
ZONES: dict[str, Text] = {
    "America/New_York": both("Este (Nueva York, Atlanta, Miami)", "Eastern (New York, Atlanta, Miami)"),
    "America/Detroit": both("Este, Míchigan (Detroit)", "Eastern, Michigan (Detroit)"),
    "America/Indiana/Indianapolis": both("Este, Indiana (Indianápolis)", "Eastern, Indiana (Indianapolis)"),
    "America/Chicago": both("Centro (Chicago, Houston, Dallas)", "Central (Chicago, Houston, Dallas)"),
    "America/Denver": both(
        "Montaña (Denver, El Paso, Albuquerque)", "Mountain (Denver, El Paso, Albuquerque)"
    ),
    "America/Boise": both("Montaña, sur de Idaho (Boise)", "Mountain, southern Idaho (Boise)"),
    "America/Phoenix": both("Arizona, sin cambio de hora (Phoenix)", "Arizona, no change of hour (Phoenix)"),
    "America/Los_Angeles": both("Pacífico (Los Ángeles, Seattle)", "Pacific (Los Angeles, Seattle)"),
    "America/Anchorage": both("Alaska (Anchorage)", "Alaska (Anchorage)"),
    "Pacific/Honolulu": both("Hawái (Honolulu)", "Hawaii (Honolulu)"),
    "America/Puerto_Rico": both("Puerto Rico (San Juan)", "Puerto Rico (San Juan)"),
}

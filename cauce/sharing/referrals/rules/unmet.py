"""What was needed and not found: why, by code."""

from __future__ import annotations

from cauce.content.model import Text, both

REASONS: dict[str, Text] = {
    "none": both("Nadie da esta ayuda en la zona", "Nobody in the area provides this help"),
    "men": both("Nadie recibe hombres", "Nobody accepts men"),
    "women": both("Nadie recibe mujeres", "Nobody accepts women"),
    "minors": both("Nadie recibe menores de edad", "Nobody accepts people under 18"),
    "families": both("Nadie recibe familias", "Nobody accepts families"),
    "labour": both("Nadie recibe casos de trabajo", "Nobody accepts labour cases"),
    "accessible": both("Nadie es accesible", "Nobody is accessible"),
    "language": both("Nadie habla su lengua", "Nobody speaks the language"),
    "distance": both("Está demasiado lejos", "It is too far"),
    "capacity": both("Nadie tiene lugar", "Nobody has places"),
    "cost": both("Cuesta dinero", "It costs money"),
    "other": both("Otra razón", "Another reason"),
}

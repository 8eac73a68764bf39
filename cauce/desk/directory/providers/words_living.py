"""Names of what keeps an entry alive, in both languages."""

from __future__ import annotations

from cauce.content.model import Text, both, word_tables

YES_NO = {True: both("Sí", "Yes"), False: both("No", "No")}
WORDS = word_tables(__file__)
FLAGS = WORDS["flags"]
COST = WORDS["cost"]
INTAKE = WORDS["intake"]
REPORTING = WORDS["reporting"]
SEX_SAID = WORDS["sex_said"]
AGREED = WORDS["agreed"]
CAUTIONS = WORDS["cautions"]
NAMES: dict[str, Text] = {
    **FLAGS,
    "sex": both("A quién recibe", "Who it accepts"),
    "cost": both("Costo", "Cost"),
    "intake": both("Cómo se llega", "How one gets in"),
    "reporting": both("Si avisa a la autoridad", "Whether it tells the authorities"),
    "sharing": both(
        "Qué comparte, con quién y cuándo se lo piden", "What it shares, with whom, and when asked"
    ),
    "free": both("Lugares libres hoy", "Places free today"),
    "languages": both("Idiomas en que atiende", "Languages spoken"),
    "phone": both("Teléfono para pedir ayuda", "Telephone to ask for help"),
    "hours": both("Días y horas", "Days and hours"),
    "same": both("Lo demás", "The rest"),
}
CODES: dict[str, dict[str, Text]] = {"sex": SEX_SAID, "cost": COST, "intake": INTAKE, "reporting": REPORTING}

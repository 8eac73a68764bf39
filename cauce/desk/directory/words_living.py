"""Names of what keeps an entry alive, in both languages."""

from __future__ import annotations

from cauce.rules.content.model import Text, both

YES_NO = {True: both("Sí", "Yes"), False: both("No", "No")}
FLAGS = {
    "minors": both("Recibe menores de edad", "Takes people under 18"),
    "minors_alone": both("Recibe niñas y niños que llegan sin familia",
                         "Takes children who come without family"),
    "families": both("Recibe familias, con hijas e hijos", "Takes families with children"),
    "labour": both("Recibe casos de trabajo", "Takes cases about work"),
    "sexual": both("Recibe casos de violencia sexual", "Takes cases of sexual violence"),
    "accessible": both("Es accesible (silla de ruedas, apoyos)", "Is accessible (wheelchair, support)"),
    "pregnant": both("Recibe a quien está embarazada", "Takes people who are pregnant"),
    "pets": both("Recibe mascotas", "Takes pets"),
}  # fmt: skip
COST = {
    "free": both("Sin costo", "Free"),
    "sliding": both("Según lo que cada quien puede", "By what each can pay"),
    "paid": both("Se paga", "Paid"),
}
INTAKE = {
    "phone": both("Se llama antes", "Call first"),
    "email": both("Se escribe antes", "Write first"),
    "walk_in": both("Se llega sin cita", "No appointment needed"),
    "referral": both("Solo con canalización", "Only by referral"),
}
REPORTING = {
    "asked": both("Avisa a la autoridad solo si la persona lo pide",
                  "Tells the authorities only if the person asks"),
    "minors": both("Avisa a la autoridad si hay menores de edad",
                   "Tells the authorities when people under 18 are involved"),
    "own": both("Avisa a la autoridad según sus propias reglas: pregunte antes",
                "Tells the authorities by its own rules: ask first"),
}  # fmt: skip
SEX_SAID = {
    "women": both("Solo mujeres", "Women only"),
    "men": both("Solo hombres", "Men only"),
    "any": both("Mujeres y hombres", "Women and men"),
}
AGREED = {
    "agreement": both("Acuerdo", "Agreement"),
    "memorandum": both("Memorándum de entendimiento", "Memorandum of understanding"),
    "letter": both("Carta de intención", "Letter of intent"),
}
CAUTIONS = {
    "do_not_refer": both("No enviar aquí a nadie", "Send nobody here"),
    "conflict": both(
        "Alguien de aquí puede tener un interés", "Somebody there may have an interest"
    ),
}
NAMES: dict[str, Text] = {
    **FLAGS,
    "sex": both("A quién recibe", "Whom it takes"),
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
CODES: dict[str, dict[str, Text]] = {
    "sex": SEX_SAID, "cost": COST, "intake": INTAKE, "reporting": REPORTING,
}  # fmt: skip

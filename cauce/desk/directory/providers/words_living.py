"""Names of what keeps an entry alive, in both languages."""

from __future__ import annotations

from cauce.content.model import Text, both

YES_NO = {True: both("Sí", "Yes"), False: both("No", "No")}
FLAGS = {
    "minors": both("Recibe menores de edad", "Accepts people under 18"),
    "minors_alone": both(
        "Recibe niñas, niños y adolescentes no acompañados", "Accepts unaccompanied children"
    ),
    "families": both("Recibe familias, con hijas e hijos", "Accepts families with children"),
    "labour": both("Recibe casos de trabajo", "Accepts labour cases"),
    "sexual": both("Recibe casos de violencia sexual", "Accepts cases of sexual violence"),
    "accessible": both("Es accesible (silla de ruedas, apoyos)", "Is accessible (wheelchair, support)"),
    "pregnant": both("Recibe a quien está embarazada", "Accepts people who are pregnant"),
    "pets": both("Recibe mascotas", "Accepts pets"),
}
COST = {
    "free": both("Sin costo", "Free"),
    "sliding": both("Según la capacidad de pago", "According to ability to pay"),
    "paid": both("Se paga", "Paid"),
}
INTAKE = {
    "phone": both("Llamar antes", "Call first"),
    "email": both("Escribir antes", "Write first"),
    "walk_in": both("Sin cita", "No appointment needed"),
    "referral": both("Solo con canalización", "Only by referral"),
}
REPORTING = {
    "asked": both(
        "Avisa a la autoridad solo si la persona lo pide",
        "Reports to the authorities only if the person asks",
    ),
    "minors": both(
        "Avisa a la autoridad si hay menores de edad",
        "Reports to the authorities when people under 18 are involved",
    ),
    "own": both(
        "Avisa a la autoridad según sus propias reglas: pregunte antes",
        "Reports to the authorities under its own rules: ask first",
    ),
}
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
    "do_not_refer": both("No enviar aquí a nadie", "Do not send anybody here"),
    "conflict": both("Posible conflicto de interés", "Possible conflict of interest"),
}
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

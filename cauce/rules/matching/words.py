"""Why a service fits, does not, or must be asked, in the words of the page."""

from __future__ import annotations

from typing import Literal

from cauce.content.model import Text, both

# unsaid: neither of the person nor of the service is anything known; nothing to ask the service first
Level = Literal["fits", "ask", "unsaid", "no"]
Aspect = Literal[
    "kind",
    "closed",
    "avoid",
    "sex",
    "minors",
    "age",
    "families",
    "labour",
    "sexual",
    "accessible",
    "pregnant",
    "capacity",
    "language",
]

NO_KIND = both("La ficha no dice qué ayuda da.", "The entry does not say what help it gives.")


def ages(least: int | None, most: int | None) -> Text:
    """The ages a service takes, as it says them."""
    if least is None:
        return both(f"Recibe hasta los {most} años.", f"Takes people up to {most}.")
    if most is None:
        return both(f"Recibe desde los {least} años.", f"Takes people from {least} on.")
    return both(f"Recibe de {least} a {most} años.", f"Takes people from {least} to {most}.")


def _taking(fits: Text, no: Text, ask: Text, person: Text, same: Text) -> dict[str, dict[str, Text]]:
    """``ask``: the service does not say; ``person``: it does not take them, and it is not known
    whether the person is one; ``same``: neither is known."""
    return {"fits": {"": fits}, "no": {"": no}, "ask": {"": ask, "person": person}, "unsaid": {"": same}}


REASONS: dict[str, dict[str, dict[str, Text]]] = {
    "kind": {
        "fits": {"": both("Ofrece lo que se necesita.", "Provides what is needed.")},
        "no": {"": both("No da esta ayuda.", "Does not provide this help.")},
    },
    "closed": {"no": {"": both("Está cerrado por ahora.", "It is closed for now.")}},
    "avoid": {
        "no": {
            "": both(
                "Una nota interna pide no enviar aquí a nadie.",
                "An internal note says not to send anybody here.",
            )
        }
    },
    "sex": {
        "fits": {
            "any": both("Recibe mujeres y hombres.", "Accepts women and men."),
            "women": both("Recibe mujeres.", "Accepts women."),
            "men": both("Recibe hombres.", "Accepts men."),
        },
        "no": {
            "women": both("Solo recibe mujeres.", "Accepts women only."),
            "men": both("Solo recibe hombres.", "Accepts men only."),
        },
        "ask": {
            "": both("Pregunte si recibe mujeres u hombres.", "Ask whether it accepts women or men."),
            "women": both("Solo recibe mujeres.", "Accepts women only."),
            "men": both("Solo recibe hombres.", "Accepts men only."),
        },
    },
    "minors": _taking(
        both("Recibe menores de edad.", "Accepts people under 18."),
        both("No recibe menores de edad.", "Does not accept people under 18."),
        both("Pregunte si recibe menores de edad.", "Ask whether it accepts people under 18."),
        both(
            "No recibe menores de edad: falta saber la edad.",
            "Does not accept people under 18: the age is not known.",
        ),
        both(
            "Falta saber la edad, y si recibe menores.",
            "The age is not known, nor whether it accepts people under 18.",
        ),
    ),
    "families": _taking(
        both("Recibe a la familia.", "Accepts the family."),
        both("No recibe familias.", "Does not accept families."),
        both("Pregunte si recibe a la familia.", "Ask whether it accepts the family."),
        both(
            "No recibe familias: falta saber si viene con alguien.",
            "Does not accept families: it is not known whether anybody comes along.",
        ),
        both(
            "Falta saber si viene con familia, y si la recibe.",
            "It is not known whether family comes along, nor whether it is taken.",
        ),
    ),
    "labour": _taking(
        both("Recibe casos de trabajo.", "Accepts labour cases."),
        both("No recibe casos de trabajo.", "Does not accept labour cases."),
        both("Pregunte si recibe casos de trabajo.", "Ask whether it accepts labour cases."),
        both(
            "No recibe casos de trabajo: falta saber si este lo es.",
            "Does not accept labour cases: it is not known whether this is one.",
        ),
        both(
            "Falta saber si es un caso de trabajo, y si los recibe.",
            "It is not known whether this is a labour case, nor whether it accepts them.",
        ),
    ),
    "sexual": _taking(
        both("Recibe casos de violencia sexual.", "Accepts cases of sexual violence."),
        both("No recibe casos de violencia sexual.", "Does not accept cases of sexual violence."),
        both(
            "Pregunte si recibe casos de violencia sexual.",
            "Ask whether it accepts cases of sexual violence.",
        ),
        both(
            "No recibe casos de violencia sexual: falta saber si hubo.",
            "Does not accept cases of sexual violence: it is not known whether there was any.",
        ),
        both(
            "Falta saber si hubo violencia sexual, y si recibe esos casos.",
            "It is not known whether there was sexual violence, nor whether it accepts such cases.",
        ),
    ),
    "accessible": _taking(
        both("Es accesible.", "It is accessible."),
        both("No es accesible.", "It is not accessible."),
        both("Pregunte si es accesible.", "Ask whether it is accessible."),
        both(
            "No es accesible: falta saber si hace falta.",
            "It is not accessible: it is not known whether that is needed.",
        ),
        both(
            "Falta saber si hacen falta apoyos, y si los tiene.",
            "It is not known whether support is needed, nor whether it has it.",
        ),
    ),
    "pregnant": _taking(
        both("Recibe a quien está embarazada.", "Accepts people who are pregnant."),
        both("No recibe a quien está embarazada.", "Does not accept people who are pregnant."),
        both(
            "Pregunte si recibe a quien está embarazada.", "Ask whether it accepts people who are pregnant."
        ),
        both(
            "No recibe a quien está embarazada: falta saberlo.",
            "Does not accept people who are pregnant: it is not known whether the person is.",
        ),
        both(
            "Falta saber si hay embarazo, y si la recibe.",
            "It is not known whether there is a pregnancy, nor whether it is taken.",
        ),
    ),
    "capacity": {
        "fits": {"": both("Dijo hace poco que tiene lugar.", "Recently said it has places.")},
        "no": {"": both("Dijo hace poco que no tiene lugar.", "Recently said it has no places.")},
        "ask": {"": both("Pregunte si tiene lugar.", "Ask whether there is room.")},
    },
    "language": {
        "fits": {"": both("Habla su lengua.", "Speaks the language.")},
        "no": {
            "": both(
                "No habla su lengua: hace falta intérprete.",
                "Does not speak the language: an interpreter is needed.",
            )
        },
        "ask": {"": both("Pregunte si habla su lengua.", "Ask whether it speaks the language.")},
    },
}

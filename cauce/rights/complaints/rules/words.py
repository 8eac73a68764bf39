"""The words of a complaint: about whom, what of, how it stands, and what it is answered with.

Codes are kept; these sentences are what people read. All of them are this house's proposal.
"""

from __future__ import annotations

from cauce.content.model import Text, both

ABOUT: dict[str, Text] = {
    "officer": both("Una persona que trabaja en un consulado", "Somebody who works at a consulate"),
    "interpreter": both("Quien interpretó", "The interpreter"),
    "provider": both(
        "Un albergue, una clínica, una abogada o abogado u otro servicio",
        "A shelter, a clinic, a lawyer, or another service",
    ),
    "service": both(
        "El trámite o la atención, nadie en especial", "The procedure or the service, nobody in particular"
    ),
    "headquarters": both("Las oficinas centrales", "The central offices"),
    "control": both("El control interno", "Internal control"),
    "iom": both("La OIM", "IOM"),
}

CATEGORIES: dict[str, Text] = {
    "manner": both("Cómo me hablaron o me trataron", "How they spoke to me or behaved"),
    "not_attended": both("No me atendieron o tardaron mucho", "Nobody saw me, or it took too long"),
    "language": both(
        "No me hablaron en mi lengua o interpretaron mal",
        "They did not speak my language, or interpreted badly",
    ),
    "privacy": both("Contaron o enseñaron algo mío", "They told or showed something of mine"),
    "pressure": both(
        "Me presionaron para firmar, aceptar o decir algo", "I was pressed to sign, accept or say something"
    ),
    "money": both("Me pidieron dinero, un regalo o un favor", "They asked me for money, a gift or a favour"),
    "unequal": both("Me trataron peor por ser quien soy", "I was treated worse for who I am"),
    "sexual": both(
        "Alguien me tocó, me dijo o me pidió algo que no debía",
        "Somebody touched me, or said or asked for something they should not",
    ),
    "danger": both("Lo que hicieron me puso en peligro", "What they did put me in danger"),
    "other": both("Otra cosa", "Something else"),
}

STATES: dict[str, Text] = {
    "filed": both("Llegó", "It arrived"),
    "acknowledged": both("Se leyó", "It was read"),
    "in_review": both("Se revisa", "It is being looked into"),
    "needs_answer": both("Le preguntamos algo", "We asked you something"),
    "founded": both("Terminó: tenía razón", "Ended: you were right"),
    "unfounded": both("Terminó: no se encontró nada indebido", "Ended: nothing wrong was found"),
    "not_established": both("Terminó: no se pudo saber", "Ended: it could not be known"),
    "referred": both("Se envió a la autoridad", "It was sent to the authority"),
}

# What the house says to her, one sentence for each code; a text of its own may stand beside it.
SENTENCES: dict[str, Text] = {
    "read": both(
        "La leyó una persona que no trabaja en ese lugar.", "It was read by somebody who does not work there."
    ),
    "looking": both(
        "Estamos preguntando qué pasó. Su atención sigue igual.",
        "We are asking what happened. The help you receive goes on as before.",
    ),
    "ask_when": both(
        "¿Recuerda qué día fue, o cerca de qué fecha?", "Do you remember the day, or about when it was?"
    ),
    "ask_who": both(
        "¿Puede decirnos quién fue, o cómo es esa persona?",
        "Can you tell us who it was, or what that person is like?",
    ),
    "ask_more": both("¿Puede contarnos algo más?", "Can you tell us something more?"),
    "ask_authority": both("¿Quiere que lo sepa una autoridad?", "Do you want an authority to know?"),
    "news": both("Hay algo nuevo que contarle.", "There is something new to tell you."),
    "founded": both("Tenía razón. Gracias por decirlo.", "You were right. Thank you for saying so."),
    "unfounded": both(
        "Preguntamos y no encontramos que se hiciera algo indebido.",
        "We asked, and did not find that anything wrong was done.",
    ),
    "not_established": both(
        "No pudimos saber qué pasó. No quiere decir que no haya pasado.",
        "We could not learn what happened. It does not mean that it did not.",
    ),
    "referred": both(
        "La enviamos a la autoridad a la que le toca.", "We sent it to the authority it falls to."
    ),
}

REPLIES: dict[str, Text] = {
    "yes": both("Sí", "Yes"),
    "no": both("No", "No"),
    "not_known": both("No sé", "I do not know"),
    "rather_not": both("Prefiero no decirlo", "I would rather not say"),
}

# After a while she is asked whether anybody made her pay for it.
TREATED: dict[str, Text] = {
    "same": both("No: todo sigue igual o mejor", "No: all is the same or better"),
    "worse": both("Sí: alguien me trata peor", "Yes: somebody treats me worse"),
    "rather_not": both("Prefiero no decirlo", "I would rather not say"),
}

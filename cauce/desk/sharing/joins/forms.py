"""What an officer says of a coincidence after the call, which file leads, and why two are parted."""

from __future__ import annotations

from cauce.sharing.joins.rules import ANSWERS, WHYS
from cauce.ui.fields import WorkForm, choice, line, words
from cauce.ui.words import say


class AnswerForm(WorkForm):
    """What it was, by what both officers said to each other."""

    answer = choice(
        say(
            "Después de hablar con el otro consulado, ¿qué dice usted?",
            "After talking with the other post, what do you say?",
        ),
        [(id, words(text)) for id, text in ANSWERS.items()],
        hint=say(
            "En caso de duda, elija «No se puede determinar»: así nada se junta y pueden volver a hablar.",
            "If in doubt, choose “It cannot be determined”: then nothing is joined, and you can talk again.",
        ),
    )


class LeadForm(WorkForm):
    """Which of the two files leads: where the person is attended now."""

    lead = choice(
        say("¿Cuál encabeza?", "Which one leads?"),
        [
            ("here", say("El de este consulado", "This post's")),
            ("there", say("El del otro consulado", "The other post's")),
        ],
        hint=say(
            "El del consulado que atiende a la persona ahora. El otro sigue entero y apunta a este.",
            "The one of the post now serving the person. The other stays complete and links to it.",
        ),
    )


class DoubleForm(WorkForm):
    """The folio of the other file of the same person."""

    folio = line(
        say("Folio del otro expediente", "Folio of the other file"),
        most=20,
        hint=say(
            "De este mismo consulado, como HOU-2026-00001.", "Of this same post, such as HOU-2026-00001."
        ),
    )


class PartForm(WorkForm):
    """Why the two are read apart again."""

    why = choice(
        say("¿Por qué se separan?", "Why are they being separated?"),
        [(id, words(text)) for id, text in WHYS.items()],
    )

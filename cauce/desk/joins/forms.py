"""What an officer says of a coincidence after the call, which file leads, and why two are parted."""

from __future__ import annotations

from cauce.desk.fields import WorkForm, choice, words
from cauce.rules.joins import ANSWERS, WHYS
from cauce.ui.words import say


class AnswerForm(WorkForm):
    """What it was, by what both officers said to each other."""

    answer = choice(
        say("Después de hablar con la otra oficina, ¿qué dice usted?",
            "After talking with the other post, what do you say?"),
        [(id, words(text)) for id, text in ANSWERS.items()],
        hint=say("Si se duda, «No se puede saber»: así nada se junta y pueden volver a hablar.",
                 "In doubt, “It cannot be told”: then nothing is joined, and you may talk again."),
    )  # fmt: skip


class LeadForm(WorkForm):
    """Which of the two files leads: where the person is attended now."""

    lead = choice(
        say("¿Cuál encabeza?", "Which one leads?"),
        [("here", say("El de esta oficina", "This post's")),
         ("there", say("El de la otra oficina", "The other post's"))],
        hint=say("El de la oficina que atiende a la persona ahora. El otro sigue entero y apunta a este.",
                 "That of the post that attends the person now. The other stays whole and points to it."),
    )  # fmt: skip


class PartForm(WorkForm):
    """Why the two are read apart again."""

    why = choice(say("¿Por qué se separan?", "Why are they parted?"),
                 [(id, words(text)) for id, text in WHYS.items()])  # fmt: skip

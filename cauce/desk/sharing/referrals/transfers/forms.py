"""What is said when a case is asked over, and what the other post answers."""

from __future__ import annotations

from django import forms
from django.utils import timezone

from cauce.rules.transfer import DECLINES, REASONS
from cauce.staff.accounts.away import choices
from cauce.staff.offices import access as offices
from cauce.staff.offices.picker import options, post_field
from cauce.ui.fields import MISSING, NOT_A_CHOICE, WorkForm, choice, long_text, words
from cauce.ui.words import say


class AskForm(WorkForm):
    """To which post, why, and what it must know. ``here``: the code of the post that asks."""

    to = post_field(say("A qué consulado", "To which post"), ())
    reason = choice(say("Por qué", "Why"), [(id, words(text)) for id, text in REASONS.items()])
    note = long_text(
        say("Qué necesita saber quien recibe para aceptar", "What the other post needs to know to accept"),
        hint=say(
            "Cuándo llega, lengua, si hay peligro, qué no puede esperar. Sin nombres ni domicilio: lo "
            "lee antes de aceptar. Queda en la historia del caso.",
            "Arrival date, language, any danger, what cannot wait. No names or address: it is read before "
            "accepting and stays in the case history.",
        ),
        rows=5,
        most=2000,
    )
    agreed = forms.BooleanField(
        label=say(
            "La persona lo sabe y quiere que su caso se traslade",
            "The person knows, and wants the case transferred",
        ),
        error_messages={
            "required": say(
                "Pregúnteselo antes. Si no quiere, el caso se queda aquí.",
                "Ask first. If the person does not want it, the case stays here.",
            )
        },
    )

    def __init__(self, here: str, data=None, initial=None) -> None:
        super().__init__(data, initial=initial)
        self.posts = {post.code: post for post in offices.posts() if post.code != here}
        self.fields["to"].choices = options(self.posts.values())


class AcceptForm(WorkForm):
    """Who works on it from now on. ``staff``: whoever works on cases at the post that receives."""

    officer = forms.ChoiceField(
        label=say("Quién la atiende desde ahora", "Officer in charge from now on"),
        help_text=say(
            "Quien la envía le dirá este nombre a la persona.",
            "The sending post will give the person this name.",
        ),
        error_messages={"required": MISSING, "invalid_choice": NOT_A_CHOICE},
    )

    def __init__(self, staff, data=None, initial=None) -> None:
        super().__init__(data, initial=initial)
        self.people = {str(one.id): one for one in staff}
        self.fields["officer"].choices = choices(self.people.values(), timezone.now())


class DeclineForm(WorkForm):
    """Why it stays where it is."""

    reason = choice(say("Por qué no", "Why not"), [(id, words(text)) for id, text in DECLINES.items()])

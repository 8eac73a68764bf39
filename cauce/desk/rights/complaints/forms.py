"""What is typed by whoever hears a complaint, and by whoever looks into one."""

from __future__ import annotations

from typing import Any

from django import forms

from cauce.rights.complaints.actions import NAMED
from cauce.rights.complaints.rules import ABOUT, NEXT, SAYS, SENTENCES, STATES
from cauce.rights.complaints.telling_form import LONGEST, OPTIONAL, TellingForm, choices
from cauce.ui.words import say


class HearForm(TellingForm):
    """The same questions, and that all of it was read back aloud."""

    read_back = forms.BooleanField(
        label=say(
            "Se lo leí completo en voz alta y lo confirmó",
            "I read it all aloud and the person confirmed it is right",
        ),
        error_messages={
            "required": say(
                "Léalo completo en voz alta, corrija y márquelo.",
                "Read all of it aloud, correct it, and tick this.",
            )
        },
    )


class StepForm(forms.Form):
    """One step further: the sentence that she reads, and a text beside it if any."""

    use_required_attribute = False
    optional = OPTIONAL
    step = forms.ChoiceField(
        widget=forms.RadioSelect,
        label=say("¿Qué le decimos?", "What do we say?"),
        error_messages={
            "required": say("Elija una frase.", "Choose a sentence."),
            "invalid_choice": say("Elija una de la lista.", "Choose one of the list."),
        },
    )
    text = forms.CharField(
        required=False,
        max_length=LONGEST,
        label=say("Con sus palabras", "In your own words"),
        help_text=say(
            (
                "Lo lee con su clave, quizá con alguien al lado: sin nombres ni nada que la delate. Al "
                "terminar es obligatorio decir por qué."
            ),
            (
                "The person reads it with their code, perhaps with somebody nearby: no names, nothing that "
                "gives them away. To close, a reason is required."
            ),
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, state: str, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["step"].choices = [
            (
                f"{to}:{code}",
                say(f"{STATES[to].es}. «{SENTENCES[code].es}»", f'{STATES[to].en}. "{SENTENCES[code].en}"'),
            )
            for to in NEXT.get(state, ())
            for code in SAYS[to]
        ]

    def given(self) -> dict[str, str]:
        """What the act takes."""
        to, _, code = self.cleaned_data["step"].partition(":")
        return {"to": to, "code": code, "text": self.cleaned_data["text"]}


class NameForm(forms.Form):
    """Whom it is about, once that is known."""

    use_required_attribute = False
    kind = forms.ChoiceField(
        choices=choices({kind: ABOUT[kind] for kind in NAMED}),
        widget=forms.RadioSelect,
        label=say("¿Quién es?", "Who is it?"),
    )
    typed = forms.CharField(
        max_length=300,
        label=say("Usuario, clave o ficha", "User name, code or entry"),
        help_text=say(
            (
                "De quien trabaja en un consulado, su usuario. De quien interpreta, su clave (HOU-I-03). De "
                "un servicio, la dirección de su ficha del directorio."
            ),
            (
                "Of whoever works at a consulate, the user name. Of an interpreter, the code (HOU-I-03). Of "
                "a service, the address of its entry in the directory."
            ),
        ),
        error_messages={"required": say("Escriba quién es.", "Write who it is.")},
    )

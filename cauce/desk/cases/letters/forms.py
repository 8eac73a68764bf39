"""What is chosen to begin a letter, what is typed in it, and what the second person answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import forms
from django.utils.html import format_html

from cauce.cases.rules.letters import VOID_REASONS, typed
from cauce.content.model_letters import LetterTemplate
from cauce.ui.fields import MISSING, Quiet, QuietText, WorkForm, choice, long_text, words
from cauce.ui.words import say

from ..frame.already import KNOWN as ALREADY

LANGUAGES = (("es", say("Español", "Spanish")), ("en", say("Inglés", "English")))


WANTED = say("La persona sabe de esta carta y la quiere", "The person knows about this letter and wants it")
NOT_AGREED = say(
    "La persona no ha dicho que sí a que esta organización lo sepa.",
    "The person has not agreed that this organisation may know.",
)
ASK = say("Preguntar a la persona y volver a la carta", "Ask the person, then come back to the letter")
# What a law owes is asked for all the same; nobody asks for it behind the person's back.
KNOWN = say(
    "Se le explicó qué dice y se oyó su opinión",
    "It was explained what it says, and the person was heard",
)


class BeginForm(WorkForm):
    """Which letter, in which language, and to which organisation where it goes to one."""

    template = choice(say("Qué carta", "Which letter"), ())
    language = choice(say("En qué lengua", "In which language"), LANGUAGES)
    recipient = Quiet(
        label=say("A qué organización, si va a una", "To which organisation, if it goes to one"),
        help_text=say(
            "Solo las que la persona aceptó. Si falta, búsquela en «Canalizaciones» y ahí pregúntele.",
            (
                'Only those the person agreed to. If it is missing, find it under "Referrals" '
                "and ask the person there."
            ),
        ),
        required=False,
    )

    def __init__(
        self,
        templates: Iterable[LetterTemplate],
        recipients: Mapping[str, str],
        data=None,
        started: Mapping[str, str] | None = None,
    ) -> None:
        """``started``: what was chosen before the person was asked."""
        super().__init__(data, initial={"language": "es", **(started or {})})
        self.fields["template"].choices = [(one.id, words(one.title)) for one in templates]
        self.fields["recipient"].choices = [("", say("A ninguna", "To none")), *recipients.items()]


class LetterForm(WorkForm):
    """The blanks that whoever writes fills. All may wait: what is missing is told when it is asked.

    ``known``: what the case knows already and this recipient may have, by blank, for one that nobody wrote.
    ``unasked``: blanks of which the person has not agreed that this recipient may know, each with the address
    where that is asked.
    """

    def __init__(
        self,
        template: LetterTemplate,
        data=None,
        answers=None,
        known: Mapping[str, str] | None = None,
        unasked: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(data, initial={**(known or {}), **(answers or {})})
        for one in typed(template):
            hint = words(one.hint) if one.hint else ""
            if one.id in (known or {}):
                hint = ALREADY
            if one.id in (unasked or {}):
                hint = format_html('{} <a href="{}">{}</a>', NOT_AGREED, unasked[one.id], ASK)
            if one.lines:
                made = long_text(words(one.label), hint=hint, required=False, most=2000, kind=QuietText)
            else:
                made = QuietText(
                    label=words(one.label), help_text=hint, required=not one.optional, max_length=2000
                )
            self.fields[one.id] = made
        self.fields["agreed"] = forms.BooleanField(
            label=KNOWN if template.to == "authority" else WANTED, required=False
        )

    def typed(self) -> dict[str, str]:
        """What stands in the form, valid or not; empty: nothing was sent."""
        return {name: self.data.get(name, "") for name in self.fields} if self.is_bound else {}

    def answers(self) -> dict[str, str]:
        return {name: text for name, text in self.cleaned_data.items() if name != "agreed"}


class ReturnForm(WorkForm):
    """What must be mended before it is issued."""

    note = long_text(say("Qué hay que cambiar", "What must change"), rows=2, most=500)


class VoidForm(WorkForm):
    """Why an issued letter is of no effect any more."""

    reason = forms.ChoiceField(
        label=say("Por qué queda sin efecto", "Why it is void"),
        widget=forms.RadioSelect,
        choices=[(id, words(text)) for id, text in VOID_REASONS.items()],
        error_messages={"required": MISSING},
    )

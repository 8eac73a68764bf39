"""What is written of a return: each form is a gate, or a step of the journey. What was typed stays."""

from __future__ import annotations

from typing import Any

from django import forms

from cauce.family.reunification.actions.returning_going import RECEIVERS
from cauce.family.reunification.rules.after_return import OUTCOMES
from cauce.family.reunification.rules.returning import ADVICE, ESCORTS, LEVEL_LABELS, STOPS
from cauce.staff.offices import access as offices
from cauce.ui.fields import MISSING, WorkForm, choice, day, line, long_text, words
from cauce.ui.moment_field import MomentField
from cauce.ui.words import say


def _of(texts: dict[str, Any], *but: str) -> list[tuple[str, Any]]:
    return [(id, words(text)) for id, text in texts.items() if id not in but]


class StartForm(WorkForm):
    """Where in Mexico. ``states``: the rows of the catalogue."""

    def __init__(self, states, data=None) -> None:
        super().__init__(data, prefix="start")
        rows = [("", say("Elija", "Choose")), *((row["code"], row["name"]) for row in states)]
        self.fields["destination"] = choice(
            say("A qué entidad de México quiere ir", "To which state of Mexico"),
            rows,
            radio=False,
            hint=say(
                "Los contactos se programan con la hora de ese estado. El lugar exacto va en la declaración.",
                "Contacts follow its local time. The exact place is in the declaration.",
            ),
        )


class AdviceForm(WorkForm):
    """Advice on what leaving costs: taken, or declined in writing."""

    def __init__(self, data=None) -> None:
        super().__init__(data, prefix="advice")
        self.fields["answer"] = choice(say("Qué pasó", "What happened"), _of(ADVICE))
        self.fields["who"] = line(
            say("Quién la dio o la ofreció", "Who gave or offered it"),
            hint=say(
                "Despacho u organización y su función. Independiente del consulado.",
                "Firm or organisation, and role. Independent of the consulate.",
            ),
        )
        self.fields["on"] = day(say("Qué día", "Date"))


class RiskForm(WorkForm):
    """The risk where the person goes."""

    def __init__(self, data=None, initial=None) -> None:
        super().__init__(data, prefix="risk", initial=initial)
        self.fields["level"] = choice(say("Riesgo allá", "Risk there"), _of(LEVEL_LABELS))
        self.fields["reasons"] = long_text(
            say("Razones", "Reasons"),
            rows=3,
            most=2000,
            hint=say(
                "Quién vive cerca, qué deudas o amenazas hay, qué dice la persona.",
                "Who lives nearby, what debts or threats there are, what the person says.",
            ),
        )
        self.fields["measures"] = long_text(say("Qué se hará", "What will be done"), rows=3, most=2000)


class PlanForm(WorkForm):
    """When, how many, and who goes along. ``here`` and ``there``: whose clocks."""

    def __init__(self, here: str, there: str, data=None, initial=None) -> None:
        super().__init__(data, prefix="plan", initial=initial)
        self.fields["departs_at"] = MomentField(
            here,
            label=say("Sale", "Departs"),
            help_text=say("Hora local del consulado.", "Post local time."),
            initial=None,
            error_messages={"required": MISSING},
        )
        self.fields["arrives_at"] = MomentField(
            there,
            label=say("Llega", "Arrives"),
            help_text=say("Hora local del destino.", "Local time there."),
            initial=None,
            error_messages={"required": MISSING},
        )
        self.fields["people"] = forms.IntegerField(
            label=say("Cuántas personas viajan", "How many people travel"),
            min_value=1,
            max_value=30,
            help_text=say("Incluida la persona.", "Including the person."),
            error_messages={"required": MISSING, "invalid": say("Escriba un número.", "Write a number.")},
        )
        self.fields["escort"] = choice(say("Compañía", "Company"), _of(ESCORTS))
        self.fields["escort_who"] = line(
            say("Acompañante", "Escort"),
            required=False,
            hint=say("Función y organización.", "Role and organisation."),
        )


class ShareForm(WorkForm):
    """Who is asked to receive, and what they need to know for it."""

    def __init__(self, data=None, initial=None) -> None:
        super().__init__(data, prefix="share", initial=initial)
        self.partners = {str(one.id): one for one in offices.partners() if one.kind in RECEIVERS}
        self.fields["partner"] = choice(
            say("Quién recibe", "Who receives"),
            [("", say("Elija", "Choose")), *((id, one.name) for id, one in self.partners.items())],
            radio=False,
        )
        self.fields["needs"] = long_text(
            say("Qué necesita al llegar", "What is needed on arrival"),
            rows=2,
            most=300,
            hint=say(
                "Solo esto, el día y cuántas personas verá. Sin nombres, documentos ni lo que pasó.",
                (
                    "Only this, the date and the number of people are shown. No names, "
                    "documents or what happened."
                ),
            ),
        )
        self.fields["agreed"] = forms.BooleanField(
            label=say(
                "La persona aceptó, sabiendo qué organización es",
                "The person agreed, knowing which organisation it is",
            ),
            error_messages={
                "required": say(
                    "Pregúnteselo antes. Si no quiere, escriba abajo quién confirmó.",
                    "Ask first. If the answer is no, write below who confirmed.",
                )
            },
        )


class ConfirmedForm(WorkForm):
    """Who confirmed by another way, where nobody there signs in."""

    def __init__(self, here: str, data=None) -> None:
        super().__init__(data, prefix="reception")
        self.fields["who"] = line(
            say("Quién confirmó", "Who confirmed"),
            hint=say("Su función, no hace falta el nombre.", "The role; no name is needed."),
        )
        self.fields["office"] = line(say("En qué oficina", "At which office"))
        self.fields["when"] = MomentField(
            here, label=say("Cuándo", "When"), error_messages={"required": MISSING}
        )


class MoneyForm(WorkForm):
    """What was counted before the person."""

    def __init__(self, data=None) -> None:
        super().__init__(data, prefix="money")
        self.fields["counted"] = line(
            say("Lo que se contó frente a la persona", "Amount counted in front of the person"),
            most=20,
            hint=say(
                "Solo cifras. Debe coincidir con el total del recibo.",
                "Digits only. It must equal the receipt total.",
            ),
        )


class ContactForm(WorkForm):
    """That the person agreed to be called afterwards."""

    def __init__(self, data=None) -> None:
        super().__init__(data, prefix="contact")
        self.fields["agreed"] = forms.BooleanField(
            label=say(
                "La persona quiere que se le contacte así a los 7, 30, 90 y 180 días",
                "The person wants to be contacted this way after 7, 30, 90 and 180 days",
            ),
            error_messages={
                "required": say(
                    "Pregúnteselo. Si dice que no, no se le contacta.",
                    "Ask. If the answer is no, nobody contacts them.",
                )
            },
        )


class DepartForm(WorkForm):
    """The moment of departure."""

    def __init__(self, here: str, data=None) -> None:
        super().__init__(data, prefix="depart")
        self.fields["when"] = MomentField(
            here, label=say("Cuándo salió", "When it was"), error_messages={"required": MISSING}
        )


class ReceivedForm(WorkForm):
    """Who received there, and when. ``there``: whose clock."""

    def __init__(self, there: str, data=None, *, who: bool = True) -> None:
        super().__init__(data, prefix="received")
        if who:
            self.fields["who"] = line(
                say("Quién le recibió", "Received by"),
                hint=say("Función y oficina.", "Role and office."),
            )
        self.fields["when"] = MomentField(
            there,
            label=say("Cuándo", "When"),
            help_text=say("Hora local del destino.", "Local time there."),
            error_messages={"required": MISSING},
        )


class StopForm(WorkForm):
    """Why it is no longer made."""

    def __init__(self, data=None) -> None:
        super().__init__(data, prefix="stop")
        self.fields["reason"] = choice(say("Por qué", "Why"), _of(STOPS, "record"))
        self.fields["words"] = long_text(
            say("Algo más que deba constar", "Anything else to record"),
            rows=2,
            required=False,
            most=1000,
        )


class TryForm(WorkForm):
    """What came of a contact. ``ways``: (way|language, words) that the person marked as safe."""

    def __init__(self, here: str, ways: list[tuple[str, Any]], data=None) -> None:
        super().__init__(data, prefix="try")
        self.fields["outcome"] = choice(say("Qué pasó", "What happened"), _of(OUTCOMES))
        self.fields["by"] = choice(
            say("Por dónde", "By which way"),
            [*ways, ("comes_in|", say("La persona llamó o vino", "The person called or came"))],
            required=False,
            hint=say("Si no era seguro, déjelo así.", "Leave as is if it was not safe."),
        )
        self.fields["when"] = MomentField(
            here, label=say("Cuándo", "When"), error_messages={"required": MISSING}
        )
        self.fields["note"] = long_text(
            say("Cómo está y qué hace falta", "How the person is, and what is needed"),
            rows=3,
            required=False,
            most=2000,
            hint=say(
                "Lo lee solo quien atiende el caso. Pregunte también si este medio sigue siendo seguro.",
                "Read only by those who work on the case. Ask, too, whether this channel is still safe.",
            ),
        )

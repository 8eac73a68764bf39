"""The few things that are typed about an account: who, which role, where and for how long."""

from __future__ import annotations

from django import forms

from cauce.desk.staff.oversight.proposals.saying import role_name
from cauce.rules.permissions import Actor, permits
from cauce.staff.offices import access as offices
from cauce.staff.oversight.roles import AT_PARTNER, AT_POST, NETWORK_WIDE
from cauce.ui.widgets import DayMonthYear
from cauce.ui.words import say

NO_DATE = say("Ese día no existe. Revise día, mes y año.", "There is no such day. Check day, month and year.")


class FindForm(forms.Form):
    """Somebody who comes from elsewhere, by exactly their user name."""

    username = forms.CharField(
        label=say("Usuario, tal como se escribe", "User name, exactly as written"),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": say("Escriba el usuario.", "Write the user name.")},
    )


class RegisterForm(forms.Form):
    """Who it is. No role comes with it."""

    display_name = forms.CharField(
        label=say("Nombre", "Name"),
        max_length=120,
        help_text=say("Como lo verán sus colegas.", "As colleagues will see it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": say("Escriba el nombre.", "Write the name.")},
    )
    username = forms.CharField(
        label=say("Usuario", "User name"),
        max_length=60,
        help_text=say("Sin acentos, por ejemplo: nombre.apellido", "Without accents, such as: name.surname"),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": say("Escriba el usuario.", "Write the user name.")},
    )
    language = forms.ChoiceField(
        label=say("Idioma de las páginas", "Language of the pages"),
        widget=forms.RadioSelect,
        choices=(("es", "Español"), ("en", "English")),
        initial="es",
    )


class RoleForm(forms.Form):
    """A role, where it is held, and for how long."""

    role = forms.ChoiceField(
        label=say("Función", "Role"),
        error_messages={
            "required": say("Elija la función.", "Choose the role."),
            "invalid_choice": say("Elija la función.", "Choose the role."),
        },
    )
    place = forms.ChoiceField(
        label=say("Dónde", "Where"),
        error_messages={
            "required": say("Elija dónde.", "Choose where."),
            "invalid_choice": say("Elija dónde.", "Choose where."),
        },
    )
    starts_on = forms.DateField(
        label=say("Desde", "From"),
        required=False,
        widget=DayMonthYear,
        help_text=say("Vacío: desde hoy.", "Empty: from today."),
        error_messages={"invalid": NO_DATE},
    )
    ends_on = forms.DateField(
        label=say("Último día", "Last day"),
        required=False,
        widget=DayMonthYear,
        help_text=say("Vacío: hasta nuevo aviso.", "Empty: until further notice."),
        error_messages={"invalid": NO_DATE},
    )
    reason = forms.CharField(
        label=say("Por qué", "Why"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text=say(
            "Para quien lo decide, por ejemplo el número del oficio. Queda bajo llave.",
            "For the person who decides, such as the number of the order. Kept sealed.",
        ),
        error_messages={"required": say("Escriba por qué.", "Write why.")},
    )

    def __init__(self, actor: Actor, data=None) -> None:
        super().__init__(data)
        everywhere = permits(actor, "role.propose", offices.EVERYWHERE).allowed
        roles = (*AT_POST, *AT_PARTNER, *NETWORK_WIDE) if everywhere else AT_POST
        posts = [one for one in offices.posts() if permits(actor, "role.propose", one.scope).allowed]
        partners = offices.partners() if everywhere else []
        self.fields["role"].choices = [
            ("", say("Elija una", "Choose one")),
            *((code, say(role_name(code).es, role_name(code).en)) for code in roles),
        ]
        self.fields["place"].choices = [
            ("", say("Elija dónde", "Choose where")),
            *([("network", say("Toda la red", "The whole network"))] if everywhere else []),
            *((f"post:{one.code}", one.name) for one in posts),
            *((f"partner:{one.id}", one.name) for one in partners),
        ]

"""What is typed to prove who one is. Nothing of it but the user name is ever shown back."""

from __future__ import annotations

from django import forms

from cauce.ui.words import say


def _text(label, missing, autocomplete: str, **more) -> forms.CharField:
    attrs = {
        "autocomplete": autocomplete,
        "autocapitalize": "none",
        "spellcheck": "false",
        **more.pop("attrs", {}),
    }
    return forms.CharField(
        label=label,
        max_length=60,
        error_messages={"required": missing},
        widget=forms.TextInput(attrs=attrs),
        **more,
    )


class Hidden(forms.CharField):
    """A code or an answer of a key: typed or made again each time, never shown back."""

    def __init__(self, **more) -> None:
        super().__init__(max_length=8000, widget=forms.HiddenInput(), **more)


def code_field(**more) -> forms.CharField:
    """The code of an app, of a printed sheet, or of the demonstration."""
    field = _text(
        say("Código", "Code"),
        say("Escriba el código.", "Write the code."),
        "one-time-code",
        help_text=say(
            "El de su aplicación, o el siguiente de su hoja impresa.",
            "From your app, or the next one on your printed sheet.",
        ),
        **more,
    )
    field.widget.render_value = False
    return field


def password_field(label, autocomplete: str, **more) -> forms.CharField:
    return forms.CharField(
        label=label,
        strip=False,
        max_length=256,
        error_messages={"required": say("Escriba la contraseña.", "Write the password.")},
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
        **more,
    )


class Forgetful(forms.Form):
    """A form whose code is not shown back: what was wrong, or used up, is typed anew."""

    def forget(self) -> None:
        if self.is_bound:
            self.data = self.data.copy()
            for name in ("one_time_code", "credential", "invitation"):
                self.data.pop(name, None)


class EnterForm(Forgetful):
    """User name, password and code; one error for every reason: nobody learns who has an account."""

    username = _text(
        say("Usuario", "User name"), say("Escriba su usuario.", "Write your user name."), "username"
    )
    password = password_field(say("Contraseña", "Password"), "current-password")
    one_time_code = code_field()

    def __init__(self, *given, shared: bool = False, **named) -> None:
        super().__init__(*given, **named)
        if shared:
            # On a computer that people take turns at, the browser offers nobody's name.
            self.fields["username"].widget.attrs |= {"autocomplete": "off", "autofocus": True}


class CodeForm(Forgetful):
    """A code alone, of whoever is known already."""

    one_time_code = code_field()


class InvitationForm(Forgetful):
    """The user name and the printed code that let somebody enrol."""

    username = _text(
        say("Usuario", "User name"), say("Escriba su usuario.", "Write your user name."), "username"
    )
    invitation = _text(
        say("Código impreso", "Printed code"),
        say("Escriba el código impreso.", "Write the printed code."),
        "off",
    )


class NewKeyForm(Forgetful):
    """A name for a key that is being enrolled, so that its owner knows it from the others."""

    name = _text(
        say("Nombre de la llave", "Name of the key"),
        say("Póngale un nombre.", "Give it a name."),
        "off",
        help_text=say("Por ejemplo: «la del llavero».", "For instance: “the one on my keys”."),
    )


class NewPasswordForm(forms.Form):
    """A new password, twice. It may be pasted; no kind of letter is asked for."""

    new = password_field(
        say("Contraseña nueva", "New password"),
        "new-password",
        help_text=say(
            "Quince letras o más. Cuatro palabras que no vayan juntas sirven bien.",
            "Fifteen characters or more. Four words that do not belong together serve well.",
        ),
    )
    again = password_field(say("Otra vez", "Once more"), "new-password")

    def clean(self):
        given = super().clean()
        if given.get("new") and given.get("again") and given["new"] != given["again"]:
            self.add_error("again", say("No es la misma.", "It is not the same."))
        return given


class ChangePasswordForm(NewPasswordForm):
    """The current password, and a new one twice: an open screen alone changes nothing."""

    current = password_field(say("Contraseña actual", "Current password"), "current-password")
    field_order = ("current", "new", "again")


class AppForm(Forgetful):
    """The code that an app shows, so that nobody keeps an app that does not work."""

    one_time_code = _text(
        say("Código que muestra la aplicación", "Code shown by the app"),
        say("Escriba el código.", "Write the code."),
        "one-time-code",
        attrs={"inputmode": "numeric"},
    )


class EnrollAppForm(NewPasswordForm, AppForm):
    """For whoever begins with an app: a password and its first code."""


EnrollAppForm.base_fields = {
    name: EnrollAppForm.base_fields[name] for name in ("new", "again", "one_time_code")
}


class FindForm(forms.Form):
    """The user name of whoever needs help."""

    username = _text(
        say("Usuario de la persona", "User name of the person"),
        say("Escriba su usuario.", "Write the user name."),
        "off",
    )


class WhyForm(forms.Form):
    """Why somebody is to be let in again; whoever decides reads it."""

    reason = forms.CharField(
        label=say("Por qué", "Why"),
        max_length=400,
        help_text=say(
            "Cómo comprobó la identidad, por ejemplo: acudió al consulado con su credencial.",
            (
                "How you verified the person's identity, for example: I saw them at the "
                "consulate with their ID card."
            ),
        ),
        error_messages={"required": say("Escriba por qué.", "Write why.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class LinkForm(forms.Form):
    """The name under which the ministry knows somebody."""

    subject = forms.CharField(
        label=say("Identificador en el ministerio", "Ministry identifier"),
        max_length=255,
        error_messages={"required": say("Escriba el identificador.", "Write the identifier.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

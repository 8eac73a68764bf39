"""What is asked of whoever asks, decides, hands over and configures an aid."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from cauce.aid.allotments import Allotment, check_allotment, payload_of
from cauce.aid.models import AidKind
from cauce.aid.rules.aid import APPROVERS, CURRENCIES, POPULATIONS, UNITS, Kind, money
from cauce.aid.rules.ledger import read_money
from cauce.content.errors import BadInput
from cauce.staff.offices.picker import options, post_field
from cauce.ui.errors import words as error_words
from cauce.ui.fields import (
    MISSING,
    NOT_A_CHOICE,
    Quiet,
    QuietDay,
    QuietText,
    WorkForm,
    choice,
    day,
    line,
    long_text,
    words,
)
from cauce.ui.words import say

LINES = 4
DOT = say("Con punto decimal: 120.50", "With a decimal point: 120.50")


class Money(forms.CharField):
    """An amount typed by a person; read by the rules, which say what cannot be read."""

    def __init__(self, **given: Any) -> None:
        super().__init__(max_length=20, error_messages={"required": MISSING}, help_text=DOT, **given)
        self.widget.attrs |= {"inputmode": "decimal"}

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_money(text)
        except BadInput as error:
            raise forms.ValidationError(error_words(error)) from error


def evidence_field(kinds: list[tuple[str, Any]], *, label: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=kinds,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=say(
            "Marque lo que ya vio. No se adjunta nada.", "Tick what you have seen. Nothing is attached."
        ),
        error_messages={"invalid_choice": NOT_A_CHOICE},
    )


def kept_field() -> QuietText:
    return QuietText(
        label=say("Dónde quedan guardados", "Where they are kept"),
        required=False,
        max_length=200,
        help_text=say(
            "Folio del formato o del recibo. Queda bajo llave.",
            "Number of the form or the receipt. Kept sealed.",
        ),
    )


def kind_says(kind: AidKind) -> str:
    """«Alimentos · USD 20.00 por día»."""
    most, unit = money(kind.ceiling, kind.currency), UNITS[kind.unit]
    return say(f"{kind.name_es} · hasta {most} {unit.es}", f"{kind.name_en} · up to {most} {unit.en}")


class AskForm(WorkForm):
    """What is needed and for which days. ``kinds``: those in force today for the person; empty: no amount."""

    need = choice(say("Para qué", "What for"), (), radio=False)
    starts_on = day(say("Desde qué día", "From which day"))
    ends_on = day(say("Hasta qué día", "Until which day"))
    words = long_text(
        say("Por qué hace falta", "Why it is needed"),
        rows=3,
        most=2000,
        hint=say(
            "Queda bajo llave: lo lee quien trabaja el caso.",
            "Kept sealed: read by those who work on the case.",
        ),
    )

    def __init__(self, needs, kinds: list[AidKind], evidence, data=None, initial=None) -> None:
        super().__init__(data, initial=initial)
        self.fields["need"].choices = [("", say("Elija", "Choose")), *needs]
        if kinds:
            self.fields["kind"] = Quiet(
                label=say("Tipo de apoyo", "Type of aid"),
                required=False,
                choices=[
                    ("", say("Todavía no se sabe: dejar pendiente", "Not known yet: leave it pending")),
                    *((one.code, kind_says(one)) for one in kinds),
                ],
                error_messages={"invalid_choice": NOT_A_CHOICE},
            )
            self.fields["amount"] = Money(label=say("Monto total", "Total amount"), required=False)
        self.fields["evidence"] = evidence_field(
            evidence, label=say("Comprobantes que ya están", "Receipts already in hand")
        )
        self.fields["kept"] = kept_field()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("kind") and "amount" in given and given["amount"] is None:
            self.add_error("amount", say("Diga cuánto.", "Say how much."))
        if given.get("amount") is not None and not given.get("kind"):
            self.add_error(
                "kind", say("Elija el tipo del que sale ese monto.", "Choose the type the amount belongs to.")
            )
        return given


class PriceForm(WorkForm):
    """What waited gets its type and its amount."""

    kind = choice(say("Tipo de apoyo", "Type of aid"), ())
    amount = Money(label=say("Monto total", "Total amount"))

    def __init__(self, kinds: list[AidKind], data=None) -> None:
        super().__init__(data, prefix="p")
        self.fields["kind"].choices = [(one.code, kind_says(one)) for one in kinds]


class EvidenceForm(WorkForm):
    """What somebody has seen since."""

    def __init__(self, evidence, data=None) -> None:
        super().__init__(data, prefix="e")
        self.fields["evidence"] = evidence_field(evidence, label=say("Comprobantes", "Evidence"))
        self.fields["kept"] = kept_field()


class DeclineForm(WorkForm):
    """Why not."""

    reason = choice(say("Por qué no", "Why not"), ())

    def __init__(self, reasons, data=None) -> None:
        super().__init__(data, prefix="d")
        self.fields["reason"].choices = reasons


class GiveForm(WorkForm):
    """How much, and on which day. Used for what is handed over and for what comes back."""

    amount = Money(label=say("Cuánto", "How much"))
    on = day(say("Qué día", "Date"))

    def __init__(self, prefix: str, data=None, initial=None) -> None:
        super().__init__(data, prefix=prefix, initial=initial)


class ReceiptForm(WorkForm):
    """One receipt: its lines and what its total says."""

    number = line(say("Número o seña del recibo", "Receipt number or reference"), most=60)
    on = day(say("Fecha del recibo", "Date of the receipt"))
    currency = choice(say("Moneda", "Currency"), [(one, one) for one in CURRENCIES], radio=False)

    def __init__(self, data=None, initial=None) -> None:
        super().__init__(data, prefix="r", initial=initial)
        for i in range(1, LINES + 1):
            self.fields[f"what{i}"] = QuietText(
                label=say(f"Renglón {i}: qué", f"Line {i}: what"), required=False, max_length=80
            )
            self.fields[f"amount{i}"] = Money(
                label=say(f"Renglón {i}: cuánto", f"Line {i}: how much"), required=i == 1
            )
        self.fields["total"] = Money(label=say("Total que dice el recibo", "Total on the receipt"))

    def first(self) -> list[forms.BoundField]:
        """What every receipt has; the other lines are folded, and the total comes last."""
        return [self[name] for name in ("number", "on", "currency", "what1", "amount1")]

    def more(self) -> list[forms.BoundField]:
        return [self[f"{part}{i}"] for i in range(2, LINES + 1) for part in ("what", "amount")]

    def receipt(self) -> dict[str, Any]:
        said = self.cleaned_data
        pairs = [(said[f"what{i}"], said[f"amount{i}"]) for i in range(1, LINES + 1)]
        lines = [(what, amount) for what, amount in pairs if amount is not None]
        return {"lines": lines} | {name: said[name] for name in ("number", "currency", "total", "on")}


class KindForm(WorkForm):
    """A type that is proposed. Nothing is filled beforehand: no amount is known."""

    code = line(say("Clave", "Code"), hint=say("Minúsculas: alimentos", "Lower case: food"), most=40)
    name_es = line(say("Nombre en español", "Name in Spanish"), most=80)
    name_en = line(say("Nombre en inglés", "Name in English"), most=80)
    population = choice(
        say("Para quién", "For whom"), [(id, words(text)) for id, text in POPULATIONS.items()]
    )
    unit = choice(
        say("Cómo se cuenta", "How it is counted"), [(id, words(text)) for id, text in UNITS.items()]
    )
    ceiling = Money(label=say("Tope", "Ceiling"))
    currency = choice(say("Moneda", "Currency"), [(one, one) for one in CURRENCIES])
    approver = choice(
        say("Quién lo aprueba", "Who approves it"), [(id, words(text)) for id, text in APPROVERS.items()]
    )
    valid_from = day(say("Rige desde", "Holds from"))
    valid_to = day(
        say("Hasta", "Until"), hint=say("Vacío: sin fin conocido.", "Empty: no end is known."), kind=QuietDay
    )

    def __init__(self, evidence, data=None) -> None:
        super().__init__(data)
        self.fields["valid_to"].required = False
        self.fields["evidence"] = forms.MultipleChoiceField(
            label=say("Comprobantes que exige", "Evidence it requires"),
            choices=evidence,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def kind(self) -> Kind:
        said = self.cleaned_data
        return Kind(
            said["code"].strip(),
            said["population"],
            said["unit"],
            said["ceiling"],
            said["currency"],
            frozenset(said["evidence"]),
            said["approver"],
            said["valid_from"],
            said["valid_to"],
        )

    def drafted(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {"kind": self.kind(), "name_es": said["name_es"], "name_en": said["name_en"]}


class BudgetForm(WorkForm):
    """More or less money for a post in a period, proposed; another person confirms it."""

    post = post_field(say("Consulado", "Post"), ())
    starts_on = day(say("Primer día", "First day"))
    ends_on = day(say("Último día", "Last day"))
    currency = choice(say("Moneda", "Currency"), [(one, one) for one in CURRENCIES])
    amount = Money(label=say("Monto", "Amount"))
    how = choice(
        say("Qué se hace", "What is done"),
        [("add", say("Asignar o ampliar", "Allot or raise")), ("cut", say("Reducir", "Cut"))],
    )

    reason = long_text(
        say("Por qué", "Why"),
        hint=say(
            "Para quien lo confirma, por ejemplo el número del oficio. Queda bajo llave.",
            "For the person who confirms it, such as the number of the letter. Kept sealed.",
        ),
        rows=3,
        most=2000,
    )

    def __init__(self, posts, data=None, initial=None) -> None:
        super().__init__(data, initial=initial)
        self.posts = {one.code: one for one in posts}
        self.fields["post"].choices = options(posts)

    def wanted(self) -> Allotment:
        said = self.cleaned_data
        return Allotment(
            said["starts_on"], said["ends_on"], said["currency"], said["amount"], said["how"] == "cut"
        )

    def proposed(self) -> dict[str, Any]:
        """What a second person is asked to confirm. Raises ``BadInput``."""
        post, wanted = self.posts[self.cleaned_data["post"]], self.wanted()
        check_allotment(post, wanted)
        return {
            "about": ("post", post.code),
            "post": post.code,
            "payload": payload_of(wanted),
            "reason": self.cleaned_data["reason"],
        }

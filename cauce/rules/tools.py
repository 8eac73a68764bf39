"""What follows from a tool and its answers: for which case it is, what lacks, what disagrees, the sum.

Answers are plain values by field id: words, ISO dates and instants, ids of choices (a list for
``many``), decimal text for money, and a list of rows for a table. What nobody answered is absent.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from cauce.content.conditions import ALWAYS, Verdict, compile_condition
from cauce.content.errors import BadInput
from cauce.content.loader import Edition
from cauce.content.model import Text
from cauce.content.model_tools import Choice, Column, Tool, ToolField

Answers = Mapping[str, Any]
MOST = Decimal(1_000_000)  # a sheet of this house never reaches it
LONGEST = {"text": 200, "paragraph": 4000}
YES_NO = ("yes", "no", "unknown")


def applies(edition: Edition, tool: Tool, facts: Mapping[str, Any]) -> Verdict:
    """Whether the tool is for this case; value None: it depends on what is not known yet."""
    if not tool.when:
        return ALWAYS
    return compile_condition(tool.when, edition.facts).decide(facts)


def actions_of(edition: Edition, tool: Tool) -> tuple[str, ...]:
    """The actions that the tool serves, in their order: those that name it and those it names."""
    return tuple(
        action.id
        for action in sorted(edition.actions.values(), key=lambda one: one.order)
        if tool.number in action.tools or action.id in tool.serves
    )


def choices_of(edition: Edition, field: ToolField) -> tuple[Choice, ...]:
    """The choices of a field: its own, or those of its catalogue."""
    if field.catalogue is None:
        return tuple(field.choices)
    return tuple(Choice(id=e.id, title=e.title) for e in edition.catalogues[field.catalogue])


def _refuse(field: ToolField, es: str, en: str, cure_es: str, cure_en: str) -> BadInput:
    return BadInput(es, en, where=field.id, cure_es=cure_es, cure_en=cure_en)


def amount_of(text: str) -> Decimal | None:
    """An amount as typed («1,250.50», «$80»); None: it is none, or not a possible one."""
    plain = text.strip().lstrip("$").replace(",", "").replace(" ", "")
    try:
        found = Decimal(plain)
    except InvalidOperation:
        return None
    good = found.is_finite() and 0 <= found < MOST and round(found, 2) == found
    return found.quantize(Decimal("0.01")) if good else None


def _cell(field: ToolField, column: Column, value: Any) -> str:
    text = " ".join(str(value or "").split())
    if not text:
        return ""
    if column.kind == "money":
        return _amount(field, text)
    if column.kind == "date":
        return _date(field, text)
    return _words(field, text, "text")


def _date(field: ToolField, value: Any) -> str:
    try:
        return dt.date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise _refuse(
            field,
            "Esa fecha no existe.",
            "There is no such date.",
            "Revise día, mes y año.",
            "Check day, month and year.",
        ) from None


def _words(field: ToolField, value: Any, kind: str) -> str:
    text = str(value).strip()
    if len(text) > LONGEST[kind]:
        raise _refuse(
            field,
            f"Tiene {len(text)} letras; caben {LONGEST[kind]}.",
            f"It has {len(text)} letters; {LONGEST[kind]} fit.",
            "Acórtelo; nada se perdió.",
            "Shorten it; nothing was lost.",
        )
    return text


def _known_choice(field: ToolField, value: str, allowed: set[str]) -> str:
    if value not in allowed:
        raise _refuse(
            field,
            "Esa respuesta no está en la lista.",
            "That answer is not in the list.",
            "Elija una de la lista.",
            "Choose one of the list.",
        )
    return value


def _chosen(edition: Edition, field: ToolField, value: Any) -> Any:
    allowed = set(YES_NO) if field.kind == "yes_no" else {c.id for c in choices_of(edition, field)}
    if field.kind != "many":
        return _known_choice(field, str(value), allowed)
    return [_known_choice(field, str(one), allowed) for one in value]


def _moment(field: ToolField, value: Any) -> str:
    try:
        found = value if isinstance(value, dt.datetime) else dt.datetime.fromisoformat(str(value))
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise _refuse(
            field,
            "La fecha y la hora no se entienden.",
            "The date and time are not understood.",
            "Escriba día y hora.",
            "Write day and hour.",
        )
    return found.isoformat()


def _whole(field: ToolField, value: Any) -> int:
    try:
        return int(value)
    except ValueError:
        raise _refuse(
            field,
            f"«{value}» no es un número.",
            f"'{value}' is not a number.",
            "Escriba solo cifras.",
            "Write figures only.",
        ) from None


def _amount(field: ToolField, text: str) -> str:
    amount = amount_of(text)
    if amount is None:
        raise _refuse(
            field,
            f"«{text}» no es una cantidad.",
            f"'{text}' is not an amount.",
            "Escriba solo cifras, por ejemplo 80.50.",
            "Write figures only, such as 80.50.",
        )
    return str(amount)


def clean(edition: Edition, field: ToolField, value: Any) -> Any:
    """One answer as it is kept; None: nothing was answered. Raises ``BadInput`` at the field."""
    if value in (None, "", [], ()):
        return None
    match field.kind:
        case "text" | "paragraph":
            return _words(field, value, field.kind) or None
        case "date":
            return _date(field, value)
        case "moment":
            return _moment(field, value)
        case "number":
            return _whole(field, value)
        case "money":
            return _amount(field, str(value))
        case "table":
            rows = [{c.id: _cell(field, c, row.get(c.id)) for c in field.columns} for row in value]
            return [row for row in rows if any(row.values())] or None
        case _:
            return _chosen(edition, field, value)


def needed(field: ToolField, answers: Answers) -> bool:
    """Whether a form is finished only with this field: always, or for what another field says."""
    return field.required or any(answers.get(name) in allowed for name, allowed in field.required_if.items())


def lacking(tool: Tool, answers: Answers) -> tuple[ToolField, ...]:
    """The required fields that nobody answered."""
    return tuple(f for f in tool.typed if needed(f, answers) and not answers.get(f.id))


def stopped(tool: Tool, answers: Answers) -> tuple[ToolField, ...]:
    """The fields whose answer means that nobody goes on today."""
    return tuple(f for f in tool.typed if answers.get(f.id) in f.stop_if)


def happened(tool: Tool, answers: Answers) -> dt.datetime | None:
    """When what the form tells of took place; None: it has no such field, or nobody answered."""
    for field in tool.typed:
        if field.means == "happened" and answers.get(field.id):
            return dt.datetime.fromisoformat(answers[field.id])
    return None


def sums(field: ToolField, rows: Any) -> dict[str, Decimal]:
    """The total of each column of money; a table without such a column has none."""
    return {
        column.id: sum((Decimal(row[column.id]) for row in rows or () if row.get(column.id)), Decimal("0.00"))
        for column in field.columns
        if column.kind == "money"
    }


def age_on(born: dt.date, on: dt.date) -> int:
    """Completed years on a day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def ages_disagree(born: dt.date, age: int, on: dt.date) -> bool:
    """Whether a birth date contradicts an age; a year of difference is a birthday, unless it makes
    an adult of one and a child of the other."""
    years = age_on(born, on)
    return abs(years - age) > 1 or (years < 18) != (age < 18)


def doubts_adulthood(born: dt.date, age: int | None, on: dt.date) -> bool:
    """Whether a birth date casts doubt on the person having turned 18. ``age`` None: nobody said one."""
    young = age_on(born, on) < 18
    return young if age is None else young != (age < 18)


def disagreements(tool: Tool, values: Answers, on: dt.date) -> tuple[Text, ...]:
    """What two dates or ages of one form say against each other; both are kept, nobody is corrected.

    ``values`` holds what was typed and what the case knows, by field id. A year of difference
    between an age and a birth date is a birthday, not a contradiction.
    """
    dated = [
        (f, dt.date.fromisoformat(values[f.id]))
        for f in tool.fields
        if f.means == "birth_date" and values.get(f.id)
    ]
    aged = [(f, int(values[f.id])) for f in tool.fields if f.means == "age" and values.get(f.id) is not None]
    found = []
    for field, born in dated:
        for other, age in aged:
            years = age_on(born, on)
            if ages_disagree(born, age, on):
                found.append(_against(field, born, years, other, age))
    for i, (one, born) in enumerate(dated):
        for two, other_born in dated[i + 1 :]:
            if born != other_born:
                found.append(
                    Text(
                        es=f"«{one.label.es}» ({born:%d/%m/%Y}) y «{two.label.es}» ({other_born:%d/%m/%Y}) "
                        "no coinciden. Se guardan las dos.",
                        en=f"“{one.label.en}” ({born:%Y-%m-%d}) and “{two.label.en}” "
                        f"({other_born:%Y-%m-%d}) do not agree. Both are kept.",
                    )
                )
    return tuple(found)


def _against(field: ToolField, born: dt.date, years: int, other: ToolField, age: int) -> Text:
    child = min(years, age) < 18
    return Text(
        es=f"«{field.label.es}» ({born:%d/%m/%Y}: {years} años) no coincide con «{other.label.es}» "
        f"({age}). Se guardan las dos; nada se corrigió."
        + (" Mientras se aclara, se atiende como niña, niño o adolescente." if child else ""),
        en=f"“{field.label.en}” ({born:%Y-%m-%d}: {years}) does not agree with “{other.label.en}” "
        f"({age}). Both are kept; nothing was corrected."
        + (" Until it is cleared up, the person is attended as a child." if child else ""),
    )

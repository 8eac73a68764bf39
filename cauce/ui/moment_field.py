"""When something happened, on the clock of the post: now unless somebody says otherwise."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone

from cauce.rules.dates import zone
from cauce.ui.words import say

SHOWN = "%Y-%m-%dT%H:%M"


class MomentField(forms.Field):
    """A local day and hour as an aware instant; the hour that stands in the form means now."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=SHOWN)

    def __init__(self, time_zone: str, **more: Any) -> None:
        self.zone = zone(time_zone)
        more.setdefault("label", say("Cuándo ocurrió", "When it happened"))
        more.setdefault(
            "help_text",
            say("Ahora, o antes si se registra después.", "Now, or earlier if recorded afterwards."),
        )
        more.setdefault("initial", lambda: timezone.now().astimezone(self.zone))
        super().__init__(**more)

    def prepare_value(self, value: Any) -> Any:
        return value.astimezone(self.zone) if isinstance(value, dt.datetime) else value

    def to_python(self, value: Any) -> dt.datetime | None:
        if not value:
            return None
        try:
            found = dt.datetime.fromisoformat(str(value)).replace(tzinfo=self.zone)
            # In UTC, as it is kept: the last evening of the year 9999 is no instant.
            first, again = (found.replace(fold=which).astimezone(dt.UTC) for which in (0, 1))
            # Said twice that night: the later one once it has come, since the hour in a form is that of now.
            # It keeps its distance to UTC: a second added on the clock of the place would be of the first.
            if first < again <= timezone.now():
                return again.astimezone(dt.timezone(found.replace(fold=1).utcoffset() or dt.timedelta()))
            return found
        except (ValueError, OverflowError) as problem:
            raise forms.ValidationError(
                say(
                    "La fecha y la hora no se entienden. Escriba día y hora.",
                    "The date and time were not understood. Write the date and time.",
                )
            ) from problem

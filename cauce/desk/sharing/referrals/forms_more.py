"""What a service asked for and the person agreed to share with it: written, and sent beside the rest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cauce.content.model_consent import ShareableField
from cauce.desk.cases.frame.already import KNOWN
from cauce.ui.fields import WorkForm, words

from .forms_refer import datum_field, telling_in


class MoreForm(WorkForm):
    """``agreed``: the data that were asked for and may be told, in order; ``post`` sends."""

    def __init__(self, agreed: Iterable[ShareableField], data=None, initial=None, *, post: Any) -> None:
        super().__init__(data, initial=initial)
        for one in agreed:
            hint = KNOWN if (initial or {}).get(one.id) else ""
            self.fields[one.id] = datum_field(one.id, words(one.label), post, hint)

    def given(self) -> dict[str, str]:
        """What was written, by datum."""
        return {name: text for name, text in self.cleaned_data.items() if text}

    def telling(self) -> list[dict[str, Any]]:
        """Words that may tell the receiver too much, for a second look."""
        return telling_in(self.given(), {name: field.label for name, field in self.fields.items()})

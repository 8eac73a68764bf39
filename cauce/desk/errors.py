"""What the rules or an act refuse becomes an error of the form, so that what was typed is kept."""

from __future__ import annotations

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest

from cauce.rules.errors import CauceError
from cauce.ui.words import say


def words(error: CauceError) -> str:
    """What is wrong and the cure, chosen in the reader's language when it is shown."""
    es = " ".join(part for part in (error.es, error.cure_es) if part)
    en = " ".join(part for part in (error.en, error.cure_en) if part)
    return say(_begun(es), _begun(en))


def _begun(sentence: str) -> str:
    """A capital at the beginning: at a terminal the place stands before it, on a page nothing does."""
    return sentence[:1].upper() + sentence[1:]


def put(form: BaseForm, error: CauceError, field: str | None = None) -> None:
    """Beside the field that the error names, else above the form. ``field`` None: the error says."""
    named = field or error.where
    form.add_error(named if named in form.fields else None, words(error))


def refuse(request: HttpRequest, error: CauceError, *forms: BaseForm) -> None:
    """Say a refusal beside the form that was sent, with what was typed; above the page for a bare button."""
    for form in forms:
        if form.is_bound:
            put(form, error)
            return
    messages.error(request, words(error))

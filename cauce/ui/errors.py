"""What the rules or an act refuse becomes an error of the form, so that what was typed is kept."""

from __future__ import annotations

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest

from cauce.content.errors import CauceError
from cauce.methods import extras
from cauce.ui.words import say


def words(error: CauceError) -> str:
    """What is wrong and the cure, chosen in the reader's language when it is shown."""
    es = " ".join(part for part in (error.es, error.cure_es) if part)
    en = " ".join(part for part in (error.en, error.cure_en) if part)
    return say(_begun(es), _begun(en))


def _begun(sentence: str) -> str:
    """A capital at the beginning: at a terminal the place stands before it, on a page nothing does."""
    return sentence[:1].upper() + sentence[1:]


def lacking(extra: str) -> str:
    """What to install, where this server lacks an extra (``cauce.methods.extras``); '' where it has it."""
    problem = extras.lacking(extra)
    return words(problem) if problem else ""


def add_refusal(form: BaseForm, error: CauceError, field: str | None = None) -> None:
    """Beside the field that the error names, else above the form. ``field`` None: the error says."""
    named = field or error.where
    form.add_error(named if named in form.fields else None, words(error))


def refuse(request: HttpRequest, error: CauceError, *forms: BaseForm | None) -> bool:
    """Whether a refusal now stands beside what was typed, so that the page is shown again with it.

    Of ``forms`` the one that was sent says it. False: none was, it was a bare button, and the page that
    comes next says it. Where words were typed and no page can show them in a form any more, the error
    is not caught: whoever sent them reads it on a page with all that they wrote (``site.middleware``).
    """
    for form in forms:
        if form is not None and form.is_bound:
            add_refusal(form, error)
            return True
    messages.error(request, words(error))
    return False

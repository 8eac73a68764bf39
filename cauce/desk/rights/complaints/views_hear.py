"""Somebody says it aloud, and whoever hears it, of another place, writes it down and reads it back."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cauce.content.errors import CauceError
from cauce.custody.journal.door import AlreadyDone, check_may
from cauce.rights.complaints import actions
from cauce.rights.complaints.sealing import code_of_form
from cauce.rights.complaints.telling_form import key_of as key_of_words
from cauce.staff.offices import access as offices
from cauce.ui import form_token
from cauce.ui.errors import add_refusal
from cauce.ui.nav import nav

from .forms import HearForm


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def hear(request: HttpRequest) -> HttpResponse:
    """The form; once sent, her code to be given to her. Whoever heard it sees it no more."""
    check_may(request.actor, "complaint.hear")
    form = HearForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        key = key_of_words(form_token.sent(request) or uuid.uuid4(), request.POST)
        try:
            actions.hear(
                actor=request.actor,
                form=key,
                once=key,
                at=timezone.now(),
                complaint=actions.ComplaintTold(
                    **form.given(), post=offices.post_coded(form.cleaned_data["post"])
                ),
                read_back=form.cleaned_data["read_back"],
            )
            return _given(request, key)
        except AlreadyDone:
            return _given(request, key)
        except CauceError as error:
            add_refusal(form, error)
    context = {"nav": nav(request, "complaints:hear"), "form": form, "once": form_token.reused(request)}
    return render(request, "complaints/hear.html", context)


def _given(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    code = code_of_form(key)
    context = {"nav": nav(request, "complaints:hear"), "code": code, "spelt": " ".join(code.replace("-", ""))}
    return render(request, "complaints/heard.html", context)

"""Places that are no counter: a few questions asked of somebody without a case and without a name.

No answer is kept: the page says what to offer, and at most a turn number goes to protection.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from cauce.content.errors import CauceError
from cauce.content.model_spaces import Space
from cauce.content.model_toolbox import Instrument
from cauce.custody.journal.door import Absent, AlreadyDone
from cauce.intake.screenings.actions import record_answers
from cauce.intake.screenings.asking import of_space, spaces_without_case
from cauce.protocol.editions.access import current_edition
from cauce.rules.screening import next_items
from cauce.staff.offices.models import Post
from cauce.staff.offices.picker import post_here
from cauce.ui import form_token
from cauce.ui.errors import add_refusal

from .forms import AnswersForm
from .pending import forget, hold
from .views import DONE, NOTHING, RAISE, page


@require_GET
def places(request: HttpRequest) -> HttpResponse:
    """Where the few questions are asked today."""
    post = post_here(request, RAISE)
    forget(request)
    found = [(one, of_space(one.id)) for one in spaces_without_case()]
    return page(request, "places", post, places=found)


@require_http_methods(["GET", "POST"])
def place(request: HttpRequest, space: str) -> HttpResponse:
    """The questions of one place on one page; an answer may open another, then the page comes back."""
    post = post_here(request, RAISE)
    found = next((one for one in spaces_without_case() if one.id == space), None)
    if found is None:
        raise Absent()
    instrument = of_space(found.id)
    if request.method == "GET":
        forget(request)
        return _page(request, post, found, instrument, AnswersForm(instrument, {}), form_token.new())
    shown = AnswersForm(instrument, AnswersForm.sent(instrument, request.POST), request.POST)
    if not shown.is_valid():
        return _page(request, post, found, instrument, shown, form_token.reused(request))
    answers = shown.given()
    # Only what an answer can open may be new; the page says which of those it had shown.
    had = set(request.POST.get("asked", "").split())
    opened = {item.id for item in next_items(instrument, answers) if item.ask_if} - had
    if opened:
        again = AnswersForm(instrument, answers, request.POST)
        return _page(request, post, found, instrument, again, form_token.reused(request))
    try:
        result = record_answers(
            actor=request.actor, post=post, space=found.id, answers=answers, once=form_token.sent(request)
        )
    except AlreadyDone:
        return redirect("window:offer")
    except CauceError as error:
        add_refusal(shown, error)
        return _page(request, post, found, instrument, shown, form_token.reused(request))
    offers = [offer for offer in result.outcomes if offer != NOTHING]
    if not offers:
        messages.success(request, DONE)
        return redirect("window:places")
    hold(request, [], offers, found.id)
    return redirect("window:offer")


def _page(
    request: HttpRequest, post: Post, space: Space, instrument: Instrument, form: AnswersForm, once: str
) -> HttpResponse:
    audience = next(row for row in current_edition().catalogues["roles"] if row.id == instrument.audience)
    return page(
        request, "place", post, space=space, instrument=instrument, form=form, once=once, audience=audience
    )

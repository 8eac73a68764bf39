"""Earlier cases: the files of a post, what each would make, and the columns of its spreadsheet."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cauce.cases import access_legacy_import as access
from cauce.cases.actions import confirm_file, drop_file, settle_file, take_back
from cauce.cases.models import BroughtFile
from cauce.content.errors import CauceError
from cauce.custody.journal.door import Absent, AlreadyDone
from cauce.protocol.editions.access import current_edition
from cauce.staff.offices import access as offices
from cauce.standards import legacy_import
from cauce.standards.legacy_import.column_mapping import check_free
from cauce.standards.legacy_import.targets import offered
from cauce.ui import form_token
from cauce.ui.errors import add_refusal, refuse
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from . import showing
from .forms import ColumnsForm, FileForm, question_words

SECONDS = 20  # of a page; what is left is gone on with, here or by the loop
SURE = say("Marque para confirmar.", "Tick to confirm.")
GOES_ON = say(
    "Todavía no termina. Siga, o déjelo: se sigue trayendo solo.",
    "Not finished yet. Continue, or leave it: it will continue by itself.",
)


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return render(
        request,
        f"legacy_import/{template}.html",
        {
            "nav": nav(request, "legacy_import"),
            "post": request.post,
            "once": form_token.reused(request),
            **context,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def home(request: HttpRequest) -> HttpResponse:
    """The files of the post, and the form that takes another one."""
    if request.post is None:
        raise Absent()
    files = access.files_of(request.actor, request.post.code)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            file = legacy_import.keep(
                request.actor, request.post, form.cleaned_data["file"].read(), timezone.now()
            )
            if file in files:
                messages.info(
                    request,
                    say(
                        "Ese archivo ya estaba aquí: no se duplica nada.",
                        "That file was already here: nothing is duplicated.",
                    ),
                )
            return redirect("legacy_import:one", file_id=file.id)
        except CauceError as error:
            add_refusal(form, error)
    names = offices.names_of({file.by for file in files})
    rows = [
        {
            "file": file,
            "state": showing.STATES[file.state],
            "shape": showing.SHAPES[file.state],
            "by": names.get(file.by, ""),
        }
        for file in files
    ]
    return _page(request, "home", {"form": form, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def file_page(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """One file: what it would make, or what was made of it; nothing happens but by its buttons."""
    file = access.file_for(request.actor, file_id)
    if request.method == "POST":
        return _press(request, file)
    edition, judged = current_edition(), _judged(request, file)
    context: dict[str, Any] = {
        "file": file,
        "state": showing.STATES[file.state],
        "judged": judged,
        "mine": file.by == request.actor.user,
    }
    if judged is not None and judged.asked:
        ways = offered(edition)
        context["asked"] = [question_words(one, ways) for one in judged.asked[:20]]
        context["more"] = max(len(judged.asked) - 20, 0)
    elif judged is not None:
        context |= {
            "refused": showing.refused_table(judged),
            "columns": showing.columns_table(edition, judged),
            "unshown": max(len(judged.refused) - showing.SHOWN, 0),
            "notes": "note" in judged.answers.columns.values(),
        }
    if file.state == "brought":
        context["table"] = showing.counts_of(file)
    elif judged is not None and not judged.asked:
        context["table"] = showing.counts(
            judged.total, len(judged.ready), len(judged.refused), len(judged.doubled), done=False
        )
    return _page(request, "one", context)


def _judged(request: HttpRequest, file: BroughtFile) -> legacy_import.Judged | None:
    """None: its rows are no longer kept."""
    return legacy_import.judge(request.actor, file) if bytes(file.sealed) else None


def _press(request: HttpRequest, file: BroughtFile) -> HttpResponse:
    do, sure = request.POST.get("do"), request.POST.get("sure") == "yes"
    given = {"actor": request.actor, "file": file, "once": form_token.sent(request)}
    try:
        if do in ("bring", "go_on"):
            _bring(request, file, begin=do == "bring")
        elif do in ("undo", "drop") and not sure:
            messages.error(request, SURE)
        elif do == "undo":
            count = take_back(**given, at=timezone.now())
            messages.success(
                request,
                say(
                    f"Deshecho: {count} casos. La bitácora lo conserva.",
                    f"Undone: {count} cases. It stays in the journal.",
                ),
            )
        elif do == "drop":
            drop_file(**given)
            messages.success(
                request,
                say(
                    "Eliminado: de ese archivo no queda ningún renglón.",
                    "Deleted: no rows from that file remain.",
                ),
            )
    except AlreadyDone:
        pass
    except CauceError as error:
        if isinstance(error, Absent):
            raise
        refuse(request, error)
    if do == "drop" and sure:
        return redirect("legacy_import:home")
    return redirect("legacy_import:one", file_id=file.id)


def _bring(request: HttpRequest, file: BroughtFile, *, begin: bool) -> None:
    judged = legacy_import.judge(request.actor, file)
    if begin and file.state == "waiting" and not judged.asked:
        confirm_file(actor=request.actor, file=file, at=timezone.now(), once=form_token.sent(request))
    if legacy_import.bring(request.actor, file, judged, at=timezone.now, seconds=SECONDS):
        messages.success(
            request, say("Listo: todos los renglones tienen cuenta.", "Done: every row is accounted for.")
        )
    else:
        messages.info(request, GOES_ON)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """What each column is; the answers are kept for the next file of the post."""
    file = access.file_for(request.actor, file_id)
    if file.state != "waiting":
        return redirect("legacy_import:one", file_id=file.id)
    edition, judged = current_edition(), legacy_import.judge(request.actor, file)
    button = Button(
        partial(_settled, request, judged),
        lambda sent: ColumnsForm(edition, judged.table, judged.answers, judged.asked, sent),
        given=lambda form: {"named": form.given()},
    )
    there = redirect("legacy_import:one", file_id=file.id)
    page = pressed(request, button, then=there, file=file, at=timezone.now())
    if page.answer:
        return page.answer
    return _page(
        request,
        "columns",
        {
            "form": page.form,
            "file": file,
            "rows": judged.total,
            "encoding": judged.table.encoding,
            "above": judged.table.above,
        },
    )


def _settled(
    request: HttpRequest, judged: legacy_import.Judged, *, named: Any, **given: Any
) -> HttpResponse | None:
    """Keep the answers; back to the columns where something more is to be asked."""
    edition = current_edition()
    # What the words of a column just named probably mean is suggested; days and free text never are.
    answers = legacy_import.suggested(edition, judged.table, named)
    check_free(edition, judged.table, answers)
    settle_file(answers=answers.as_json(), **given)
    left = legacy_import.questions(edition, judged.table, answers)
    for one in left:
        if one.kind in ("twice", "many"):
            messages.error(request, question_words(one, offered(edition)))
    if left:
        messages.info(
            request,
            say("Falta poco: conteste lo que sigue vacío.", "Almost there: answer what is still blank."),
        )
        return redirect("legacy_import:columns", file_id=given["file"].id)
    return None

"""Changing a draft: any file as text, a deadline, the wording of a step, or a whole zip."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cauce.content.bank import BANK
from cauce.content.editing import set_value, set_words
from cauce.content.errors import CauceError
from cauce.custody.journal.door import AlreadyDone
from cauce.protocol.documents.incoming import check_readable
from cauce.protocol.editions import access, actions, schedule
from cauce.protocol.editions.dry_run import check_file
from cauce.protocol.editions.models import Edition
from cauce.ui import form_token
from cauce.ui.errors import add_refusal, refuse
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import DeadlineForm, FileForm, StepForm, WordingForm, ZipForm, packed
from .views import base_of, draft_or_absent

SAVED = say("Guardado en el borrador.", "Saved in the draft.")


@require_GET
def files(request: HttpRequest, edition: str) -> HttpResponse:
    """Every file of an edition, by folder; those that a draft changed are marked."""
    found = access.edition_for(request.actor, edition, permission="edition.draft")
    hashes = access.file_hashes(found)
    before = access.file_hashes(found.base) if found.base else {}
    folders: dict[str, list[dict[str, Any]]] = {}
    for path in sorted({*hashes, *before}):
        folder, _, name = path.rpartition("/")
        folders.setdefault(folder, []).append(
            {
                "path": path,
                "name": name,
                "gone": path not in hashes,
                "changed": bool(before) and hashes.get(path) != before.get(path),
            }
        )
    context = base_of(request, edition=found, folders=sorted(folders.items()), form=ZipForm())
    return render(request, "editions/files.html", context)


@require_http_methods(["GET", "POST"])
def file(request: HttpRequest, edition: str, path: str) -> HttpResponse:
    """One file as text. It is saved as it was written, mistakes and all; each is said by line."""
    found = access.edition_for(request.actor, edition, permission="edition.draft")
    text, seen = access.file_of(found, path)
    form, readable = FileForm(request.POST or None, initial={"text": text, "seen": seen}), True
    if request.method == "POST":
        draft_or_absent(request, edition)
        if request.POST.get("do") == "drop":
            actions.drop_file(actor=request.actor, edition=found, path=path)
            return redirect("editions:files", edition=found.id)
        text = request.POST.get("text", "")
        readable = form.is_valid() and _is_readable(form, path, text)
        if readable and _saved(request, found, path, form):
            return redirect("editions:file", edition=found.id, path=path)
    context = base_of(
        request,
        edition=found,
        path=path,
        form=form,
        findings=_said(found, path, text) if readable else [],
        is_draft=found.state == "draft",
    )
    return render(request, "editions/file.html", context)


def _is_readable(form: FileForm, path: str, text: str) -> bool:
    """Whether what was typed can be read in bounds; if not, nothing here reads it, and the page says so."""
    try:
        check_readable({path: text})
    except CauceError as error:
        add_refusal(form, error, "text")
        return False
    return True


def _saved(request: HttpRequest, found: Edition, path: str, form: FileForm) -> bool:
    try:
        actions.save_file(
            actor=request.actor, edition=found, path=path, once=form_token.sent(request), **form.cleaned_data
        )
        messages.success(request, SAVED)
    except AlreadyDone:
        pass
    except CauceError as error:
        add_refusal(form, error)
        return False
    return True


def _said(found: Edition, path: str, text: str) -> list[dict[str, Any]]:
    lines = text.splitlines()
    bank = access.file_of(found, BANK)[0]
    return [
        {
            "line": one.line,
            "words": say(f"{one.es} {one.cure_es}", f"{one.en} {one.cure_en}"),
            "text": lines[one.line - 1].strip()[:120] if one.line <= len(lines) else "",
        }
        for one in check_file(path, text, bank)
    ]


@require_http_methods(["GET", "POST"])
def deadline(request: HttpRequest, edition: str) -> HttpResponse:
    """A deadline gets a new value from a date; the old one stays for what began before."""
    found = draft_or_absent(request, edition)
    content = access.content_of(found)
    today = schedule.day_of(timezone.now())

    def changed(form: DeadlineForm) -> dict[str, Any]:
        said = form.cleaned_data
        path, text, seen = access.file_with(found, "parameters/", said["parameter"])
        text = set_value(text, said["parameter"], said["value"], said["since"], today, form.note())
        return {"path": path, "text": text, "seen": seen}

    button = Button(
        actions.save_file,
        lambda sent: DeadlineForm(content, found.in_force_from, sent),
        given=changed,
        said=SAVED,
    )
    page = pressed(request, button, then=redirect("editions:edition", edition=found.id), edition=found)
    if page.answer:
        return page.answer
    return render(request, "editions/deadline.html", base_of(request, edition=found, form=page.form))


@require_http_methods(["GET", "POST"])
def wording(request: HttpRequest, edition: str) -> HttpResponse:
    """The words of one step, in both languages. Without a step: choose one."""
    found = draft_or_absent(request, edition)
    content = access.content_of(found)
    step = request.GET.get("step") or request.POST.get("step", "")
    if step not in content.actions:
        context = base_of(request, edition=found, form=StepForm(content))
        return render(request, "editions/wording.html", context)

    def changed(form: WordingForm) -> dict[str, Any]:
        path, text, seen = access.file_with(found, "pathways/", step)
        for name, said in form.changed():
            text = set_words(text, step, name, said)
        return {"path": path, "text": text, "seen": seen}

    button = Button(
        actions.save_file,
        lambda sent: WordingForm(content.actions[step], sent),
        given=changed,
        said=SAVED,
    )
    page = pressed(request, button, then=redirect("editions:edition", edition=found.id), edition=found)
    if page.answer:
        return page.answer
    context = base_of(request, edition=found, form=page.form, step=step)
    return render(request, "editions/wording.html", context)


@require_http_methods(["GET", "POST"])
def copy(request: HttpRequest, edition: str) -> HttpResponse:
    """The whole content as a zip; or a zip with changed files put into a draft."""
    found = access.edition_for(request.actor, edition, permission="edition.draft")
    if request.method == "GET":
        answer = HttpResponse(packed(list(access.texts(found).items())), content_type="application/zip")
        answer["Content-Disposition"] = f'attachment; filename="edicion-{found.id}.zip"'
        return answer
    draft_or_absent(request, edition)
    form = ZipForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            texts, unread = form.texts()
            held = access.texts(found)
            check_readable({path: text for path, text in texts.items() if text != held.get(path)})
            refused = actions.save_files(
                actor=request.actor, edition=found, texts=texts, once=form_token.sent(request)
            )
            wrong = [*unread, *refused]
            kept = len(texts) - len(refused)
            tell = messages.success if kept else messages.warning
            tell(
                request,
                say(f"{kept} archivos guardados en el borrador.", f"{kept} files saved in the draft."),
            )
            for one in wrong[:20]:
                refuse(request, one)
            return redirect("editions:edition", edition=found.id)
        except AlreadyDone:
            return redirect("editions:edition", edition=found.id)
        except CauceError as error:
            add_refusal(form, error)
    context = base_of(request, edition=found, folders=[], form=form)
    return render(request, "editions/files.html", context)

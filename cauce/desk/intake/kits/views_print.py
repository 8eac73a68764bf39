"""Printing kits ahead of time: numbers first, then one file that somebody asks for."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cauce.custody.journal.door import Absent
from cauce.intake.kits import access
from cauce.intake.kits.actions import print_kits
from cauce.intake.kits.models import Kit
from cauce.intake.kits.printed import content_in_force
from cauce.staff.offices.picker import post_here
from cauce.standards.kits import FILE, files_of, kits_pdf
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed

from .forms import PrintForm
from .views import row_of


@require_http_methods(["GET", "HEAD", "POST"])
def print_some(request: HttpRequest) -> HttpResponse:
    """How many; nothing leaves a printer by itself."""
    post = post_here(request, "kit.manage")
    button = Button(
        print_kits,
        PrintForm,
        then=lambda made: redirect("kits:batch", batch_id=made[0].batch),
        again=lambda id: redirect("kits:batch", batch_id=id),
    )
    page = pressed(request, button, post=post, at=timezone.now())
    if page.answer:
        return page.answer
    return render(
        request,
        "kits/print.html",
        {
            "nav": nav(request, "kits"),
            "post": post,
            "form": page.form,
            "once": form_token.reused(request),
            "sheets": content_in_force().sheets,
        },
    )


@require_safe
def batch(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """The numbers that were made together, and the files that may still be fetched."""
    post = post_here(request, "kit.manage")
    kits = access.batch_of(request.actor, batch_id, post)
    files = [
        {"part": part, "first": some[0].number, "last": some[-1].number, "many": len(some)}
        for part, some in enumerate(files_of(kits), start=1)
        if _fresh(some)
    ]
    return render(
        request,
        "kits/batch.html",
        {
            "nav": nav(request, "kits"),
            "post": post,
            "batch": batch_id,
            "rows": [row_of(one) for one in kits],
            "files": files,
        },
    )


def _fresh(kits: Sequence[Kit]) -> bool:
    """Whether none of them was given out yet: after that, paper exists already."""
    return all(one.state == "printed" for one in kits)


@require_safe
def paper(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """One PDF with some of them (``parte``, the first when it is not said), until one of these was given
    out.
    """
    files = files_of(access.batch_of(request.actor, batch_id, post_here(request, "kit.manage")))
    kits = {str(n): some for n, some in enumerate(files, start=1)}.get(request.GET.get("parte", "1"), [])
    if not kits or not _fresh(kits):
        raise Absent()
    head = {"Content-Disposition": f'attachment; filename="{FILE}.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(kits_pdf(kits), content_type="application/pdf", headers=head)

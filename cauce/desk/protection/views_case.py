"""The page of one case: what is next, what is due and why, and what was done."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from .frame import case_page


def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    context = case_page(request, case_id, "page", timezone.now(), "protection:case")
    return render(request, "protection/case.html", context)


find_out = history = case

"""The buttons of the worklist: take a case that nobody has, give several to a colleague, print the day."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cauce.cases import access_day
from cauce.cases.access import case_for
from cauce.cases.access_desks import RECEIVES
from cauce.cases.actions import Given, drop_filter, give_cases, keep_filter, take_case
from cauce.cases.models import Case
from cauce.desk.cases.giving import GiveForm, given_says
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post
from cauce.ui import form_token
from cauce.ui.listed import Filters, address
from cauce.ui.pressed import Button, Pressed, pressed
from cauce.ui.words import say

from .rows import rows_of

KEPT = say("Se guardó el filtro.", "The filter was saved.")
DROPPED = say("Se quitó el filtro.", "The filter was removed.")
CHOOSE = "elegir"  # in the address: the rows have boxes


class Choosing:
    """What is ticked on the list and what was pressed. Nothing else is done to several cases at once."""

    def __init__(self, request: HttpRequest, post: Post, at: dt.datetime, filters: Filters | None) -> None:
        self.request, self.post, self.at, self.filters = request, post, at, filters
        self.ticked = request.POST.getlist("case")

    def pressed(self) -> Pressed | None:
        """What came of the button that was pressed; None: the page was only asked for."""
        if self.request.method != "POST":
            return None
        take = Button(self._take, then=_open, again=lambda id: redirect("protection:case", case_id=id))
        give = Button(self._give, self._form, given=self._given, said=given_says(self.at))
        buttons = {"take": take, "give": give, "print": Button(self._print)}
        if self.filters:
            buttons |= {"keep": Button(self._keep, said=KEPT), "drop": Button(self._drop, said=DROPPED)}
        return pressed(self.request, buttons, then=self._back())

    def shown(self, page: Pressed | None) -> dict[str, Any]:
        """What the page shows of it: the form, and which rows were ticked."""
        query = self.request.GET
        if page is None and not query.get(CHOOSE):
            return {"choose_href": address(_without(query, CHOOSE), elegir="1")}
        return {
            "giving": page.form if page and page.form else self._form(None),
            "ticked": set(self.ticked),
            "once_give": form_token.reused(self.request),
            "choose_href": address(_without(query, CHOOSE)),
            "form": page.form if page else None,
        }

    def _back(self) -> HttpResponse:
        return redirect(f"{self.request.path}{address(_without(self.request.GET, CHOOSE))}")

    def _take(self, **given: Any) -> Case:
        case = case_for(given["actor"], self.request.POST.get("case", ""), permission="case.work")
        by = offices.users({UUID(given["actor"].user)})[0]
        return take_case(case=case, by=by, at=self.at, **given)

    def _form(self, sent: Any) -> GiveForm:
        return GiveForm(offices.staff(self.post.code, *RECEIVES), self.at, sent)

    def _given(self, form: GiveForm) -> dict[str, Any]:
        cases = access_day.chosen(self.request.actor, self.post.code, self.ticked)
        return form.whom() | {"cases": cases}

    def _give(self, **given: Any) -> Given:
        return give_cases(post=self.post, at=self.at, **given)

    def _keep(self, **given: Any) -> None:
        keep_filter(asks=self.filters.chosen if self.filters else {}, at=self.at, **given)

    def _drop(self, **given: Any) -> None:
        drop_filter(id=self.request.POST.get("filter", ""), **given)

    def _print(self, **given: Any) -> HttpResponse:
        """The chosen cases on paper: what is next, by when, and no name."""
        found = access_day.on_paper(given["actor"], self.post.code, self.ticked, self.at)
        context = {"rows": rows_of(found, self.post, self.at), "post": self.post, "at": self.at}
        return render(self.request, "worklist/agenda.html", context)


def _open(case: Case) -> HttpResponse:
    return redirect("protection:case", case_id=case.id)


def _without(query: Any, name: str) -> dict[str, str]:
    return {key: value for key, value in query.items() if key != name}

"""How one question of the matrix is put: the whole site answers it, without a test client's ceremony.

A request passes every middleware and every view, as on a server. What a client of Django's adds to each
(templates kept with their contexts, signals, cookies that one answer leaves to the next question) is
left out; and the three things that every request reads first are read once for all the questions of
a walk, because the database is the same before each of them.
"""

from __future__ import annotations

import copy
import logging
import pickle
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import cache, partial, wraps
from types import SimpleNamespace
from typing import Any
from unittest import mock

from django.contrib.sessions.backends.db import SessionStore
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.db import connection, transaction
from django.db.models import Model
from django.http import HttpResponse
from django.template.backends.django import Template as Page
from django.test import Client
from django.test.client import (
    BOUNDARY,
    MULTIPART_CONTENT,
    FakePayload,
    conditional_content_removal,
    encode_multipart,
)
from django.urls import ResolverMatch, URLResolver, get_resolver

from cauce.rules.permissions import Actor
from cauce.site import middleware
from cauce.staff.accounts.backend import Accounts
from cauce.staff.offices import access as offices
from tests.printing import printed_once
from tests.suite.memory import in_one_file

from .walking import FORM


@cache
def site() -> BaseHandler:
    """The site with all its middlewares, put together once."""
    made = BaseHandler()
    made.load_middleware()
    return made


class Asking:
    """Whoever holds the cookies of this client, and comes to every question with these alone.

    ``form``: what is sent with POST. ``strict``: a form counts with the token of its page alone.
    """

    def __init__(self, client: Client, form: Mapping[str, Any] = FORM, *, strict: bool = False) -> None:
        self._environ = client._base_environ()
        self._body, self._strict = encode_multipart(BOUNDARY, form), strict

    def __call__(self, method: str, address: str, query: str = "", **headers: str) -> HttpResponse:
        """The answer; the form is sent with POST. Whoever asked closes it when it was read.

        ``headers``: as WSGI names them.
        """
        environ = {
            **self._environ,
            "PATH_INFO": address,
            "REQUEST_METHOD": method.upper(),
            "QUERY_STRING": query,
            "wsgi.input": FakePayload(self._body if method == "post" else b""),
            **headers,
        }
        if method == "post":
            environ |= {"CONTENT_TYPE": MULTIPART_CONTENT, "CONTENT_LENGTH": str(len(self._body))}
        request = WSGIRequest(environ)
        request._dont_enforce_csrf_checks = not self._strict  # type: ignore[attr-defined]
        response = site().get_response(request)
        conditional_content_removal(request, response)
        return response


def _remembered(read: Callable[..., Any], key: Callable[..., object]) -> Callable[..., Any]:
    kept: dict[object, Callable[[], Any]] = {}

    @wraps(read)
    def once(*given: Any) -> Any:
        name = key(*given)
        if name not in kept:
            kept[name] = _again(read(*given))
        return kept[name]()  # what a view does to it is not handed to the next

    return once


def _again(found: Any) -> Callable[[], Any]:
    """What makes this anew each time: a row of a table from its columns, all else from its bytes; what nobody
    can change is the same each time."""
    if isinstance(found, tuple):
        parts = [*map(_again, found)]
        return lambda: tuple(part() for part in parts)
    if found is None or isinstance(found, Actor):
        return lambda: found
    if not isinstance(found, Model):
        return partial(pickle.loads, pickle.dumps(found))
    first = copy.copy(found)

    def row() -> Model:
        made = object.__new__(type(first))
        made.__dict__.update(first.__getstate__())  # with a state and a store of relations of its own
        return made

    return row


@in_one_file
def _resolved_once(resolver: URLResolver) -> Callable[[str], ResolverMatch]:
    """Each address leads to its page seven times for each of fifteen people; a process looks it up once."""
    found: dict[str, ResolverMatch] = {}

    def resolve(address: str) -> ResolverMatch:
        if address not in found:
            found[address] = type(resolver).resolve(resolver, address)
        return found[address]

    return resolve


_draw = Page.render


def _drawn_to_be_read(page: Page, context: Any = None, request: Any = None) -> str:
    """The page; of an answer to HEAD no byte is sent, and what GET is answered was drawn before it."""
    return "" if request is not None and request.method == "HEAD" else _draw(page, context, request)


@contextmanager
def undoing() -> Iterator[Callable[[], None]]:
    """Inside a transaction: what undoes all that was written since this began, as often as it is called.

    A block for each question would make a savepoint, go back to it and give it up: three statements for one.
    """
    mark, waiting = transaction.savepoint(), list(connection.run_on_commit)

    def undo() -> None:
        transaction.savepoint_rollback(mark)
        connection.run_on_commit[:] = waiting  # nor is anything done once this is committed

    yield undo
    undo()


@contextmanager
def read_once() -> Iterator[None]:
    """Session, account and roles are read from the database for the first question alone, what has the
    same words is printed once, and a page of which only the head is asked is not drawn.

    Only while each question is undone before the next. What is refused is not printed either: pytest
    would keep every request for it.
    """
    quiet = logging.getLogger("django.request")
    level = quiet.level
    with ExitStack() as stack:
        for where, name, put in (
            (SessionStore, "load", _remembered(SessionStore.load, lambda one: one.session_key)),
            (Accounts, "get_user", _remembered(Accounts.get_user, lambda _, id: str(id))),
            # At the door alone: a view that asks for somebody's roles is told those of the moment.
            (
                middleware,
                "offices",
                SimpleNamespace(at_desk=_remembered(offices.at_desk, lambda user, at: user.pk)),
            ),
        ):
            stack.enter_context(mock.patch.object(where, name, put))
        resolver = get_resolver()
        stack.enter_context(mock.patch.object(resolver, "resolve", _resolved_once(resolver)))
        stack.enter_context(printed_once())
        stack.enter_context(mock.patch.object(Page, "render", _drawn_to_be_read))
        stack.callback(quiet.setLevel, level)
        quiet.setLevel(logging.ERROR)
        yield

"""The page of a case."""

from __future__ import annotations

import uuid


def test_it_shows_what_to_do_next_and_never_a_name(desk):
    case = desk.open()
    page = desk.get(case)
    assert page.status_code == 200
    assert case.folio in page.content.decode()


def test_it_answers_another_post_exactly_as_it_answers_nonsense(desk, client, cast):
    case = desk.open()
    client.force_login(cast.tomas.user)
    other = desk.get(case)
    nonsense = client.get(f"/mesa/caso/{uuid.uuid4()}/")
    assert other.status_code == nonsense.status_code == 404
    assert other.content == nonsense.content

"""Officers of the demonstration network, each with a session and cases of their own post."""

from __future__ import annotations

from typing import Any


def officers(count: int) -> list[dict[str, Any]]:
    """So many, one a post in turn and again from the start; their cookies and open cases."""
    from itertools import cycle, islice

    from cauce.cases.models import Case
    from cauce.demo.network import PASSWORD
    from cauce.staff.offices.models import Assignment

    from .signing import sessions

    rows = Assignment.objects.filter(role="protection_officer").select_related("user")
    cases: dict[str, list[str]] = {}
    for id, post in Case.objects.filter(status="active", keeping="given").values_list("id", "post"):
        cases.setdefault(post, []).append(str(id))
    known = {}
    for one in rows.order_by("post", "id"):
        if cases.get(one.post_id):
            known[one.user_id] = one
    chosen = list(islice(cycle(known.values()), count))
    cookies = sessions([one.user.username for one in chosen], PASSWORD)
    return [
        {
            "username": one.user.username,
            "password": PASSWORD,
            "cases": cases[one.post_id][:40],
            "cookies": its,
        }
        for one, its in zip(chosen, cookies, strict=True)
    ]

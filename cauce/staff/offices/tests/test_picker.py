"""The post of a page is one of the reader's own where they may, and is chosen where they read several."""

from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from cauce.custody.journal.door import Absent
from cauce.custody.journal.models import Entry
from cauce.rules.permissions import Actor, Grant
from cauce.staff.offices.picker import options, picked, post_here, post_if_any

pytestmark = pytest.mark.django_db


def asking(actor: Actor, post=None, query: str = "") -> SimpleNamespace:
    request = RequestFactory().get(f"/?{query}")
    request.actor, request.post = actor, post
    return request


def test_it_is_the_first_of_ones_own_where_one_may(cast, django_assert_num_queries):
    both = Actor("x", (Grant("window_officer", "HOU"), Grant("protection_officer", "LAR")))
    assert post_here(asking(both), "case.list").code == "LAR"
    assert post_here(asking(both), "encounter.raise").code == "HOU"
    found = post_here(asking(both), "encounter.raise")
    with django_assert_num_queries(0):
        assert post_here(asking(both, found), "encounter.raise") is found


def test_who_may_at_none_is_told_nothing_and_it_is_written_down_where_they_work(cast):
    lucia = asking(Actor("x", (Grant("window_officer", "HOU"),)))
    lucia.post = post_here(lucia, "encounter.raise")
    with pytest.raises(Absent):
        post_here(lucia, "case.list")
    last = Entry.objects.order_by("-id").first()
    assert (last.kind, last.what, last.chain) == ("refused", "case.list", "HOU")
    assert post_if_any(lucia, "case.list") is None


def test_who_works_for_the_whole_network_has_no_post_of_their_own(cast):
    everywhere = asking(Actor("x", (Grant("headquarters"),)))
    with pytest.raises(Absent):
        post_here(everywhere, "breach.work")


def test_a_post_is_chosen_where_one_reads_several_and_only_there(cast):
    head = Actor("x", (Grant("head_of_post", "HOU"),))
    assert picked(asking(head, query="oficina=LAR"), "breach.work").post.code == "HOU"
    assert picked(asking(head), "breach.work").form is None
    assert "form" not in render_to_string(
        "ui/post_picker.html", {"picker": picked(asking(head), "breach.work")}
    )
    two = Actor("x", (Grant("head_of_post", "HOU"), Grant("head_of_post", "LAR")))
    assert picked(asking(two), "breach.work").post.code == "HOU"
    assert picked(asking(two, query="oficina=LAR"), "breach.work").post.code == "LAR"
    network = picked(asking(Actor("x", (Grant("headquarters"),)), query="oficina=LAR"), "breach.work")
    shown = render_to_string("ui/post_picker.html", {"picker": network})
    assert network.post.code == "LAR" and '<option value="LAR" selected>' in shown
    assert shown.count("<option") == len(options(first=None))


def test_the_network_names_a_post_where_reading_one_is_written_down(cast):
    network = Actor("x", (Grant("headquarters"),))
    with pytest.raises(Absent):
        picked(asking(network), "annex.read", named=True)
    with pytest.raises(Absent):
        picked(asking(network, query="oficina=nowhere"), "annex.read", named=True)
    assert picked(asking(network, query="oficina=LAR"), "annex.read", named=True).post.code == "LAR"

"""The tests of a file that share a world change nothing for each other."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from cauce.staff.offices.models import Post, User
from tests import quickcast
from tests.sharing import check_no_real_commits

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(module_db):
    cast = quickcast.build()
    return SimpleNamespace(cast=cast, who=cast.ines.user)


@pytest.mark.parametrize("turn", [1, 2])
def test_what_one_writes_and_what_one_does_to_an_object_the_next_does_not_find(world, turn):
    assert User.objects.get(id=world.who.id).display_name == world.who.display_name != "Otra"
    world.who.display_name = "Otra"
    world.who.save()
    Post.objects.filter(code="LAR").update(city="Otra")
    world.cast.posts.clear()
    assert world.cast.ines.user is world.who, "who is one person in the world is one in its copy"


def test_the_copies_are_of_what_is_in_the_database(world):
    assert Post.objects.count() == len(world.cast.posts) > 0
    assert Post.objects.get(code="LAR").city != "Otra"


def asking(**more) -> SimpleNamespace:
    given = {"path": "here", "nodeid": "here::test", "fixturenames": ()}
    marker = SimpleNamespace(kwargs=more.pop("kwargs", {}))
    return SimpleNamespace(**given | more, get_closest_marker=lambda _: marker)


@pytest.mark.parametrize("commits", [{"kwargs": {"transaction": True}}, {"fixturenames": ["live_server"]}])
def test_a_file_in_which_a_test_commits_is_refused(commits):
    check_no_real_commits([asking(), asking(path="elsewhere", **commits)], "here")
    with pytest.raises(pytest.UsageError, match="here::test commits"):
        check_no_real_commits([asking(), asking(**commits)], "here")

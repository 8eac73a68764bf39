"""Each of the nine actions of phase 1 at a post: due, done, overdue; the rows follow each act."""

from __future__ import annotations

import datetime as dt

import pytest

from cauce.custody.journal.gathered import gathered
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import SYSTEM
from cauce.staff.obligations.models import Obligation
from cauce.staff.offices.models import Assignment, User
from cauce.staff.readiness import actions
from cauce.staff.readiness.access import actions_of, care_count, known
from cauce.staff.readiness.drift import differences, read, to_look_at
from cauce.staff.readiness.models import PostAct, SelfCare, Training
from cauce.staff.readiness.required import OVERDUE, READY, SOON, subject_of

from .conftest import NOW, TODAY, days

pytestmark = pytest.mark.django_db


def sheet(h) -> None:
    actions.save_sheet(
        actor=h.cast.mateo.actor,
        post=h.post,
        seen_version=0,
        reviewed_on=days(-1),
        at=NOW,
        parts={"sectors": "Camarón y construcción."},
    )


def directory(h) -> None:
    actions.review_directory(
        actor=h.cast.ines.actor,
        post=h.post,
        reviewed_on=TODAY,
        found=actions.DirectoryFound(missing=["otip"]),
        at=NOW,
    )


def agreement(h, **more):
    given = {
        "kind": "labour",
        "with_whom": "Autoridad laboral (ejemplo)",
        "at": NOW,
        "liaison_there": "Guardia de quejas",
        "liaison_here": "Cónsul de protección",
        "signed_on": days(-10),
        "expires_on": days(400),
    } | more
    return actions.record_agreement(
        actor=h.cast.aurora.actor, post=h.post, **gathered(given, signed=actions.AgreementSigned)
    )


def focal(h) -> None:
    actions.name_focal_point(
        actor=h.cast.aurora.actor, post=h.post, user=h.cast.ines.user, deputy=h.cast.mateo.user, at=NOW
    )


def train(h, user, role, on=TODAY) -> None:
    actions.enter_training(
        actor=h.cast.mateo.actor,
        post=h.post,
        user=user,
        trained=actions.Trained(role=role, trained_on=on),
        at=NOW,
    )


def training(h) -> None:
    for member in known(h.post, NOW).members:
        train(h, User.objects.get(id=member.user), member.role)


def space(h) -> None:
    items = [one.id for one in current_edition().catalogues["space_checklist"]]
    actions.check_space(actor=h.cast.ines.actor, post=h.post, present=items, checked_on=TODAY, at=NOW)


def outreach(h) -> None:
    event = actions.plan_outreach(
        actor=h.cast.ines.actor,
        post=h.post,
        kind="media",
        place="Radio",
        planned_on=days(-2),
        message="Tiene derecho a su salario.",
        at=NOW,
    )
    assert h.task("P1-07").standing == OVERDUE  # planned is not held
    actions.hold_outreach(actor=h.cast.ines.actor, outreach=event, held_on=days(-2), contacts=40, at=NOW)


def privacy(h) -> None:
    actions.set_up_privacy(
        actor=h.cast.mateo.actor,
        post=h.post,
        privacy=actions.Privacy(
            notice_version="2026-1", set_on=TODAY, accesses_reviewed=True, retention_reviewed=True
        ),
        at=NOW,
    )


def self_care(h) -> None:
    for who in (h.cast.lucia, h.cast.ines, h.cast.mateo, h.cast.aurora):
        actions.complete_self_care(actor=who.actor, at=NOW)


DONE = {
    "P1-01": (sheet, dt.date(2027, 5, 3)),
    "P1-02": (directory, dt.date(2026, 11, 4)),
    "P1-03": (agreement, days(400)),
    "P1-04": (focal, None),
    "P1-05": (training, dt.date(2027, 5, 4)),
    "P1-06": (space, None),
    "P1-07": (outreach, dt.date(2027, 5, 2)),
    "P1-08": (privacy, None),
    "P1-09": (self_care, dt.date(2026, 8, 4)),
}


def test_every_action_of_the_post_is_tried_here():
    assert list(DONE) == actions_of(current_edition())


@pytest.mark.parametrize("action", DONE)
def test_it_is_overdue_then_done_then_due_again(houston, action):
    late = houston.task(action)
    assert late.standing == OVERDUE
    assert late.planned.reasons and late.planned.sources
    do, again_on = DONE[action]
    do(houston)
    done = houston.task(action)
    assert (done.standing, done.met_at is not None) == (READY, True)
    if again_on is None:
        return
    assert done.due.date() == again_on
    day_after = dt.datetime.combine(again_on, dt.time(10), NOW.tzinfo) + dt.timedelta(days=1)
    assert houston.task(action, day_after).standing == OVERDUE
    assert houston.task(action, day_after - dt.timedelta(days=10)).standing == SOON


def test_the_rows_follow_each_act(houston):
    rows = Obligation.objects.filter(subject_kind="post", subject_id=subject_of("HOU"))
    assert rows.count() == 9
    for do, _ in DONE.values():
        do(houston)
        assert differences(NOW, "HOU") == (1, [])
    # What is done once is met; what comes again stays open with the day it was last done.
    once = {"P1-04", "P1-06", "P1-08"}
    assert set(rows.filter(state="met").values_list("action", flat=True)) == once
    assert not rows.filter(met_at=None).exists()
    rows.filter(action="P1-01").update(state="met")
    assert [one.action for one in differences(NOW)[1]] == ["P1-01"]


def test_a_post_that_has_not_begun_owes_nothing_yet(houston):
    assert not Obligation.objects.filter(post=houston.cast.laredo).exists()
    assert to_look_at(read(NOW), NOW) == []


def test_it_is_due_before_it_is_overdue(houston):
    actions.adopt(actor=houston.cast.aurora.actor, post=houston.post, on=days(-5), at=NOW)
    assert houston.task("P1-01").standing == SOON
    assert houston.task("P1-08").standing == OVERDUE  # before the first record


def test_one_without_training_keeps_the_post_open_and_a_new_colleague_opens_it_again(houston):
    training(houston)
    cast = houston.cast
    assert houston.task("P1-05").standing == READY
    later = NOW + dt.timedelta(days=30)
    row = Assignment.objects.create(
        user=cast.tomas.user, role="protection_officer", post=houston.post, starts_on=days(29)
    )
    new = houston.task("P1-05", later)
    assert (new.standing, new.due.date()) == (OVERDUE, days(29))
    assert [post.code for post in to_look_at(read(later), later)] == ["HOU"]
    actions.look_again(actor=SYSTEM, post=houston.post, at=later)
    assert to_look_at(read(later), later) == []
    actions.enter_training(
        actor=cast.mateo.actor,
        post=houston.post,
        user=cast.tomas.user,
        at=later,
        trained=actions.Trained(role=row.role, trained_on=later.date()),
    )
    assert houston.task("P1-05", later).standing == READY
    # Whoever was trained first comes due first.
    assert houston.task("P1-05", later).due.date() == dt.date(2027, 5, 4)


def test_when_the_deputy_leaves_somebody_else_is_named_within_five_working_days(houston):
    focal(houston)
    cast = houston.cast
    assert Assignment.objects.get(user=cast.mateo.user).deputy
    assert not Assignment.objects.get(user=cast.ines.user).deputy
    Assignment.objects.filter(user=cast.mateo.user).update(ends_on=days(2))
    later = NOW + dt.timedelta(days=4)
    assert [post.code for post in to_look_at(read(later), later)] == ["HOU"]
    actions.look_again(actor=SYSTEM, post=houston.post, at=later)
    left = PostAct.objects.get(name="focal_point_left")
    assert left.happened_at.astimezone(NOW.tzinfo).date() == days(3)
    task = houston.task("P1-04", later)
    assert (task.standing, task.due.date()) == (SOON, days(10))
    actions.name_focal_point(
        actor=cast.aurora.actor, post=houston.post, user=cast.ines.user, deputy=cast.aurora.user, at=later
    )
    assert houston.task("P1-04", later).standing == READY


def test_a_space_that_lacks_something_is_not_ready(houston):
    row = actions.check_space(
        actor=houston.cast.ines.actor, post=houston.post, present=["door_closes"], at=NOW, checked_on=TODAY
    )
    assert row.present == ["door_closes"]
    assert houston.task("P1-06").standing == OVERDUE


def test_the_self_care_check_leaves_a_date_and_nothing_else(houston):
    actions.complete_self_care(actor=houston.cast.lucia.actor, at=NOW)
    assert {f.name for f in SelfCare._meta.get_fields()} == {
        "id",
        "post",
        "written_by",
        "written_at",
        "user",
        "on",
    }
    assert houston.task("P1-09").standing == OVERDUE  # not everybody yet
    with pytest.raises(TypeError):
        actions.complete_self_care(actor=houston.cast.lucia.actor, at=NOW, answers={"q1": 3})
    # In a post of four it is not even said how many.
    assert care_count(current_edition(), known(houston.post, NOW), TODAY) is None
    User.objects.filter(username="lucia").update(is_active=False)
    self_care_of_three = (houston.cast.ines, houston.cast.mateo, houston.cast.aurora)
    for who in self_care_of_three:
        actions.complete_self_care(actor=who.actor, at=NOW)
    assert houston.task("P1-09").standing == READY


def test_a_certificate_counts_as_training_until_it_ends(houston):
    training(houston)
    first = Training.objects.get(user=houston.cast.lucia.user)
    assert (first.way, first.expires_on) == ("session", None)
    Training.objects.filter(id=first.id).update(way="certificate", expires_on=days(20))
    assert houston.task("P1-05").due.date() == days(20)

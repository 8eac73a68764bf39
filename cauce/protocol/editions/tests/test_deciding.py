"""Two people, dates without a hole, and nothing that was in force is ever unsaid."""

from __future__ import annotations

import datetime as dt
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from cauce.content import earlier_editions
from cauce.content.errors import BadInput, NotInForce
from cauce.content.loader import load_edition
from cauce.custody.journal.door import Absent, Refused
from cauce.protocol.editions import access, actions, folder, schedule
from cauce.protocol.editions.dry_run import findings
from cauce.protocol.editions.models import Approval, ContentText, EditionFile
from tests.drafting import approved, change, draft, tomorrow, tried

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2027, 3, 1, 18, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def cast(db, clock):
    from tests import quickcast

    return quickcast.build()


def refused(words, work, **given):
    with pytest.raises(BadInput) as problem:
        work(**given)
    assert words in problem.value.text("es")
    assert problem.value.text("en")


def not_proposed(words, cast, edition):
    refused(words, actions.propose, actor=cast.sofia.actor, edition=edition, seen=edition.content_hash)


def test_it_runs_a_new_edition_from_midnight_at_headquarters_and_not_before(cast, clock):
    old = access.current_edition().info.id
    approved(cast, draft(cast))
    midnight = schedule.start_of(tomorrow())
    assert access.in_force(NOON) == old
    assert access.in_force(midnight - dt.timedelta(seconds=1)) == old
    assert access.in_force(midnight) == "2030.1"
    assert access.edition_by_id(old).hash == load_edition().hash


def test_whoever_proposes_it_never_approves_it_alone(cast):
    edition = draft(cast)
    tried(cast, edition, errors=[])
    actions.propose(actor=cast.sofia.actor, edition=edition, seen=edition.content_hash)
    refused(
        "otra persona",
        actions.approve,
        actor=cast.sofia.actor,
        edition=edition,
        seen=edition.content_hash,
    )
    for who in (cast.aurora, cast.raul, cast.mateo):
        with pytest.raises(Refused):
            actions.approve(actor=who.actor, edition=edition, seen=edition.content_hash)
    actions.approve(actor=cast.ximena.actor, edition=edition, seen=edition.content_hash)
    assert Approval.objects.filter(edition=edition).values("user").distinct().count() == 2


def test_what_was_proposed_or_approved_is_not_edited(cast):
    edition = approved(cast, draft(cast))
    refused(
        "ya no es borrador",
        actions.save_file,
        actor=cast.sofia.actor,
        edition=edition,
        path="sources.yaml",
        text="x",
    )


def test_a_draft_with_errors_or_not_tried_as_it_is_cannot_be_proposed(cast):
    edition = draft(cast)
    not_proposed("Falta probarla", cast, edition)
    change(
        cast,
        edition,
        "catalogues/acts.yaml",
        lambda text: text.replace("id: case_opened", "id: case_opend"),
    )
    tried(cast, edition)
    found = access.last_trial(edition).found["errors"]
    assert any(one["id"] == "still_needed" and "case_opened" in one["es"] for one in found)
    not_proposed("errores", cast, edition)
    change(
        cast,
        edition,
        "catalogues/acts.yaml",
        lambda text: text.replace("id: case_opend", "id: case_opened"),
    )
    not_proposed("Falta probarla", cast, edition)


def test_dates_that_leave_a_hole_or_overlap_are_refused(cast):
    refused("ya llegó", draft, cast=cast, id="2030.1", since=tomorrow() - DAY)
    aged = draft(cast, "2030.1")
    change(cast, aged, "edition.yaml", lambda text: text + "in_force_to: 2031-01-01\n")
    tried(cast, aged, errors=[])
    not_proposed("no regiría ninguna edición", cast, aged)
    first, second = draft(cast, "2030.2", tomorrow() + 30 * DAY), draft(cast, "2030.3", tomorrow())
    approved(cast, first)
    tried(cast, second, errors=[])
    not_proposed("dos regirían a la vez", cast, second)
    actions.set_date(actor=cast.sofia.actor, edition=second, in_force_from=tomorrow() + 60 * DAY)
    tried(cast, second, errors=[])
    not_proposed("se perderían sus cambios", cast, second)


def test_an_edition_with_an_end_and_nothing_after_it_is_a_hole(cast):
    edition = draft(cast)
    text = access.texts(edition)["edition.yaml"] + f"in_force_to: {tomorrow() + 9 * DAY}\n"
    # Written behind the back of the act, which would have taken the line out.
    from cauce.protocol.editions.actions._shared import put_texts

    put_texts(edition, {"edition.yaml": text})
    tried(cast, edition, errors=[])
    not_proposed("no regiría ninguna edición", cast, edition)


def test_a_shipped_edition_that_ended_is_said_and_nothing_stands_in_for_it(tmp_path, monkeypatch):
    root = tmp_path / "content"
    shutil.copytree(load_edition().root, root)
    head = (root / "edition.yaml").read_text()
    (root / "edition.yaml").write_text(head + "in_force_to: 2027-02-27\n")
    monkeypatch.setenv("CAUCE_CONTENT", str(root))
    with pytest.raises(NotInForce) as problem:
        access.current_edition(NOON)
    assert "2027-03-01" in problem.value.es and "2027-02-27" in problem.value.cure_es


def test_before_its_date_it_goes_back_to_draft_and_both_approve_again(cast):
    edition = approved(cast, draft(cast))
    actions.return_to_draft(actor=cast.ximena.actor, edition=edition)
    assert (edition.state, access.approvals(edition)) == ("draft", [])
    assert access.in_force(schedule.start_of(tomorrow())) != "2030.1"
    approved(cast, edition)
    assert len(access.approvals(edition)) == 2
    assert Approval.objects.filter(edition=edition).count() == 4


def test_an_edition_withdrawn_after_use_needs_a_replacement_and_stays_readable(cast, clock):
    edition = approved(cast, draft(cast))
    clock.shift(2 * DAY)
    refused("ya se usó", actions.return_to_draft, actor=cast.sofia.actor, edition=edition)
    why = "Un plazo se escribió mal."
    refused("ya se usó", actions.withdraw, actor=cast.ximena.actor, edition=edition, why=why)
    later = approved(cast, draft(cast, "2030.2", tomorrow() + 3 * DAY))
    refused("por qué", actions.withdraw, actor=cast.ximena.actor, edition=edition, why="")
    said = actions.withdraw(actor=cast.ximena.actor, edition=edition, why=why)
    assert (said, access.in_force(timezone.now())) == ("2030.2", "2030.1")
    assert access.edition_by_id("2030.1").info.id == "2030.1"
    refused("depende de esta", actions.return_to_draft, actor=cast.sofia.actor, edition=later)
    assert access.in_force(schedule.start_of(later.in_force_from)) == "2030.2"


def test_drafts_are_for_headquarters_alone(cast):
    draft(cast)
    with pytest.raises(Absent):
        access.edition_for(cast.aurora.actor, "2030.1")
    brought = [one.id for one in reversed(earlier_editions.shipped())]
    assert [one.id for one in access.editions(cast.aurora.actor)] == brought
    assert len(access.editions(cast.ximena.actor)) == len(brought) + 1
    with pytest.raises(Refused):
        actions.draft(actor=cast.aurora.actor, id="2031.1", in_force_from=tomorrow(), note="")


def test_a_folder_that_was_touched_is_made_again_from_the_database(cast):
    edition = approved(cast, draft(cast))
    root = Path(settings.EDITIONS_ROOT) / edition.content_hash / "content"
    right = (root / "edition.yaml").read_bytes()
    for break_it in (
        lambda: (root / "edition.yaml").write_text("id: falso\n"),
        lambda: (root / "sources.yaml").unlink(),
        lambda: shutil.rmtree(root.parent),
    ):
        break_it()
        folder.forget()
        assert access.edition_by_id("2030.1").hash == edition.content_hash
        assert (root / "edition.yaml").read_bytes() == right


def test_several_processes_that_write_one_folder_at_once_leave_it_whole(cast, tmp_path):
    edition = draft(cast)
    home, texts = tmp_path / edition.content_hash, access.texts(edition)
    for touched in (False, True):
        if touched:
            (home / "content" / "edition.yaml").write_text("id: falso\n")
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda _: folder._make(home, texts), range(8)))
        assert folder._is_whole(home / "content", edition.content_hash)
    assert [one.name for one in tmp_path.iterdir()] == [home.name]


def test_a_database_that_was_touched_is_refused_and_nothing_altered_is_used(cast):
    edition = approved(cast, draft(cast))
    ContentText.objects.create(hash="f" * 64, text="- id: otra\n")
    EditionFile.objects.filter(edition=edition, path="sources.yaml").update(content_id="f" * 64)
    shutil.rmtree(settings.EDITIONS_ROOT)
    folder.forget()
    with pytest.raises(BadInput, match="not those that were approved"):
        access.edition_by_id("2030.1")


def test_two_people_who_edit_one_file_lose_nothing(cast):
    edition = draft(cast)
    row = edition.files.get(path="sources.yaml")
    seen, text = row.content_id, row.content.text
    actions.save_file(
        actor=cast.sofia.actor, edition=edition, path="sources.yaml", text=text + "\n# Sofía\n", seen=seen
    )
    refused(
        "Otra persona guardó",
        actions.save_file,
        actor=cast.ximena.actor,
        edition=edition,
        path="sources.yaml",
        text=text + "\n# Ximena\n",
        seen=seen,
    )
    assert access.texts(edition)["sources.yaml"].endswith("# Sofía\n")


@pytest.mark.parametrize("path", ["../../secreto.yaml", "/etc/x.yaml", "notas.txt", "law/a/b.yaml"])
def test_only_files_of_content_go_into_a_draft(cast, path):
    edition = draft(cast)
    refused(
        "no es un archivo de contenido",
        actions.save_file,
        actor=cast.sofia.actor,
        edition=edition,
        path=path,
        text="x",
    )
    good = {
        path: "x",
        "catalogues/channels.yaml": access.texts(edition)["catalogues/channels.yaml"],
    }
    wrong = actions.save_files(actor=cast.sofia.actor, edition=edition, texts=good)
    assert len(wrong) == 1 and path not in access.texts(edition)


def test_another_process_knows_of_the_dates_within_half_a_minute(cast, monkeypatch):
    approved(cast, draft(cast))
    schedule.assume()  # as a process that looked before
    assert access.in_force(schedule.start_of(tomorrow())) == load_edition().info.id
    monkeypatch.setattr(schedule, "SECONDS", 0.0)
    assert access.in_force(schedule.start_of(tomorrow())) == "2030.1"


def test_the_second_person_approves_what_they_read_and_nothing_else(cast):
    edition = draft(cast)
    tried(cast, edition, errors=[])
    actions.propose(actor=cast.sofia.actor, edition=edition, seen=edition.content_hash)
    read_by_ximena = edition.content_hash
    actions.return_to_draft(actor=cast.sofia.actor, edition=edition)
    actions.save_file(
        actor=cast.sofia.actor,
        edition=edition,
        path="coverage.yaml",
        text=access.texts(edition)["coverage.yaml"] + "# otra cosa\n",
    )
    tried(cast, edition, errors=[])
    edition.refresh_from_db()
    actions.propose(actor=cast.sofia.actor, edition=edition, seen=edition.content_hash)
    refused(
        "Cambió desde que usted lo leyó",
        actions.approve,
        actor=cast.ximena.actor,
        edition=edition,
        seen=read_by_ximena,
    )
    edition.refresh_from_db()
    assert edition.state == "proposed"


def test_the_trial_says_already_that_an_end_would_leave_days_without_an_edition(cast):
    edition = draft(cast)
    change(cast, edition, "edition.yaml", lambda text: text + "in_force_to: 2031-01-01\n")
    found = findings(access.base_of(edition), access.content_of(edition), tomorrow())
    assert [one.id for one in found if not one.warning] == ["edition_ends"]


def test_whoever_wrote_any_part_of_it_does_not_approve_it_whoever_proposes_it(cast):
    edition = draft(cast)
    tried(cast, edition, errors=[])
    actions.propose(actor=cast.ximena.actor, edition=edition, seen=edition.content_hash)
    refused(
        "Quien lo escribió",
        actions.approve,
        actor=cast.sofia.actor,
        edition=edition,
        seen=edition.content_hash,
    )
    edition.refresh_from_db()
    assert edition.state == "proposed"

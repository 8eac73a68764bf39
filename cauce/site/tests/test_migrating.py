"""A migration that is cut between its work and the word that it was done can be run again."""

from __future__ import annotations

import pytest
from django.core.management.commands import migrate
from django.db import OperationalError, connections, migrations, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ModelState, ProjectState

from cauce.operations.migrating import (
    DJANGOS,
    DJANGOS_AGAIN,
    DJANGOS_FIELD,
    WholeExecutor,
    add_new_field,
    add_new_model,
    draw_again,
    of_this_version,
)
from cauce.site.settings.base import database


class Cut(BaseException):
    """The process ends here."""


@pytest.fixture
def connection(tmp_path, django_db_blocker):
    """An empty database beside the one of the tests: what is recorded is asked for by its name."""
    url = f"sqlite:///{tmp_path / 'post.sqlite3'}"
    connections.settings["cut"] = connections.configure_settings({"default": database(url)})["default"]
    with django_db_blocker.unblock():
        MigrationRecorder(connections["cut"]).ensure_schema()
        yield connections["cut"]
        connections["cut"].close()
    del connections["cut"], connections.settings["cut"]


def migration() -> migrations.Migration:
    """A table whose index Django puts off to the end of the transaction."""
    made = migrations.Migration("0001_said", "said")
    made.operations = [
        migrations.CreateModel(
            "Said",
            [
                ("id", models.BigAutoField(primary_key=True)),
                ("words", models.CharField(max_length=9, db_index=True)),
            ],
        )
    ]
    return made


def cut_when(monkeypatch, name: str) -> None:
    """The process ends once the recorder was to write that; nothing it did afterwards counts."""

    def end(*_):
        raise Cut

    monkeypatch.setattr(MigrationRecorder, name, end)


@pytest.mark.parametrize(("kind", "again"), [(WholeExecutor, True), (MigrationExecutor, False)])
def test_cut_on_the_way_forward_it_can_be_run_again(connection, monkeypatch, kind, again):
    """The second is the control: with Django's own the table is there already."""
    with monkeypatch.context() as cut:
        cut_when(cut, "record_applied")
        with pytest.raises(Cut):
            kind(connection).apply_migration(ProjectState(), migration())
    if again:
        kind(connection).apply_migration(ProjectState(), migration())
        assert ("said", "0001_said") in MigrationRecorder(connection).applied_migrations()
    else:
        with pytest.raises(OperationalError, match="already exists"):
            kind(connection).apply_migration(ProjectState(), migration())


@pytest.mark.parametrize(("kind", "there"), [(WholeExecutor, True), (MigrationExecutor, False)])
def test_cut_on_the_way_back_the_table_and_its_record_agree(connection, monkeypatch, kind, there):
    kind(connection).apply_migration(ProjectState(), migration())
    with monkeypatch.context() as cut:
        cut_when(cut, "record_unapplied")
        with pytest.raises(Cut):
            kind(connection).unapply_migration(ProjectState(), migration())
    assert ("said_said" in connection.introspection.table_names()) is there
    assert ("said", "0001_said") in MigrationRecorder(connection).applied_migrations()


def test_back_and_forward_leave_nothing(connection):
    executor = WholeExecutor(connection)
    executor.apply_migration(ProjectState(), migration())
    executor.unapply_migration(ProjectState(), migration())
    assert ("said", "0001_said") not in MigrationRecorder(connection).applied_migrations()
    assert "said_said" not in connection.introspection.table_names()


def test_it_is_what_migrates_here():
    assert migrate.MigrationExecutor is WholeExecutor
    ours = ProjectState.add_model, ProjectState.add_field, ProjectState.reload_model
    assert ours == (add_new_model, add_new_field, draw_again)


def _drawn(add) -> tuple[dict, dict]:
    """Posts, then cases that point to them, then what a post is told of both sides, each added so."""
    state = ProjectState()
    for name, fields in (
        ("post", [("id", models.BigAutoField(primary_key=True))]),
        (
            "case",
            [
                ("id", models.BigAutoField(primary_key=True)),
                ("post", models.ForeignKey("said.post", models.CASCADE, related_name="cases")),
                ("after", models.ForeignKey("self", models.CASCADE, null=True)),
            ],
        ),
        (
            "note",
            [
                ("id", models.BigAutoField(primary_key=True)),
                ("cases", models.ManyToManyField("said.case", related_name="notes")),
            ],
        ),
    ):
        assert state.apps is not None
        add(state, ModelState("said", name, fields))
    drawn = state.apps.get_models(include_auto_created=True)
    return (
        {one._meta.label: sorted(f.name for f in one._meta.get_fields()) for one in drawn},
        {
            f"{one._meta.label}.{f.name}": f.related_model
            is state.apps.get_model(f.related_model._meta.label)
            for one in drawn
            for f in one._meta.get_fields()
            if f.is_relation
        },
    )


def test_a_new_model_drawn_alone_is_related_as_when_django_draws_everything():
    ours, djangos = _drawn(add_new_model), _drawn(DJANGOS)
    assert ours == djangos
    assert ours[0]["said.post"] == ["cases", "id"] and all(ours[1].values())


def _changed(monkeypatch, field, again) -> tuple[dict, list[int]]:
    """A post, a case and a step of it; the case has another number, a field that points to a person, and an
    index. Of every model then its fields, and how many were drawn at each change."""
    monkeypatch.setattr(ProjectState, "add_field", field)
    monkeypatch.setattr(ProjectState, "reload_model", again)
    state, key = ProjectState(), ("id", models.BigAutoField(primary_key=True))
    points = {"case": "post", "step": "case"}
    for name in ("post", "person", "case", "step"):
        to = (
            [(points[name], models.ForeignKey(f"said.{points[name]}", models.CASCADE))]
            if name in points
            else []
        )
        state.add_model(ModelState("said", name, [key, *to], {"indexes": [], "constraints": []}))
    assert state.apps is not None
    drawn: list[int] = []
    render = type(state.apps).render_multiple

    def counted(apps, states):
        drawn.append(len(states))
        render(apps, states)

    monkeypatch.setattr(type(state.apps), "render_multiple", counted)
    state.add_field("said", "case", "number", models.IntegerField(default=1), True)
    state.add_field("said", "case", "person", models.ForeignKey("said.person", models.CASCADE), True)
    state.add_index("said", "case", models.Index(fields=["number"], name="case_number"))
    found = {
        one._meta.label: sorted(f.name for f in one._meta.get_fields()) for one in state.apps.get_models()
    }
    assert [one.name for one in state.apps.get_model("said.case")._meta.indexes] == ["case_number"]
    state.clear_delayed_apps_cache()
    for one in state.apps.get_models():
        for f in one._meta.get_fields():
            assert not f.is_relation or f.related_model is state.apps.get_model(f.related_model._meta.label)
    return found, drawn[:3]


def test_a_model_that_changed_is_drawn_alone_and_has_the_fields_that_django_gives_it(monkeypatch):
    ours, alone = _changed(monkeypatch, add_new_field, draw_again)
    djangos, every = _changed(monkeypatch, DJANGOS_FIELD, DJANGOS_AGAIN)
    assert ours == djangos and ours["said.case"] == ["id", "number", "person", "post", "step"]
    assert alone == [1, 1, 1] and min(every) > 1


def test_the_names_of_the_files_are_what_django_finds_when_it_reads_them():
    assert of_this_version() == MigrationLoader(None, ignore_no_migrations=True).disk_migrations.keys()

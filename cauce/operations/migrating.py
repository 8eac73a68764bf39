"""A migration and the word that it was done are one transaction, wherever it is cut.

Django writes down that a migration was done after its transaction when statements were put off to
its end (an index, a foreign key), and always on the way back. Cut between the two, the next run
does it a second time and fails: the table is there already.

What runs on a database that lacks changes of this version says so and stops: ``check_up_to_date``.

And a model that is new, or has another field, index or constraint, is drawn alone: Django draws anew whatever
is related to what it points to, and where nearly everything points to a case and a post that is most of the
time of all migrations.
"""

from __future__ import annotations

from importlib.util import find_spec
from pkgutil import iter_modules
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ModelState, ProjectState

from cauce.content.errors import CauceError

# Before anything takes their place.
DJANGOS, DJANGOS_FIELD, DJANGOS_AGAIN = (
    ProjectState.add_model,
    ProjectState.add_field,
    ProjectState.reload_model,
)


class Behind(CauceError):
    """The database lacks changes that this version brings: nothing works on it before it has them."""

    id = "database_behind"


def lacking() -> list[tuple[str, str]]:
    """What the database in use has not been through yet, in order: app and name of each migration."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [(one.app_label, one.name) for one, _ in plan]


def of_this_version() -> set[tuple[str, str]]:
    """App and name of every migration of this version, as its files are called: none of them is read."""
    found = set()
    for app in apps.get_app_configs():
        folder, _ = MigrationLoader.migrations_module(app.label)
        spec = find_spec(folder) if folder else None
        for one in iter_modules((spec and spec.submodule_search_locations) or ()):
            if not one.ispkg and one.name[0] not in "_~":  # as Django finds them
                found.add((app.label, one.name))
    return found


def check_up_to_date() -> None:
    """Raises ``Behind`` where something is lacking: nothing yet, an older version, or it was cut."""
    if of_this_version() <= MigrationRecorder(connection).applied_migrations().keys():
        return
    left = lacking()
    if left:
        raise Behind(
            f"A la base de datos le faltan {len(left)} cambios de esta versión.",
            f"The database lacks {len(left)} changes of this version.",
            where="DATABASE_URL",
            cure_es="Ejecute «cauce upgrade» (en una base vacía, «cauce migrate») y arranque otra vez. Si "
            "se cortó a la mitad, nada se perdió: ejecútelo de nuevo y sigue donde quedó.",
            cure_en="Run 'cauce upgrade' (on an empty database, 'cauce migrate') and start again. If it was "
            "cut halfway, nothing was lost: run it once more and it goes on where it stopped.",
        )


class WholeExecutor(MigrationExecutor):
    """Django's, which has put nothing off when it looks whether it may write down inside."""

    def apply_migration(self, state: Any, migration: Any, *args: Any, **given: Any) -> Any:
        apply = migration.apply

        def whole(before: Any, editor: Any, collect_sql: bool = False) -> Any:
            after = apply(before, editor, collect_sql)
            while editor.deferred_sql:
                editor.execute(editor.deferred_sql.pop(0))
            return after

        migration.apply = whole
        try:
            return super().apply_migration(state, migration, *args, **given)
        finally:
            del migration.apply

    def unapply_migration(self, state: Any, migration: Any, *args: Any, **given: Any) -> Any:
        unapply = migration.unapply

        def whole(after: Any, editor: Any, collect_sql: bool = False) -> Any:
            before = unapply(after, editor, collect_sql)
            self.recorder.record_unapplied(migration.app_label, migration.name)
            return before

        migration.unapply = whole
        try:
            return super().unapply_migration(state, migration, *args, **given)
        finally:
            del migration.unapply


def add_new_model(state: ProjectState, model: ModelState) -> None:
    """In place of ``ProjectState.add_model``: nobody knows a new model yet, so only it is drawn.

    Code of a migration that follows sees all models drawn again, as after any relation that Django
    itself puts off (``is_delayed``). One that inherits from another model is left to Django.
    """
    key = model.app_label, model.name_lower
    state.models[key] = model
    if state._relations is not None:  # type: ignore[attr-defined]
        state.resolve_model_relations(key)
    if "apps" not in vars(state):
        return
    if any(isinstance(base, str) for base in model.bases):
        state.reload_model(*key)
        return
    state.is_delayed = True
    state.apps.render_multiple([model])


def add_new_field(state: ProjectState, app_label: str, model_name: str, *given: Any, **named: Any) -> None:
    """In place of ``ProjectState.add_field``: whoever a new field points to is as it was."""
    apps = vars(state).pop("apps", None)
    DJANGOS_FIELD(state, app_label, model_name, *given, **named)
    if apps is not None:
        state.apps = apps
        state.reload_model(app_label, model_name, delay=True)


def draw_again(state: ProjectState, app_label: str, model_name: str, delay: bool = False) -> None:
    """In place of ``ProjectState.reload_model``: where relations may be put off (``delay``), all of them are.

    Whoever points to the model points to it as it was drawn before, with the same table and key, until code
    of a migration that follows sees all models drawn again. What inherits, or has a table between, is left
    to Django.
    """
    key = app_label, model_name
    if not delay or "apps" not in vars(state) or _leans(state, ".".join(key), state.models[key]):
        DJANGOS_AGAIN(state, app_label, model_name, delay)
        return
    state.is_delayed = True
    state._reload({key})  # type: ignore[attr-defined]


def _leans(state: ProjectState, name: str, model: ModelState) -> bool:
    """Whether the model is of one piece with others: it inherits, is inherited, or holds many to many."""
    inherits = any(isinstance(base, str) for base in model.bases)
    inherited = any(name in one.bases for one in state.models.values())
    return inherits or inherited or any(field.many_to_many for field in model.fields.values())

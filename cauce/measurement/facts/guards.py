"""What the database itself refuses: to change or remove an edition of statistics that was published.

The one change that is left: a later edition takes its place, and says when. What was proposed keeps
its figures too; only where it stands changes. SQLite drops the triggers of a table that it rebuilds:
a test looks for them after the last migration.
"""

from __future__ import annotations

TABLE = "measurement_statisticsedition"
FILES = "measurement_statisticsfile"
FIGURES = (
    "id",
    "kind",
    "period",
    "since",
    "until",
    "due_on",
    "number",
    "supersedes_id",
    "known_at",
    "tables",
    "hidden",
    "audit",
    "notes",
    "content_edition",
    "content_hash",
    "definitions",
    "code_version",
    "rounding_key",
    "hash",
    "prepared_by",
    "prepared_at",
)
SIGNATURES = (
    "proposed_by",
    "proposed_at",
    "signed_by",
    "signed_at",
    "refused_by",
    "refused_at",
    "refused_why",
)


def changed(names: tuple[str, ...], unequal: str) -> str:
    """SQL: whether any of these columns would say something else."""
    cast = "::text" if unequal == "IS DISTINCT FROM" else ""  # json has no equality of its own
    return " OR ".join(f"OLD.{one}{cast} {unequal} NEW.{one}{cast}" for one in names)


def refused(unequal: str) -> str:
    """SQL: whether the change is none that is left."""
    return (
        f"(OLD.state <> 'draft' AND ({changed(FIGURES, unequal)})) OR "
        f"(OLD.state IN ('published', 'superseded', 'rejected') AND ({changed(SIGNATURES, unequal)})) "
        "OR (OLD.state = 'published' AND NEW.state NOT IN ('published', 'superseded')) "
        "OR (OLD.state IN ('superseded', 'rejected') AND NEW.state <> OLD.state) "
        "OR (OLD.state = 'superseded' AND OLD.superseded_at "
        f"{unequal} NEW.superseded_at) "
        "OR (OLD.state = 'draft' AND NEW.state NOT IN ('draft', 'proposed')) "
        "OR (OLD.state = 'proposed' AND NEW.state NOT IN ('proposed', 'published', 'rejected'))"
    )


SQLITE = (
    f"CREATE TRIGGER statistics_stays BEFORE UPDATE ON {TABLE} WHEN {refused('IS NOT')} "
    "BEGIN SELECT RAISE(ABORT, 'published_statistics_stay'); END",
    f"CREATE TRIGGER statistics_no_delete BEFORE DELETE ON {TABLE} WHEN OLD.state <> 'draft' "
    "BEGIN SELECT RAISE(ABORT, 'published_statistics_stay'); END",
    f"CREATE TRIGGER statistics_begins BEFORE INSERT ON {TABLE} WHEN NEW.state <> 'draft' "
    "BEGIN SELECT RAISE(ABORT, 'published_statistics_stay'); END",
    f"CREATE TRIGGER statistics_file_stays BEFORE UPDATE ON {FILES} "
    "BEGIN SELECT RAISE(ABORT, 'published_statistics_stay'); END",
    f"CREATE TRIGGER statistics_file_no_delete BEFORE DELETE ON {FILES} "
    "BEGIN SELECT RAISE(ABORT, 'published_statistics_stay'); END",
)
POSTGRES = (
    "CREATE FUNCTION statistics_stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "RAISE EXCEPTION 'published_statistics_stay' USING ERRCODE = '23514'; END $$",
    f"CREATE TRIGGER statistics_stays BEFORE UPDATE ON {TABLE} FOR EACH ROW "
    f"WHEN ({refused('IS DISTINCT FROM')}) EXECUTE FUNCTION statistics_stay()",
    f"CREATE TRIGGER statistics_no_delete BEFORE DELETE ON {TABLE} FOR EACH ROW "
    "WHEN (OLD.state <> 'draft') EXECUTE FUNCTION statistics_stay()",
    f"CREATE TRIGGER statistics_begins BEFORE INSERT ON {TABLE} FOR EACH ROW "
    "WHEN (NEW.state <> 'draft') EXECUTE FUNCTION statistics_stay()",
    f"CREATE TRIGGER statistics_file_stays BEFORE UPDATE ON {FILES} FOR EACH ROW "
    "EXECUTE FUNCTION statistics_stay()",
    f"CREATE TRIGGER statistics_file_no_delete BEFORE DELETE ON {FILES} FOR EACH ROW "
    "EXECUTE FUNCTION statistics_stay()",
)
NAMES = {
    "statistics_stays": TABLE,
    "statistics_no_delete": TABLE,
    "statistics_begins": TABLE,
    "statistics_file_stays": FILES,
    "statistics_file_no_delete": FILES,
}
SQLITE_OFF = tuple(f"DROP TRIGGER IF EXISTS {name}" for name in NAMES)
POSTGRES_OFF = (
    *(f"DROP TRIGGER IF EXISTS {name} ON {table}" for name, table in NAMES.items()),
    "DROP FUNCTION IF EXISTS statistics_stay()",
)

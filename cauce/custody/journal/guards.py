"""What the database itself refuses: to change or remove an entry, or to move a head backwards.

Triggers, on both databases. Whoever owns the tables can take them away; that is seen by
``missing``, and what was changed meanwhile by the seals and the anchors. On PostgreSQL the
application's role owns nothing (deploy/postgres/roles.sql) and cannot.
"""

from __future__ import annotations

ENTRY, CHAIN = "journal_entry", "journal_chain"
SAYS = "the journal only grows"

_SQLITE = {
    "journal_entry_no_update": (ENTRY, "BEFORE UPDATE ON journal_entry BEGIN"),
    "journal_entry_no_delete": (ENTRY, "BEFORE DELETE ON journal_entry BEGIN"),
    "journal_chain_no_delete": (CHAIN, "BEFORE DELETE ON journal_chain BEGIN"),
    "journal_chain_begins": (
        CHAIN,
        "BEFORE INSERT ON journal_chain WHEN NEW.length <> 0 OR NEW.seal <> '' BEGIN",
    ),
    "journal_chain_grows": (
        CHAIN,
        "BEFORE UPDATE ON journal_chain WHEN NEW.name <> OLD.name OR NEW.length <= OLD.length"
        " OR NOT EXISTS (SELECT 1 FROM journal_entry WHERE chain = NEW.name"
        " AND number = NEW.length AND seal = NEW.seal) BEGIN",
    ),
}
_POSTGRES = """
CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the journal only grows' USING ERRCODE = 'insufficient_privilege'; END $$;
CREATE OR REPLACE FUNCTION journal_head() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.length <> 0 OR NEW.seal <> '' THEN
      RAISE EXCEPTION 'the journal only grows' USING ERRCODE = 'insufficient_privilege';
    END IF;
  ELSIF NEW.name <> OLD.name OR NEW.length <= OLD.length OR NOT EXISTS (
    SELECT 1 FROM journal_entry
    WHERE chain = NEW.name AND number = NEW.length AND seal = NEW.seal) THEN
    RAISE EXCEPTION 'the journal only grows' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER journal_entry_no_update BEFORE UPDATE OR DELETE ON journal_entry
  FOR EACH ROW EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER journal_entry_no_truncate BEFORE TRUNCATE ON journal_entry
  FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER journal_chain_no_delete BEFORE DELETE ON journal_chain
  FOR EACH ROW EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER journal_chain_no_truncate BEFORE TRUNCATE ON journal_chain
  FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER journal_chain_grows BEFORE INSERT OR UPDATE ON journal_chain
  FOR EACH ROW EXECUTE FUNCTION journal_head();
"""
_ON_POSTGRES = {
    "journal_entry_no_update": ENTRY,
    "journal_entry_no_truncate": ENTRY,
    "journal_chain_no_delete": CHAIN,
    "journal_chain_no_truncate": CHAIN,
    "journal_chain_grows": CHAIN,
}


def statements(vendor: str) -> list[str]:
    """What puts the guards up."""
    if vendor == "postgresql":
        return [_POSTGRES]
    return [
        f"CREATE TRIGGER {name} {when} SELECT RAISE(ABORT, '{SAYS}'); END"
        for name, (_, when) in _SQLITE.items()
    ]


def put_up(connection) -> None:
    """Put the guards up; for migrations, and for tests that took them down."""
    take_down(connection)
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor):
            cursor.execute(statement)


def take_down(connection) -> None:
    """What an owner of the database could do."""
    tables = _expected(connection.vendor)
    with connection.cursor() as cursor:
        for name, table in tables.items():
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def _expected(vendor: str) -> dict[str, str]:
    if vendor == "postgresql":
        return _ON_POSTGRES
    return {name: table for name, (table, _) in _SQLITE.items()}


def missing(connection) -> list[str]:
    """The tables that lack a guard, by name."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
                " AND tgrelid IN ('journal_entry'::regclass, 'journal_chain'::regclass)"
            )
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        there = {name for (name,) in cursor.fetchall()}
    return sorted({t for name, t in _expected(connection.vendor).items() if name not in there})

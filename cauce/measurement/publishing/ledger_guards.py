"""What the database itself refuses: to change or remove a row of the ledger of ε.

What was spent stays spent.
"""

from __future__ import annotations

TABLE = "measurement_syntheticdraw"
SAYS = "the_ledger_only_grows"
NAMES = ("ledger_no_change", "ledger_no_delete")
SQLITE = tuple(
    f"CREATE TRIGGER {name} BEFORE {what} ON {TABLE} BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
    for name, what in zip(NAMES, ("UPDATE", "DELETE"), strict=True)
)
POSTGRES = (
    "CREATE FUNCTION ledger_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"RAISE EXCEPTION '{SAYS}' USING ERRCODE = '23514'; END $$",
    *(
        f"CREATE TRIGGER {name} BEFORE {what} ON {TABLE} FOR EACH ROW EXECUTE FUNCTION ledger_only_grows()"
        for name, what in zip(NAMES, ("UPDATE", "DELETE"), strict=True)
    ),
)
SQLITE_OFF = tuple(f"DROP TRIGGER IF EXISTS {name}" for name in NAMES)
POSTGRES_OFF = (
    *(f"DROP TRIGGER IF EXISTS {name} ON {TABLE}" for name in NAMES),
    "DROP FUNCTION IF EXISTS ledger_only_grows()",
)

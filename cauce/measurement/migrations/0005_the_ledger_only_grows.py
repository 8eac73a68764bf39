"""The database itself refuses to change or remove a row of the ledger: what was spent does not come back."""

from __future__ import annotations

from django.db import migrations

from cauce.journal.triggers import triggers

TABLE = "measurement_syntheticdraw"
ABORT = "BEGIN SELECT RAISE(ABORT, 'the_ledger_only_grows'); END"
NAMES = ("ledger_no_change", "ledger_no_delete")


class Migration(migrations.Migration):
    dependencies = [("measurement", "0004_ledger_of_invented_records")]

    operations = [
        triggers(
            sqlite=(
                f"CREATE TRIGGER ledger_no_change BEFORE UPDATE ON {TABLE} {ABORT}",
                f"CREATE TRIGGER ledger_no_delete BEFORE DELETE ON {TABLE} {ABORT}",
            ),
            postgres=(
                "CREATE FUNCTION ledger_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                "RAISE EXCEPTION 'the_ledger_only_grows' USING ERRCODE = '23514'; END $$",
                f"CREATE TRIGGER ledger_no_change BEFORE UPDATE ON {TABLE} FOR EACH ROW "
                "EXECUTE FUNCTION ledger_only_grows()",
                f"CREATE TRIGGER ledger_no_delete BEFORE DELETE ON {TABLE} FOR EACH ROW "
                "EXECUTE FUNCTION ledger_only_grows()",
            ),
            sqlite_off=tuple(f"DROP TRIGGER IF EXISTS {name}" for name in NAMES),
            postgres_off=(
                *(f"DROP TRIGGER IF EXISTS {name} ON {TABLE}" for name in NAMES),
                "DROP FUNCTION IF EXISTS ledger_only_grows()",
            ),
        ),
    ]

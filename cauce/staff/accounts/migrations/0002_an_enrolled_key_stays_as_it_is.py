"""The database itself refuses that the public half of an enrolled key, or whose it is, be changed.

A key is enrolled and removed, never altered: whoever could put another public half in its place
would sign in as its owner. Its count, its name and when it was used still change.
"""

from __future__ import annotations

from django.db import migrations

from cauce.custody.journal.triggers import triggers

CHANGED = (
    "NEW.public_key IS DISTINCT FROM OLD.public_key OR NEW.user_id <> OLD.user_id "
    "OR NEW.credential_id IS DISTINCT FROM OLD.credential_id"
)
SQLITE = (
    "CREATE TRIGGER key_stays BEFORE UPDATE ON accounts_key WHEN "
    + CHANGED.replace("IS DISTINCT FROM", "IS NOT")
    + " BEGIN SELECT RAISE(ABORT, 'enrolled_key_changed'); END",
)
POSTGRES = (
    "CREATE FUNCTION key_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "RAISE EXCEPTION 'enrolled_key_changed' USING ERRCODE = '23514'; END $$",
    "CREATE TRIGGER key_stays BEFORE UPDATE ON accounts_key FOR EACH ROW WHEN ("
    + CHANGED
    + ") EXECUTE FUNCTION key_stays()",
)
SQLITE_OFF = ("DROP TRIGGER IF EXISTS key_stays",)
POSTGRES_OFF = ("DROP TRIGGER IF EXISTS key_stays ON accounts_key", "DROP FUNCTION IF EXISTS key_stays()")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_who_somebody_is")]

    operations = [
        triggers(sqlite=SQLITE, postgres=POSTGRES, sqlite_off=SQLITE_OFF, postgres_off=POSTGRES_OFF)
    ]

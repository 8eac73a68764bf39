"""The database itself refuses what rests on nothing: no yes that stands, or no demand two people signed.

What a row rests on never changes afterwards. SQLite drops the triggers of a table that it rebuilds: a
test looks for them after the last migration.
"""

from __future__ import annotations

from django.db import migrations

from cauce.custody.journal.triggers import triggers

CONSENT = """
SELECT 1 FROM cases_consent AS c WHERE c.id = NEW.consent_id AND c.case_id = NEW.case_id
  AND c.purpose = 'us_authority' AND c.given AND c.recipient = NEW.recipient
  AND c.withdrawn_at IS NULL AND NEW.made_at >= c.given_at AND NEW.made_at < c.expires_at
"""
DEMAND = """
SELECT 1 FROM disclosures_demand AS d WHERE d.id = NEW.demand_id AND d.case_id = NEW.case_id
  AND d.state = 'approved' AND d.reviewed_hash = d.content_hash AND d.approved_hash = d.content_hash
"""
RESTS = (
    "(NEW.kind = 'exception' OR (NEW.kind = 'authority' AND EXISTS (" + CONSENT + ")) "
    "OR (NEW.kind = 'demand' AND EXISTS (" + DEMAND + ")))"
)
MOVED = (
    "(OLD.kind <> NEW.kind OR OLD.case_id <> NEW.case_id OR OLD.recipient <> NEW.recipient "
    "OR coalesce(OLD.consent_id <> NEW.consent_id, (OLD.consent_id IS NULL) <> (NEW.consent_id IS NULL)) "
    "OR coalesce(OLD.demand_id <> NEW.demand_id, (OLD.demand_id IS NULL) <> (NEW.demand_id IS NULL)) "
    "OR OLD.exception <> NEW.exception)"
)
SQLITE = (
    "CREATE TRIGGER disclosure_basis_on_insert BEFORE INSERT ON disclosures_disclosure WHEN NOT "
    + RESTS
    + " BEGIN SELECT RAISE(ABORT, 'disclosure_without_basis'); END",
    "CREATE TRIGGER disclosure_basis_on_update BEFORE UPDATE ON disclosures_disclosure WHEN "
    + MOVED
    + " BEGIN SELECT RAISE(ABORT, 'disclosure_basis_changed'); END",
)
POSTGRES = (
    "CREATE FUNCTION disclosure_needs_basis() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "IF TG_OP = 'UPDATE' THEN IF " + MOVED + " THEN "
    "RAISE EXCEPTION 'disclosure_basis_changed' USING ERRCODE = '23514'; END IF; RETURN NEW; END IF; "
    "IF NOT " + RESTS + " THEN "
    "RAISE EXCEPTION 'disclosure_without_basis' USING ERRCODE = '23514'; END IF; "
    "RETURN NEW; END $$",
    "CREATE TRIGGER disclosure_basis BEFORE INSERT OR UPDATE ON disclosures_disclosure "
    "FOR EACH ROW EXECUTE FUNCTION disclosure_needs_basis()",
)
SQLITE_OFF = (
    "DROP TRIGGER IF EXISTS disclosure_basis_on_insert",
    "DROP TRIGGER IF EXISTS disclosure_basis_on_update",
)
POSTGRES_OFF = (
    "DROP TRIGGER IF EXISTS disclosure_basis ON disclosures_disclosure",
    "DROP FUNCTION IF EXISTS disclosure_needs_basis()",
)


class Migration(migrations.Migration):
    dependencies = [("disclosures", "0001_what_leaves_without_consent")]

    operations = [
        triggers(sqlite=SQLITE, postgres=POSTGRES, sqlite_off=SQLITE_OFF, postgres_off=POSTGRES_OFF)
    ]

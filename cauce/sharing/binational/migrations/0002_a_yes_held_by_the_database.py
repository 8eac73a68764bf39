"""The database itself refuses a petition with data of identity that no yes to that office carries.

As for referrals (decision 0030): a yes of this person, to this office, not withdrawn, and not over at
the moment it was found to carry the data (``carried_at``). SQLite drops the triggers of a table that
it rebuilds: a test looks for them after the last migration.
"""

from __future__ import annotations

from django.db import migrations

from cauce.custody.journal.triggers import triggers

SQLITE_RULE = """
NEW.basis = 'consent' AND NEW.shared IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM cases_consent AS c
  WHERE c.id = NEW.consent_id AND c.case_id = NEW.case_id AND c.purpose = 'mexico' AND c.given
    AND replace(c.recipient, '-', '') = replace(NEW.partner_id, '-', '')
    AND c.withdrawn_at IS NULL AND NEW.carried_at IS NOT NULL
    AND NEW.carried_at >= c.given_at AND NEW.carried_at < c.expires_at
)
"""
SQLITE = (
    "CREATE TRIGGER petition_consent_on_insert BEFORE INSERT ON binational_petition WHEN "
    + SQLITE_RULE
    + "BEGIN SELECT RAISE(ABORT, 'petition_without_consent'); END",
    "CREATE TRIGGER petition_consent_on_update BEFORE UPDATE ON binational_petition WHEN "
    "(OLD.shared IS NOT NEW.shared OR OLD.consent_id IS NOT NEW.consent_id "
    "OR OLD.partner_id <> NEW.partner_id OR OLD.case_id <> NEW.case_id "
    "OR OLD.basis <> NEW.basis OR OLD.carried_at IS NOT NEW.carried_at) AND "
    + SQLITE_RULE
    + "BEGIN SELECT RAISE(ABORT, 'petition_without_consent'); END",
)
POSTGRES = (
    """
CREATE FUNCTION petition_needs_consent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.basis <> 'consent' OR NEW.shared IS NULL THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF OLD.shared IS NOT DISTINCT FROM NEW.shared
        AND OLD.consent_id IS NOT DISTINCT FROM NEW.consent_id
        AND OLD.partner_id = NEW.partner_id AND OLD.case_id = NEW.case_id
        AND OLD.basis = NEW.basis AND OLD.carried_at IS NOT DISTINCT FROM NEW.carried_at THEN
      RETURN NEW;
    END IF;
  END IF;
  PERFORM 1 FROM cases_consent AS c
    WHERE c.id = NEW.consent_id AND c.case_id = NEW.case_id AND c.purpose = 'mexico' AND c.given
      AND c.recipient = NEW.partner_id::text AND c.withdrawn_at IS NULL
      AND NEW.carried_at >= c.given_at AND NEW.carried_at < c.expires_at
    FOR SHARE OF c;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'petition_without_consent' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$
""",
    "CREATE TRIGGER petition_consent BEFORE INSERT OR UPDATE ON binational_petition "
    "FOR EACH ROW EXECUTE FUNCTION petition_needs_consent()",
)
SQLITE_OFF = (
    "DROP TRIGGER IF EXISTS petition_consent_on_insert",
    "DROP TRIGGER IF EXISTS petition_consent_on_update",
)
POSTGRES_OFF = (
    "DROP TRIGGER IF EXISTS petition_consent ON binational_petition",
    "DROP FUNCTION IF EXISTS petition_needs_consent()",
)


class Migration(migrations.Migration):
    dependencies = [("binational", "0001_what_is_asked_of_mexico")]

    operations = [
        triggers(sqlite=SQLITE, postgres=POSTGRES, sqlite_off=SQLITE_OFF, postgres_off=POSTGRES_OFF)
    ]

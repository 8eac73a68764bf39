"""The database itself refuses an envelope that no yes to that receiver carries.

As for referrals and petitions: a yes of this person, for this organisation, to the purpose ``papers``,
not withdrawn, and not over at the moment it was found to carry it (``carried_at``). That two people
stand behind one that is signed is a constraint of its table. SQLite drops the triggers of a table
that it rebuilds: a test looks for them after the last migration.
"""

from __future__ import annotations

from django.db import migrations

from cauce.custody.journal.triggers import triggers

SQLITE_RULE = """
NEW.shared IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM referrals_referral AS r
    JOIN directory_service AS s ON s.id = r.service_id
    JOIN cases_consent AS c ON c.case_id = r.case_id
  WHERE r.id = NEW.referral_id AND c.id = NEW.consent_id AND c.purpose = 'papers' AND c.given
    AND replace(c.recipient, '-', '') = replace(s.organization_id, '-', '')
    AND c.withdrawn_at IS NULL AND NEW.carried_at >= c.given_at AND NEW.carried_at < c.expires_at
)
"""
SQLITE = (
    "CREATE TRIGGER envelope_consent_on_insert BEFORE INSERT ON referrals_envelope WHEN "
    + SQLITE_RULE
    + "BEGIN SELECT RAISE(ABORT, 'envelope_without_consent'); END",
    "CREATE TRIGGER envelope_consent_on_update BEFORE UPDATE ON referrals_envelope WHEN "
    "(OLD.shared IS NOT NEW.shared OR OLD.consent_id <> NEW.consent_id OR OLD.state <> NEW.state "
    "OR OLD.referral_id <> NEW.referral_id OR OLD.carried_at <> NEW.carried_at) AND "
    + SQLITE_RULE
    + "BEGIN SELECT RAISE(ABORT, 'envelope_without_consent'); END",
)
POSTGRES = (
    """
CREATE FUNCTION envelope_needs_consent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.shared IS NULL THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF OLD.shared IS NOT DISTINCT FROM NEW.shared AND OLD.consent_id = NEW.consent_id
        AND OLD.state = NEW.state AND OLD.referral_id = NEW.referral_id
        AND OLD.carried_at = NEW.carried_at THEN
      RETURN NEW;
    END IF;
  END IF;
  PERFORM 1 FROM cases_consent AS c
    JOIN referrals_referral AS r ON r.id = NEW.referral_id AND r.case_id = c.case_id
    JOIN directory_service AS s ON s.id = r.service_id
    WHERE c.id = NEW.consent_id AND c.purpose = 'papers' AND c.given
      AND c.recipient = s.organization_id::text AND c.withdrawn_at IS NULL
      AND NEW.carried_at >= c.given_at AND NEW.carried_at < c.expires_at
    FOR SHARE OF c;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'envelope_without_consent' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$
""",
    "CREATE TRIGGER envelope_consent BEFORE INSERT OR UPDATE ON referrals_envelope "
    "FOR EACH ROW EXECUTE FUNCTION envelope_needs_consent()",
)
SQLITE_OFF = (
    "DROP TRIGGER IF EXISTS envelope_consent_on_insert",
    "DROP TRIGGER IF EXISTS envelope_consent_on_update",
)
POSTGRES_OFF = (
    "DROP TRIGGER IF EXISTS envelope_consent ON referrals_envelope",
    "DROP FUNCTION IF EXISTS envelope_needs_consent()",
)


class Migration(migrations.Migration):
    dependencies = [("referrals", "0006_sealed_envelopes")]

    operations = [
        triggers(sqlite=SQLITE, postgres=POSTGRES, sqlite_off=SQLITE_OFF, postgres_off=POSTGRES_OFF)
    ]

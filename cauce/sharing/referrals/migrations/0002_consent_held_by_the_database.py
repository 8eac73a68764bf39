"""The database itself refuses a referral that no consent carries at that moment.

What is shared needs a yes of this person, for this organisation, not withdrawn, and not over at the
moment it was found to carry it (``carried_at``: the program's clock, as everywhere else); a row of
history that shares nothing needs one that held when it was sent. Which data she agreed to is
sealed, so that part is checked by the act, in the same transaction. SQLite drops the triggers of a
table that it rebuilds: a test looks for them after the last migration.
"""

from __future__ import annotations

from django.db import migrations, models

from cauce.custody.journal.triggers import triggers

SQLITE_RULE = """
NOT EXISTS (
  SELECT 1 FROM cases_consent AS c JOIN directory_service AS s ON s.id = NEW.service_id
  WHERE c.id = NEW.consent_id AND c.case_id = NEW.case_id AND c.purpose = 'referral' AND c.given
    AND replace(c.recipient, '-', '') = replace(s.organization_id, '-', '')
    AND CASE WHEN NEW.shared IS NOT NULL
      THEN c.withdrawn_at IS NULL AND NEW.carried_at >= c.given_at AND NEW.carried_at < c.expires_at
      ELSE NEW.sent_at < c.expires_at AND (c.withdrawn_at IS NULL OR NEW.sent_at < c.withdrawn_at)
    END
)
"""
SQLITE = (
    "CREATE TRIGGER referral_consent_on_insert BEFORE INSERT ON referrals_referral WHEN "
    + SQLITE_RULE
    + "BEGIN SELECT RAISE(ABORT, 'referral_without_consent'); END",
    "CREATE TRIGGER referral_consent_on_update BEFORE UPDATE ON referrals_referral WHEN "
    "NEW.shared IS NOT NULL AND (OLD.shared IS NOT NEW.shared OR OLD.consent_id <> NEW.consent_id "
    "OR OLD.service_id <> NEW.service_id OR OLD.case_id <> NEW.case_id) AND "
    + SQLITE_RULE
    + "BEGIN SELECT RAISE(ABORT, 'referral_without_consent'); END",
)
POSTGRES = (
    """
CREATE FUNCTION referral_needs_consent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.shared IS NULL OR (OLD.shared IS NOT DISTINCT FROM NEW.shared
        AND OLD.consent_id = NEW.consent_id AND OLD.service_id = NEW.service_id
        AND OLD.case_id = NEW.case_id) THEN
      RETURN NEW;
    END IF;
  END IF;
  PERFORM 1 FROM cases_consent AS c JOIN directory_service AS s ON s.id = NEW.service_id
    WHERE c.id = NEW.consent_id AND c.case_id = NEW.case_id AND c.purpose = 'referral' AND c.given
      AND c.recipient = s.organization_id::text
      AND CASE WHEN NEW.shared IS NOT NULL
        THEN c.withdrawn_at IS NULL AND NEW.carried_at >= c.given_at AND NEW.carried_at < c.expires_at
        ELSE NEW.sent_at < c.expires_at AND (c.withdrawn_at IS NULL OR NEW.sent_at < c.withdrawn_at)
      END
    FOR SHARE OF c;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'referral_without_consent' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$
""",
    "CREATE TRIGGER referral_consent BEFORE INSERT OR UPDATE ON referrals_referral "
    "FOR EACH ROW EXECUTE FUNCTION referral_needs_consent()",
)
SQLITE_OFF = (
    "DROP TRIGGER IF EXISTS referral_consent_on_insert",
    "DROP TRIGGER IF EXISTS referral_consent_on_update",
)
POSTGRES_OFF = (
    "DROP TRIGGER IF EXISTS referral_consent ON referrals_referral",
    "DROP FUNCTION IF EXISTS referral_needs_consent()",
)


def carry(apps, schema_editor):
    # What was sent before this rule was checked when it was sent.
    schema_editor.execute("UPDATE referrals_referral SET carried_at = sent_at WHERE shared IS NOT NULL")


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0001_initial"),
        ("cases", "0006_who_consents_and_safe_contact"),
        ("directory", "0001_initial"),
    ]

    operations = [
        migrations.AddField("referral", "fields", models.JSONField(default=list)),
        migrations.AddField("referral", "carried_at", models.DateTimeField(null=True)),
        migrations.RunPython(carry, migrations.RunPython.noop),
        triggers(sqlite=SQLITE, postgres=POSTGRES, sqlite_off=SQLITE_OFF, postgres_off=POSTGRES_OFF),
    ]

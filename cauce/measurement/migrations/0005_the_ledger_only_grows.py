"""The database itself keeps what was spent: see ``cauce.measurement.publishing.ledger_guards``."""

from __future__ import annotations

from django.db import migrations

from cauce.custody.journal.triggers import triggers
from cauce.measurement.publishing.ledger_guards import POSTGRES, POSTGRES_OFF, SQLITE, SQLITE_OFF


class Migration(migrations.Migration):
    dependencies = [("measurement", "0004_ledger_of_invented_records")]

    operations = [
        triggers(sqlite=SQLITE, postgres=POSTGRES, sqlite_off=SQLITE_OFF, postgres_off=POSTGRES_OFF)
    ]

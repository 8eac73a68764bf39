"""The database itself keeps what was published: see ``cauce.measurement.facts.guards``."""

from __future__ import annotations

from django.db import migrations

from cauce.custody.journal.triggers import triggers
from cauce.measurement.facts.guards import POSTGRES, POSTGRES_OFF, SQLITE, SQLITE_OFF


class Migration(migrations.Migration):
    dependencies = [("measurement", "0002_editions_of_statistics")]

    operations = [
        triggers(sqlite=SQLITE, postgres=POSTGRES, sqlite_off=SQLITE_OFF, postgres_off=POSTGRES_OFF)
    ]

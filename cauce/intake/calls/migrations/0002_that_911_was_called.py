"""That 911 was called is still known once a call became a case and what was said went with it."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("calls", "0001_calls")]

    operations = [migrations.AddField("call", "help_at", models.DateTimeField(null=True))]

"""A question back says which data it asks for, by id."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("referrals", "0007_a_yes_held_by_the_database")]

    operations = [migrations.AddField("step", "wanted", models.JSONField(null=True))]

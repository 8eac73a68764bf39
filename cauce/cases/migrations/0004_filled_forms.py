"""Forms of the toolbox filled for a case."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_editions_followed")]

    operations = [
        migrations.CreateModel(
            name="FilledForm",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("tool", models.CharField(max_length=4)),
                ("version", models.PositiveIntegerField()),
                ("edition", models.CharField(max_length=12)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "draft"), ("final", "final")], default="draft", max_length=6
                    ),
                ),
                ("turn", models.PositiveIntegerField(default=1)),
                ("sealed", models.BinaryField()),
                ("made_at", models.DateTimeField()),
                ("made_by", models.CharField(max_length=40)),
                ("saved_at", models.DateTimeField()),
                ("saved_by", models.CharField(max_length=40)),
                ("finished_at", models.DateTimeField(null=True)),
                ("finished_by", models.CharField(blank=True, max_length=40)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="forms", to="cases.case"
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["case", "tool"], name="form_case_tool")]},
        )
    ]

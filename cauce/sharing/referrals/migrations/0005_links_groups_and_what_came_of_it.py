"""Links for receivers without an account, crews, and what came of a service.

SQLite rebuilds the table of referrals and drops its triggers with it: they are taken out before and
put in again after, the same as in 0002. Three empty columns and one with 0 are added: a server that
still runs the release before goes on meanwhile.
"""

from __future__ import annotations

import uuid
from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

from cauce.custody.journal.triggers import triggers

consent = import_module("cauce.sharing.referrals.migrations.0002_consent_held_by_the_database")
# PostgreSQL adds columns in place and keeps its trigger.
OFF = triggers(sqlite=consent.SQLITE_OFF, postgres=(), sqlite_off=consent.SQLITE, postgres_off=())
ON = triggers(sqlite=consent.SQLITE, postgres=(), sqlite_off=consent.SQLITE_OFF, postgres_off=())


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0002_interpreters"),
        ("offices", "0003_roles_that_end_at_once"),
        ("referrals", "0004_what_was_not_found"),
    ]

    operations = [
        OFF,
        migrations.AddField(model_name="referral", name="asked_at", field=models.DateTimeField(null=True)),
        migrations.AddField(
            model_name="referral", name="chased", field=models.PositiveSmallIntegerField(default=0)
        ),
        migrations.AddField(
            model_name="referral",
            name="former",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="again",
                to="referrals.referral",
            ),
        ),
        migrations.AddField(
            model_name="referral", name="result", field=models.CharField(blank=True, max_length=24)
        ),
        migrations.AddField(
            model_name="step", name="code", field=models.CharField(blank=True, max_length=24)
        ),
        migrations.AddField(
            model_name="step", name="places", field=models.PositiveSmallIntegerField(null=True)
        ),
        migrations.AddField(model_name="step", name="way", field=models.CharField(blank=True, max_length=10)),
        migrations.CreateModel(
            name="Group",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("others", models.PositiveSmallIntegerField(null=True)),
                ("sent_at", models.DateTimeField()),
                ("by", models.CharField(max_length=40)),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="offices.post"
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, to="directory.service"),
                ),
            ],
        ),
        migrations.AddField(
            model_name="referral",
            name="group",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="rows",
                to="referrals.group",
            ),
        ),
        migrations.CreateModel(
            name="ReplyLink",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("token", models.CharField(max_length=64)),
                ("code", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.CharField(max_length=40)),
                ("expires_at", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("views", models.PositiveSmallIntegerField(default=0)),
                ("opened_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="referrals.referral",
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["referral", "made_at"], name="reply_link_newest")]},
        ),
        ON,
    ]

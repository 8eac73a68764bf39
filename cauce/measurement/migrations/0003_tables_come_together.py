"""Editions of statistics and tables of facts were made apart; both stand before what follows."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("measurement", "0001_facts"),
        ("measurement", "0002_what_was_published_stays"),
    ]

    operations: list = []

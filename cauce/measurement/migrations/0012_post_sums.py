import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("measurement", "0011_kept_units"),
        ("offices", "0007_closed_to_whoever_is_a_party"),
    ]

    operations = [
        migrations.CreateModel(
            name="PostSums",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sums", models.JSONField()),
                (
                    "post",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="offices.post"
                    ),
                ),
            ],
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("measurement", "0010_year_estimate"),
    ]

    operations = [
        migrations.CreateModel(
            name="KeptUnits",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("indicator", models.CharField(max_length=60)),
                ("step", models.CharField(blank=True, max_length=24)),
                ("definition", models.CharField(max_length=64)),
                ("units", models.IntegerField()),
                ("known", models.DateTimeField()),
                ("facts", models.BigIntegerField()),
                ("profiles", models.BigIntegerField()),
                ("merges", models.BigIntegerField()),
                ("keys", models.BinaryField()),
                ("courses", models.BinaryField()),
                ("profile", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("indicator", "step"), name="kept_units_once")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="fact",
            index=models.Index(fields=["subject"], name="fact_subject"),
        ),
        migrations.AddIndex(
            model_name="fact",
            index=models.Index(fields=["item"], name="fact_item"),
        ),
    ]

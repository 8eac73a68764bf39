"""What a service shares, with whom and when asked: its answer and the day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directory", "0004_when_an_entry_changed_and_was_asked_about")]

    operations = [
        migrations.AddField(
            model_name="service",
            name="sharing",
            field=models.CharField(blank=True, max_length=600, null=True),
        ),
        migrations.AddField(model_name="service", name="sharing_on", field=models.DateField(null=True)),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notices", "0004_folded_notices")]

    operations = [
        migrations.AddField(
            model_name="message",
            name="about",
            field=models.CharField(blank=True, db_default="", default="", max_length=36),
        )
    ]

"""Each note of an act is bound to its act; steps are counted by what they are and when."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [
        # Added without a default, so that what is already stored keeps the seal it has.
        migrations.AddField(
            model_name="caseact", name="seal_id", field=models.UUIDField(editable=False, null=True)
        ),
        migrations.AlterField(
            model_name="caseact",
            name="seal_id",
            field=models.UUIDField(default=uuid.uuid4, editable=False, null=True),
        ),
        migrations.AddIndex(
            model_name="caseact", index=models.Index(fields=["name", "happened_at"], name="caseact_name")
        ),
    ]

"""The database itself refuses to change or remove an entry; and an index for the auditor's desk."""

from django.db import migrations, models

from cauce.custody.journal import guards


def up(apps, editor):
    # Statement by statement: a schema editor of SQLite takes no script.
    for statement in guards.statements(editor.connection.vendor):
        editor.execute(statement)


def down(apps, editor):
    guards.take_down(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["-id"], name="journal_refused", condition=models.Q(kind="refused")),
        ),
        migrations.RunPython(up, down),
    ]

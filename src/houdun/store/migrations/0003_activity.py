from django.db import migrations, models

FILL = (
    "UPDATE store_case SET active_at = COALESCE("
    "(SELECT MAX(at) FROM store_entry WHERE store_entry.case_id = store_case.id AND store_entry.kind <> 'finding'), 0)"
)


class Migration(migrations.Migration):

    # PostgreSQL makes no index on a table that the same transaction has updated: filling comes last.
    dependencies = [
        ('store', '0002_journal'),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='active_at',
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['active_at', 'id'], name='case_by_activity'),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]

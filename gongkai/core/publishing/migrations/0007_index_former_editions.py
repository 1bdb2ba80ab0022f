from django.db import migrations

from gongkai.core.publishing import jobs


def ask_the_worker(apps, schema_editor):
    """The index held the present only; a new installation has nothing to make up for."""
    editions = apps.get_model("information", "Edition").objects.using(schema_editor.connection.alias)
    if editions.filter(ended_at__isnull=False).exists():
        jobs.index_former_editions()


class Migration(migrations.Migration):
    """The search goes back to earlier days: what was public then is indexed by the worker."""

    dependencies = [
        ("publishing", "0006_moved_documents"),
        ("information", "0010_recycle_bin"),
        ("search", "0004_former_versions"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]
    operations = [migrations.RunPython(ask_the_worker, migrations.RunPython.noop)]

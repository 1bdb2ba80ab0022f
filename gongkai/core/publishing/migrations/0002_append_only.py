from django.db import migrations

from gongkai.foundation.audit.append_only import protect


class Migration(migrations.Migration):
    """The publication log is only added to."""

    dependencies = [("publishing", "0001_initial"), ("audit", "0002_append_only")]
    operations = [protect(["publishing_publicationentry"])]

from django.db import migrations

from gongkai.foundation.audit.append_only import protect


class Migration(migrations.Migration):
    """What happened to a limit, and how a deadline moved, is only added to."""

    dependencies = [("deadlines", "0001_initial"), ("audit", "0002_append_only")]
    operations = [protect(["deadlines_courseevent", "deadlines_deadlinemove"])]

from django.db import migrations

from gongkai.foundation.audit.append_only import protect


class Migration(migrations.Migration):
    """Versions of powers and examinations of entries are only added."""

    dependencies = [("powers", "0001_initial"), ("audit", "0002_append_only")]
    operations = [protect(["powers_powerversion", "powers_entryexamination"])]

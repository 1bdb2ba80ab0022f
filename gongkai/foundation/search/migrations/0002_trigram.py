from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    """pg_trgm: with it `gongkai check` and every start see whether the database's locale reads Chinese."""

    dependencies = [("search", "0001_initial")]
    operations = [TrigramExtension()]

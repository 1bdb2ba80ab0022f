from __future__ import annotations

from django.db import migrations, models

import gongkai.kernel.ids


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0005_what_was_public_is_version_one")]

    operations = [
        migrations.AlterField(
            model_name="catalogue",
            name="public_id",
            field=models.CharField(
                default=gongkai.kernel.ids.new_public_id, editable=False, max_length=12, unique=True
            ),
        ),
        migrations.AddConstraint(
            model_name="catalogueitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("inherits__isnull", True), ("relation", "adds")),
                    models.Q(("inherits__isnull", False), models.Q(("relation", "adds"), _negated=True)),
                    _connector="OR",
                ),
                name="catalogue_item_relation_fits",
            ),
        ),
    ]

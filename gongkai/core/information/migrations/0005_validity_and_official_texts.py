from django.db import migrations, models

import gongkai.kernel.clock


class Migration(migrations.Migration):
    """Lists of what is in force and what lapses; official texts that local copies are compared with."""

    dependencies = [("information", "0004_time_of_publication")]

    operations = [
        migrations.CreateModel(
            name="OfficialText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200, verbose_name="名称")),
                ("title_key", models.CharField(max_length=200)),
                ("number", models.CharField(blank=True, max_length=100, verbose_name="文号")),
                ("version_on", models.DateField(verbose_name="公布或修订日期")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="出处")),
                ("loaded_by", models.CharField(max_length=80, verbose_name="载入人")),
                (
                    "loaded_at",
                    models.DateTimeField(default=gongkai.kernel.clock.now, editable=False, verbose_name="载入时间"),
                ),
            ],
            options={
                "ordering": ["title", "-version_on"],
                "indexes": [models.Index(fields=["number"], name="information_official_number")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("title_key", "version_on"),
                        name="information_official_once",
                        violation_error_message="清单里已有同一名称、同一日期的正式文本。",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(("validity", ""), _negated=True), fields=["validity"], name="information_valid"
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(("lapses_on__isnull", False)), fields=["lapses_on"], name="information_lapsing"
            ),
        ),
        migrations.AddIndex(
            model_name="validitychange",
            index=models.Index(fields=["on"], name="information_validity_on"),
        ),
    ]

import django.contrib.postgres.fields
import django.db.models.deletion
import gongkai.kernel.clock
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("information", "0014_processing"),
    ]

    operations = [
        migrations.CreateModel(
            name="SourceReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("filename", models.CharField(max_length=180, verbose_name="文件名")),
                ("lines", models.JSONField(default=list, verbose_name="读入的内容")),
                (
                    "notes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="请留意",
                    ),
                ),
                ("read_by", models.CharField(max_length=80, verbose_name="读入人")),
                ("read_at", models.DateTimeField(default=gongkai.kernel.clock.now, verbose_name="读入时间")),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="source_reading",
                        to="information.edition",
                    ),
                ),
            ],
        ),
    ]

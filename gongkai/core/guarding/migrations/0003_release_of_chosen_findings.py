import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("guarding", "0002_types_of_columns"),
    ]

    operations = [
        migrations.AddField(
            model_name="release",
            name="scope",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=110), default=list, size=None, verbose_name="范围"
            ),
        ),
        migrations.AddField(
            model_name="release",
            name="covers",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=300), default=list, size=None, verbose_name="范围说明"
            ),
        ),
    ]

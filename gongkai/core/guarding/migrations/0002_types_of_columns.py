from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("guarding", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="scan",
            name="columns",
            field=models.JSONField(null=True, verbose_name="各列的信息类型"),
        ),
    ]

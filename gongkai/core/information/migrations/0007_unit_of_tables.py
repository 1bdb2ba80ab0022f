from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("information", "0006_openness_and_secrecy"),
    ]

    operations = [
        migrations.AddField(
            model_name="editiontable",
            name="unit",
            field=models.CharField(blank=True, max_length=10, verbose_name="单位"),
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('information', '0012_withheld_parts_of_tables'),
    ]

    operations = [
        migrations.AddField(
            model_name='attachment',
            name='is_source',
            field=models.BooleanField(default=False, verbose_name='原件'),
        ),
    ]

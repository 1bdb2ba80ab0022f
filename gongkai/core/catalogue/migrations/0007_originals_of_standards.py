import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0006_versions_whole'),
        ('storage', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='standard',
            name='file',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='storage.storedfile'),
        ),
        migrations.AddField(
            model_name='standard',
            name='file_name',
            field=models.CharField(blank=True, max_length=200, verbose_name='文件名'),
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('publishing', '0004_catalogue_versions_in_the_log'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='publicationentry',
            name='publishing_log_once',
        ),
        migrations.AddField(
            model_name='publicationentry',
            name='occasion',
            field=models.CharField(blank=True, max_length=40, verbose_name='事由'),
        ),
        migrations.AlterField(
            model_name='publicationentry',
            name='action',
            field=models.CharField(choices=[('published', '发布'), ('corrected', '更正'), ('withdrawn', '撤下'), ('ended', '公示期满'), ('validity', '有效性变更'), ('adjusted', '调整')], max_length=12, verbose_name='动作'),
        ),
        migrations.AddConstraint(
            model_name='publicationentry',
            constraint=models.UniqueConstraint(fields=('document_public_id', 'edition_number', 'action', 'occasion'), name='publishing_log_once'),
        ),
    ]

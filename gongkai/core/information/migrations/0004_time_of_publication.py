from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0006_versions_whole'),
        ('information', '0003_pictures_and_earlier_texts'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='document',
            name='hides_history',
            field=models.BooleanField(default=False, verbose_name='历史内容不再展示'),
        ),
        migrations.AddField(
            model_name='edition',
            name='schedule_fault',
            field=models.TextField(blank=True, verbose_name='未能定时发布的原因'),
        ),
        migrations.AddField(
            model_name='edition',
            name='signed_revision',
            field=models.PositiveIntegerField(null=True, verbose_name='签发时的修订号'),
        ),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(condition=models.Q(('published_at__isnull', False)), fields=['-published_at', '-id'], name='information_as_of'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('hides_history', False), ('first_published_at__isnull', False), _connector='OR'), name='information_hidden_was_public'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(('schedule_fault', ''), ('publish_at__isnull', True), _connector='OR'), name='information_failed_schedule_is_cleared'),
        ),
    ]

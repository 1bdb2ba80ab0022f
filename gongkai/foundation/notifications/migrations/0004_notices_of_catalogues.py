from django.db import migrations, models

_KINDS = [
    ('deadline_moved', '期限变动'),
    ('publication', '发布'),
    ('review', '审批'),
    ('catalogue', '标准目录'),
]


class Migration(migrations.Migration):

    dependencies = [
        ('notifications', '0003_notices_of_reviews'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='notice',
            name='notice_kind_known',
        ),
        migrations.AlterField(
            model_name='notice',
            name='kind',
            field=models.CharField(choices=_KINDS, max_length=20, verbose_name='类别'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', [kind for kind, _ in _KINDS])), name='notice_kind_known'),
        ),
    ]

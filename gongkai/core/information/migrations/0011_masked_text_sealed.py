"""What drafts said before they were masked lies encrypted; what lay in plain is given up, and with it the way
back for drafts masked before."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('information', '0010_recycle_bin'),
    ]

    operations = [
        migrations.RunSQL('DELETE FROM information_maskedtext', 'DELETE FROM information_maskedtext'),
        migrations.RemoveField(model_name='maskedtext', name='texts'),
        migrations.RemoveField(model_name='maskedtext', name='tables'),
        migrations.RemoveField(model_name='maskedtext', name='revision'),
        migrations.AddField(
            model_name='maskedtext',
            name='sealed',
            field=models.TextField(default='', verbose_name='脱敏前的内容（加密）'),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name='maskedtext',
            constraint=models.CheckConstraint(condition=models.Q(('sealed__startswith', 'gAAAAA')), name='information_masked_text_sealed'),
        ),
    ]

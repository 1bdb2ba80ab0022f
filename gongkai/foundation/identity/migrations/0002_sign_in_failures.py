from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('identity', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='SignInFailure',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('address', models.CharField(max_length=64, verbose_name='网络地址')),
                ('at', models.DateTimeField(verbose_name='时间')),
            ],
            options={
                'indexes': [models.Index(fields=['address', '-at'], name='sign_in_failure_newest'), models.Index(fields=['at'], name='sign_in_failure_at')],
            },
        ),
    ]

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Days and notices belong to a version and to nothing else."""

    dependencies = [("calendars", "0003_first_versions")]

    operations = [
        # with a default, so that the step can be taken back
        migrations.AlterField("calendarnotice", "year", models.PositiveSmallIntegerField(default=0)),
        migrations.RemoveField("calendarnotice", "year"),
        migrations.RemoveField("calendarnotice", "provisional"),
        migrations.AlterField(
            "calendarnotice",
            "version",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notices",
                to="calendars.calendarversion",
            ),
        ),
        migrations.AlterField(
            "calendarday",
            "version",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="days",
                to="calendars.calendarversion",
            ),
        ),
        migrations.AlterField(
            "calendarday",
            "notice",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="days",
                to="calendars.calendarnotice",
                verbose_name="依据",
            ),
        ),
        migrations.AddConstraint(
            "calendarnotice",
            models.UniqueConstraint(
                fields=("version", "number"),
                name="calendar_notice_once",
                violation_error_message="同一年份重复列出了同一文号的通知。",
            ),
        ),
        migrations.AddConstraint(
            "calendarnotice",
            models.UniqueConstraint(fields=("version", "position"), name="calendar_notice_in_order"),
        ),
        migrations.AddConstraint(
            "calendarday",
            models.UniqueConstraint(fields=("version", "on"), name="calendar_day_once"),
        ),
    ]

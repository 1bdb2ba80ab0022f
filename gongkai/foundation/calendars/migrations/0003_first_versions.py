from django.db import migrations


def number_what_is_there(apps, schema_editor):
    """Every year that is loaded becomes the first version of itself."""
    Version = apps.get_model("calendars", "CalendarVersion")
    Notice = apps.get_model("calendars", "CalendarNotice")
    Day = apps.get_model("calendars", "CalendarDay")
    for year in sorted(set(Notice.objects.values_list("year", flat=True))):
        notices = Notice.objects.filter(year=year)
        version = Version.objects.create(
            year=year,
            number=1,
            origin="shipped",
            provisional=not notices.filter(provisional=False).exists(),
            loaded_by="版本升级",
        )
        Day.objects.filter(notice__in=notices).update(version=version)
        notices.update(version=version)


def keep_the_current_ones(apps, schema_editor):
    """Back to one arrangement a year: what was superseded goes, years and flags return to the notices."""
    Version = apps.get_model("calendars", "CalendarVersion")
    Notice = apps.get_model("calendars", "CalendarNotice")
    Day = apps.get_model("calendars", "CalendarDay")
    old = Version.objects.filter(superseded_at__isnull=False)
    Day.objects.filter(version__in=old).delete()
    Notice.objects.filter(version__in=old).delete()
    for version in Version.objects.filter(superseded_at__isnull=True):
        Notice.objects.filter(version=version).update(year=version.year, provisional=version.provisional)


class Migration(migrations.Migration):
    dependencies = [("calendars", "0002_versions")]
    operations = [migrations.RunPython(number_what_is_there, keep_the_current_ones)]

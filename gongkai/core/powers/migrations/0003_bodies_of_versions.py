import django.db.models.deletion
from django.db import migrations, models

_FILL = """
ALTER TABLE powers_powerversion DISABLE TRIGGER powers_powerversion_append_only;
UPDATE powers_powerversion AS version SET body_id = COALESCE(
    (SELECT body.id FROM organisations_publicbody AS body
        WHERE body.id = power.body_id AND body.name = version.body_name),
    (SELECT named.body_id FROM organisations_bodyname AS named
        JOIN organisations_publicbody AS body ON body.id = named.body_id
        WHERE named.name = version.body_name AND body.division_id = power.division_id
        ORDER BY (named.valid_from IS NULL OR named.valid_from <= version.effective_on) DESC,
            named.valid_from DESC NULLS LAST
        LIMIT 1),
    power.body_id
) FROM powers_poweritem AS power WHERE power.id = version.power_id;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE powers_powerversion ENABLE TRIGGER powers_powerversion_append_only;
"""


class Migration(migrations.Migration):
    """A version says which body exercised the power, so that lists of earlier days can be told by body.

    For versions from before, the body is found by the name that they keep.
    """

    dependencies = [
        ("powers", "0002_append_only"),
        ("organisations", "0001_initial"),
    ]
    operations = [
        migrations.AddField(
            model_name="powerversion",
            name="body",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.publicbody",
                verbose_name="行使主体",
            ),
        ),
        migrations.RunSQL(_FILL, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="powerversion",
            name="body",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.publicbody",
                verbose_name="行使主体",
            ),
        ),
        migrations.AlterField(
            model_name="powerversion",
            name="body_name",
            field=models.CharField(max_length=100, verbose_name="行使主体名称"),
        ),
        migrations.AddIndex(
            model_name="powerversion",
            index=models.Index(fields=["power", "-effective_on", "-number"], name="power_version_on_day"),
        ),
    ]

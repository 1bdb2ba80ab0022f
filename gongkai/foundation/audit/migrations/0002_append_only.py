from django.db import migrations

from gongkai.foundation.audit.append_only import protect

CLOCK = """
CREATE OR REPLACE FUNCTION audit_event_clock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.at := clock_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER audit_event_clock BEFORE INSERT ON audit_auditevent
    FOR EACH ROW EXECUTE FUNCTION audit_event_clock();
"""
UNDO = """
DROP TRIGGER IF EXISTS audit_event_clock ON audit_auditevent;
DROP FUNCTION IF EXISTS audit_event_clock();
"""


class Migration(migrations.Migration):
    """Rows cannot be changed, and their time is the database's own and not the application's."""

    dependencies = [("audit", "0001_initial")]
    operations = [
        protect(["audit_auditevent", "audit_auditseal", "audit_auditleaf"]),
        migrations.RunSQL(sql=CLOCK, reverse_sql=UNDO),
    ]

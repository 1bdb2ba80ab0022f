from __future__ import annotations

from django.db import migrations

SCANNED = """
CREATE FUNCTION information_published_is_scanned() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    proved guarding_proof%ROWTYPE;
BEGIN
    -- what an old site had published is scanned line by line before it is moved
    IF TG_OP = 'INSERT' AND EXISTS (
        SELECT FROM information_document WHERE id = NEW.document_id AND origin = 'imported'
    ) THEN
        RETURN NULL;
    END IF;
    SELECT * INTO proved FROM guarding_proof
        WHERE subject_type = 'information.edition' AND subject_id = NEW.id ORDER BY id DESC LIMIT 1;
    IF proved.id IS NULL OR proved.text_digest <> encode(sha256(convert_to(
        NEW.title || chr(10) || NEW.summary || chr(10) || NEW.body_html, 'UTF8')), 'hex')
    THEN
        RAISE EXCEPTION '版本 % 的标题、概述和正文没有经过个人信息检查', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'information_published_is_scanned',
                  TABLE = TG_TABLE_NAME;
    END IF;
    IF EXISTS (
        SELECT FROM information_attachment
        WHERE edition_id = NEW.id AND is_public AND NOT file_id = ANY (proved.files)
    ) THEN
        RAISE EXCEPTION '版本 % 有附件没有经过个人信息检查', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'information_published_is_scanned',
                  TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER information_edition_scanned_new AFTER INSERT ON information_edition
    FOR EACH ROW WHEN (NEW.state = 'published') EXECUTE FUNCTION information_published_is_scanned();
CREATE TRIGGER information_edition_scanned AFTER UPDATE OF state ON information_edition
    FOR EACH ROW WHEN (NEW.state = 'published' AND OLD.state IS DISTINCT FROM 'published')
    EXECUTE FUNCTION information_published_is_scanned();
"""
"""No command and no hand in the database publishes a text or a file that nobody has scanned."""

NOT_SCANNED = """
DROP TRIGGER information_edition_scanned ON information_edition;
DROP TRIGGER information_edition_scanned_new ON information_edition;
DROP FUNCTION information_published_is_scanned();
"""


class Migration(migrations.Migration):

    dependencies = [
        ("information", "0008_public_copies_and_rescans"),
        ("guarding", "0001_initial"),
    ]

    operations = [migrations.RunSQL(sql=SCANNED, reverse_sql=NOT_SCANNED)]

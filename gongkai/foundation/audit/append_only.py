"""Tables to which rows are only added: the database itself refuses everything else."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import migrations

_FUNCTION = """
CREATE OR REPLACE FUNCTION gongkai_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% 只能追加，不能修改、删除或清空', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
"""

_TRIGGERS = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION gongkai_append_only();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION gongkai_append_only();
"""

_UNDO = """
DROP TRIGGER IF EXISTS {table}_append_only ON {table};
DROP TRIGGER IF EXISTS {table}_no_truncate ON {table};
"""


def protect(tables: Sequence[str]) -> migrations.RunSQL:
    """A migration step that makes `tables` append-only: UPDATE, DELETE and TRUNCATE are refused."""
    return migrations.RunSQL(
        sql=_FUNCTION + "".join(_TRIGGERS.format(table=table) for table in tables),
        reverse_sql="".join(_UNDO.format(table=table) for table in tables),
    )

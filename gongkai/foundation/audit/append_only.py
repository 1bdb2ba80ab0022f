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


_FINAL_FUNCTION = """
CREATE OR REPLACE FUNCTION gongkai_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(OLD) ->> TG_ARGV[0] IS NOT NULL THEN
        RAISE EXCEPTION '% 办结后只能查阅，不能修改或删除', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""


def protect_once_set(table: str, column: str) -> migrations.RunSQL:
    """A migration step after which a row of `table` is final once `column` has a value."""
    return migrations.RunSQL(
        sql=_FINAL_FUNCTION + f"CREATE TRIGGER {table}_final BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION gongkai_final('{column}');",
        reverse_sql=f"DROP TRIGGER IF EXISTS {table}_final ON {table};",
    )

"""`gongkai check`: is this installation well? One line for each question."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import disk_usage

import click
from cryptography.fernet import Fernet
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from gongkai.core.information.rules.kinds import declaration_faults
from gongkai.edges.cli import output
from gongkai.foundation.audit import queries as audit
from gongkai.foundation.calendars import queries as calendars
from gongkai.foundation.outbox import queries as outbox
from gongkai.kernel import clock
from gongkai.reference.errors import ReferenceDataError
from gongkai.reference.information_kinds import FOLDER_VARIABLE, information_kinds
from gongkai.runtime.postgres import check_chinese_similarity
from gongkai.runtime.problem import RuntimeProblem

_OLDEST_SERVER, _NEWEST_SERVER = 15, 18
_CLOCK_TOLERANCE = timedelta(seconds=30)
_LEAST_FREE = 2 * 1024**3
_LONGEST_BACKLOG = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Finding:
    """`advice` is empty when all is well."""

    text: str
    advice: str = ""


@click.command(help="检查本机的设置、数据库、存储、时钟、日历和后台任务，逐项给出结论和办法。")
def check() -> None:
    """Exit code 1 when anything needs doing."""
    findings = list(_findings())
    for finding in findings:
        if finding.advice:
            output.problem(finding.text, f"办法：{finding.advice}")
        else:
            output.done(finding.text)
    wrong = sum(bool(finding.advice) for finding in findings)
    if wrong:
        output.remark(f"共{len(findings)}项，{wrong}项需要处理。")
        sys.exit(1)
    output.remark(f"共{len(findings)}项，全部正常。")


def _findings() -> Iterator[Finding]:
    yield from _settings()
    yield from _storage()
    yield _kinds()
    try:
        connection.ensure_connection()
    except Exception as error:
        yield Finding(f"数据库连接不上：{str(error).splitlines()[0]}", "先启动数据库，或核对 DATABASE_URL。")
        return
    for question in (_server, _chinese, _migrations, _clock, _calendar, _deliveries, _seals):
        yield question()


def _kinds() -> Finding:
    """The kinds of information, an office's own among them: read, and every check of theirs known."""
    try:
        kinds = information_kinds()
    except ReferenceDataError as error:
        return Finding(error.message, f"改正该文件；本单位自己的类型放在 {FOLDER_VARIABLE} 所指的文件夹里。")
    faults = [fault for kind in kinds.values() for fault in declaration_faults(kind)]
    if faults:
        return Finding(f"信息类型：{faults[0]}", "改正该文件中的校验；可用的校验见 docs/reference-data.md。")
    return Finding(f"信息类型：{len(kinds)}种")


def _settings() -> Iterator[Finding]:
    hosts = [host for host in settings.ALLOWED_HOSTS if host not in {"localhost", "127.0.0.1", "[::1]"}]
    if "*" in hosts:
        yield Finding("允许任意域名访问。", "在 GONGKAI_HOSTS 中只写本单位的域名。")
    elif hosts and not settings.HTTPS:
        yield Finding("网站没有启用 HTTPS。", "配置证书后设 GONGKAI_HTTPS=true，登录口令才不会明文传输。")
    else:
        yield Finding("设置：域名和安全选项正常")
    try:
        for key in settings.FIELD_ENCRYPTION_KEY.split(","):
            Fernet(key.strip())
    except ValueError:
        yield Finding("字段加密密钥格式不对。", "从备份恢复 GONGKAI_FIELD_KEY，不要新建：旧数据将无法解开。")


def _storage() -> Iterator[Finding]:
    root = Path(settings.FILES_ROOT)
    try:
        root.mkdir(parents=True, exist_ok=True)
        probe = root / ".probe"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        yield Finding(f"存储：{root} 不能写入（{error.strerror}）。", "检查文件夹的属主、权限和磁盘。")
        return
    free = disk_usage(root).free
    if free < _LEAST_FREE:
        yield Finding(f"存储：剩余空间只有 {free // 1024**2} MB。", "清理或扩容，至少留 2 GB。")
    else:
        yield Finding(f"存储：可写，剩余 {free // 1024**3} GB")


def _server() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        version = int(cursor.fetchone()[0]) // 10_000
    if not _OLDEST_SERVER <= version <= _NEWEST_SERVER:
        return Finding(f"数据库版本是 {version}。", "使用 PostgreSQL 15 至 18。")
    return Finding(f"数据库：PostgreSQL {version}")


def _chinese() -> Finding:
    try:
        check_chinese_similarity(connection.connection)
    except RuntimeProblem as problem:
        return Finding(problem.message, problem.advice)
    return Finding("数据库的中文支持正常")


def _migrations() -> Finding:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return Finding(f"数据库结构落后{len(waiting)}步。", "运行 gongkai migrate。")
    return Finding("数据库结构是最新的")


def _clock() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        row = cursor.fetchone()
    difference = abs(datetime.now(UTC) - row[0])
    if difference > _CLOCK_TOLERANCE:
        seconds = difference.total_seconds()
        return Finding(
            f"本机与数据库的时钟相差 {seconds:.0f} 秒。", "启用时间同步（NTP）：发布时间和期限以它为准。"
        )
    return Finding("时钟：本机与数据库一致")


def _calendar() -> Finding:
    year = clock.today().year
    if calendars.year_is_provisional(year):
        return Finding(f"没有{year}年的放假安排，期限只能暂按周末推算。", "运行 gongkai load-reference。")
    return Finding(f"日历：{year}年放假安排已载入")


def _deliveries() -> Finding:
    backlog = outbox.backlog()
    if backlog.dead:
        return Finding(
            f"投递：{backlog.dead}个事件多次投递失败。", "在工作台“投递失败”中查看原因并重新投递。"
        )
    if backlog.oldest is not None and clock.now() - backlog.oldest > _LONGEST_BACKLOG:
        return Finding(f"投递：{backlog.waiting}个事件在等待，最早的已超过10分钟。", "启动 gongkai worker。")
    return Finding("投递：没有积压")


def _seals() -> Finding:
    waiting = audit.unsealed().filter(at__lt=clock.now() - _LONGEST_BACKLOG).count()
    if waiting:
        return Finding(
            f"审计：{waiting}条记录超过10分钟没有封存。", "启动 gongkai worker，或运行 gongkai audit seal。"
        )
    return Finding("审计：记录都已封存")

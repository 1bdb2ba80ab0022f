"""What the server's own words mean for the operator."""

from __future__ import annotations

from pathlib import Path

from gongkai.runtime.problem import RuntimeProblem

_LINES_SHOWN = 12
_KNOWN: tuple[tuple[str, str, str], ...] = (
    (
        "No space left on device",
        "磁盘已满，数据库不能写入。",
        "腾出空间后重试；已保存的数据没有丢失。不要删除数据库文件夹里的任何文件。",
    ),
    (
        "Disk quota exceeded",
        "磁盘配额已用完，数据库不能写入。",
        "请系统管理员提高配额后重试；已保存的数据没有丢失。",
    ),
    (
        "incompatible with server",
        "数据库文件与当前 PostgreSQL 程序的版本不合。",
        "用 PG_BIN_DIR 指到原来版本的程序；或用原版本导出（pg_dump）后再导入新库。",
    ),
    (
        "could not locate a valid checkpoint record",
        "数据库文件不完整，不能恢复。",
        "先把整个数据库文件夹复制一份留存，再从最近的备份恢复；不要运行 pg_resetwal。",
    ),
    (
        "invalid locale name",
        "系统没有 C.UTF-8 语言环境，数据库不能正确处理中文。",
        "安装系统的 C.UTF-8 语言环境（glibc 2.35 以上自带），或用 DATABASE_URL 连接已有的 PostgreSQL。",
    ),
    (
        "could not create shared memory segment",
        "系统不给数据库共享内存。",
        "增大系统共享内存限制（容器里加 --shm-size=256m），或关闭一些程序后重试。",
    ),
    (
        "Cannot allocate memory",
        "内存不足，数据库不能启动。",
        "关闭一些程序后重试；至少需要 512 MB 空闲内存。",
    ),
    (
        "pre-existing shared memory block",
        "上一次的数据库进程还没有退完。",
        "等几秒再启动；仍不行时重启机器。数据没有丢失。",
    ),
    (
        'lock file "postmaster.pid" already exists',
        "这个数据库文件夹正被另一个 PostgreSQL 使用。",
        "停止那个 PostgreSQL 后重试。",
    ),
    ("Address already in use", "数据库要用的端口或套接字被占用。", "停止占用它的程序后重试。"),
    (
        "has invalid permissions",
        "数据库文件夹的权限过宽。",
        "把数据库文件夹的权限改为只有所有者可读写（chmod 700）。",
    ),
    ("has wrong ownership", "数据库文件夹的所有者不对。", "把数据库文件夹改归运行它的账户（chown -R）。"),
    ("Permission denied", "数据库进程没有权限读写它的文件。", "检查数据库文件夹的所有者和权限。"),
    ("Read-only file system", "数据库所在的磁盘是只读的。", "检查磁盘是否有故障、是否以只读方式挂载。"),
)


def explain(words: str, happening: str, log: Path | None = None) -> RuntimeProblem:
    """A problem for `words` (what a server program said), while `happening` (Chinese) was under way."""
    for needle, message, advice in _KNOWN:
        if needle in words:
            return RuntimeProblem(f"{happening}：{message}", advice + _see(log))
    last = "\n".join(f"    {line}" for line in words.strip().splitlines()[-_LINES_SHOWN:])
    return RuntimeProblem(
        f"{happening}，原因不明。数据库的最后几行记录：\n{last}",
        "数据没有被改动。请按上面的记录排查" + (f"，或查看 {log}。" if log else "。"),
    )


def _see(log: Path | None) -> str:
    return f"（详见 {log}）" if log else ""

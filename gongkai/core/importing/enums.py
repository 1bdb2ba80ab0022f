from __future__ import annotations

from django.db.models import TextChoices

from gongkai.foundation.access.enums import Role


class ImportingTag(TextChoices):
    RUN_OPEN = "importing.run.open", "新建迁移"
    ARCHIVE_RECEIVE = "importing.archive.receive", "上传迁移材料"
    RUN_MAP = "importing.run.map", "设定字段对应"
    RUN_CHECK = "importing.run.check", "试运行"
    RUN_START = "importing.run.start", "开始迁移"
    RUN_PAUSE = "importing.run.pause", "暂停迁移"
    RUN_RESUME = "importing.run.resume", "继续迁移"
    RUN_CANCEL = "importing.run.cancel", "终止迁移"
    BATCH_CHECK = "importing.batch.check", "试运行一批"
    BATCH_WRITE = "importing.batch.write", "迁移入库一批"
    BATCH_INDEX = "importing.batch.index", "迁移信息建检索"


class RunState(TextChoices):
    PREPARING = "preparing", "设定对应中"
    CHECKING = "checking", "试运行中"
    CHECKED = "checked", "已试运行"
    RUNNING = "running", "迁移中"
    PAUSED = "paused", "已暂停"
    INDEXING = "indexing", "正在建检索"
    DONE = "done", "已完成"
    CANCELLED = "cancelled", "已终止"


WORKING = (RunState.CHECKING, RunState.RUNNING, RunState.INDEXING)
"""States in which the background goes on by itself."""


class Field(TextChoices):
    """What a column of the old site may be."""

    TITLE = "title", "标题"
    BODY = "body", "发布机构"
    COLUMN = "column", "栏目"
    PUBLISHED = "published", "发布日期"
    WRITTEN_ON = "written_on", "成文日期"
    DOCUMENT_NUMBER = "document_number", "发文字号"
    INDEX_NUMBER = "index_number", "索引号"
    SUBJECT = "subject", "主题分类"
    GENRE = "genre", "体裁"
    KEYWORDS = "keywords", "关键词"
    SUMMARY = "summary", "内容概述"
    VALIDITY = "validity", "有效性"
    CONTENT = "content", "正文"
    CONTENT_FILE = "content_file", "正文文件"
    ATTACHMENTS = "attachments", "附件文件"
    OLD_ADDRESS = "old_address", "原网址"


class Phase(TextChoices):
    CHECK = "check", "试运行"
    IMPORT = "import", "迁移"


IMPORTERS = frozenset({Role.OPEN_AFFAIRS_OFFICE})
"""Who answers for what an old site showed."""

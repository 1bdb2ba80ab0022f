"""The demonstration county, step by step. Each step finds what an interrupted run has left and goes on."""

from __future__ import annotations

import time

from gongkai.demonstration import county
from gongkai.edges.cli import output
from gongkai.edges.cli.demonstration.catalogue_versions import load_catalogues
from gongkai.edges.cli.demonstration.documents import load_documents
from gongkai.edges.cli.demonstration.lists import load_matrix, load_negative_list, load_powers
from gongkai.edges.cli.demonstration.structure import load_accounts, load_structure
from gongkai.foundation.audit import commands as audit
from gongkai.foundation.outbox import commands as outbox


def load_demonstration() -> None:
    """Load what is not there yet; a complete county is recognised in well under a second."""
    began = time.monotonic()
    plan = county()
    keys = load_structure(plan)
    load_accounts(plan, keys)
    load_catalogues(plan, keys)
    load_matrix(plan, keys)
    load_negative_list(plan, keys)
    load_powers(plan, keys)
    added = load_documents(plan, keys)
    outbox.deliver_all()
    audit.seal_pending()
    seconds = time.monotonic() - began
    news = f"，本次新增文件{added}份，用时{seconds:.0f}秒" if added else ""
    output.done(f"演示县已就绪：{len(plan.bodies)}个单位，{len(plan.accounts)}个账号{news}")

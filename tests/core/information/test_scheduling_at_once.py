"""Several workers at the moment of a scheduled publication, with real transactions.

Apart from the other tests of scheduling, whose county stands in the database until their file ends.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from gongkai.core.information import commands, queries
from gongkai.foundation.access.enums import Role
from gongkai.foundation.audit.models import AuditEvent
from gongkai.kernel import clock
from tests import factories as make
from tests.at_once import at_once
from tests.core.information.test_scheduling import AT, NOW, account, schedule, signed


@pytest.mark.django_db(transaction=True)
def test_two_workers_publish_once() -> None:
    with clock.frozen(NOW - timedelta(days=30)):
        county = make.make_county()
    held = account(county.bureau, "approver1", Role.APPROVER)
    edition = schedule(held, signed(county))

    def publish() -> bool:
        with clock.frozen(AT):
            return commands.publish_scheduled(edition.pk)

    assert sorted(at_once([publish, publish, publish])) == [False, False, True]
    assert AuditEvent.objects.filter(tag="information.edition.publish").count() == 1
    assert queries.publications_due(AT) == []

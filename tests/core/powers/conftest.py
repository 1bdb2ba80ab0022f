"""A county with powers, and the people who keep, sort and confirm them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from gongkai.core.powers import commands, queries
from gongkai.core.powers.enums import Ground, Openness, PowerList, PowerType
from gongkai.core.powers.models import LinkInformation, NegativeListEntry, PowerItem
from gongkai.core.powers.rules import InformationFields
from gongkai.core.powers.rules.powers import PowerFields
from gongkai.foundation.access.enums import Role
from gongkai.kernel.actor import Actor
from tests import factories as make
from tests.factories import County

START = date(2026, 1, 5)
REASON = "云政发〔2026〕8号"


@dataclass(frozen=True)
class Lists:
    """What the tests of powers start from."""

    county: County
    office: Actor
    editor: Actor

    def power(self, name: str = "最低生活保障审核确认", code: str = "0730001", **given: object) -> PowerItem:
        values = {
            "type": PowerType.PAYMENT.value,
            "basis": ("《社会救助暂行办法》第十一条",),
            "duties": "受理、审核、公示、决定",
            **given,
        }
        return commands.create_power(
            actor=self.office,
            body_id=self.county.bureau.pk,
            list_kind=PowerList.POWERS,
            given=PowerFields(code=code, name=name, **values),
            effective_on=START,
            reason=REASON,
        )

    def entry(self, matter: str = "申请人家庭经济状况", **given: object) -> NegativeListEntry:
        values = {
            "ground": Ground.PRIVACY,
            "basis": "《社会救助暂行办法》第六十一条",
            "valid_from": START,
            **given,
        }
        return commands.add_entry(
            actor=self.office,
            division_id=self.county.division.pk,
            body_id=self.county.bureau.pk,
            matter=matter,
            **values,
        )

    def laid_out(self, **given: object) -> PowerItem:
        """A power with the usual links of its type, nothing sorted yet."""
        return commands.lay_out_links(actor=self.editor, power_id=self.power(**given).pk)

    def information(self, power: PowerItem) -> list[LinkInformation]:
        return [row for link in queries.links_of(power.pk) for row in link.information.all()]

    def sort(self, row: LinkInformation, **given: object) -> LinkInformation:
        """Proactively open under the county's first item, unless told otherwise."""
        values = {"openness": Openness.PROACTIVE.value, "item_id": self.county.item.pk, **given}
        return commands.save_information(
            actor=self.editor,
            link_id=row.link_id,
            information_id=row.pk,
            given=InformationFields(name=row.name, **values),
        )

    def sorted_power(self, **given: object) -> PowerItem:
        power = self.laid_out(**given)
        for row in self.information(power):
            self.sort(row)
        return power


@pytest.fixture
def lists(county: County) -> Lists:
    return Lists(
        county,
        office=make.make_actor(Role.OPEN_AFFAIRS_OFFICE, county.division),
        editor=county.person(Role.DEPARTMENT_EDITOR),
    )


@pytest.fixture(autouse=True)
def own_files(settings: object, tmp_path: Path) -> Iterator[None]:
    settings.FILES_ROOT = tmp_path
    yield

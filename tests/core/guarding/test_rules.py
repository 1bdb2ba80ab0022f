"""The rules by version, and everything public scanned anew under them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from click.testing import CliRunner

from gongkai.core.guarding import commands as guarding
from gongkai.core.guarding import queries
from gongkai.core.guarding.enums import GuardingTag
from gongkai.core.guarding.models import RuleVersion
from gongkai.core.guarding.rules import NOTE_LENGTH, LossesUnconfirmed
from gongkai.core.information import commands
from gongkai.core.information import queries as information
from gongkai.core.information.models import Edition, Rescan
from gongkai.edges.cli.scanning import scan
from gongkai.foundation.access.enums import Role
from gongkai.foundation.audit.models import AuditEvent
from gongkai.kernel import clock
from gongkai.kernel.errors import Conflict, InvalidInput
from gongkai.text.personal_information import default_rules, shipped_text
from gongkai.text.personal_information.samples import samples
from tests import factories as make
from tests.core.guarding.changed_rules import BLOCKS, PLATES, without
from tests.factories import County

NUMBER = samples()["id_card"]
ADMINISTRATOR = make.make_actor(Role.SYSTEM_ADMINISTRATOR)


def put(**changes: object) -> RuleVersion:
    inputs = {"text": shipped_text(), "note_text": "照产品自带的规则。", **changes}
    return guarding.put_rules(actor=ADMINISTRATOR, **inputs)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_before_the_first_version_the_rules_of_the_product_hold() -> None:
    assert queries.rules_in_force().version == default_rules().version


@pytest.mark.django_db
def test_a_version_holds_from_its_day() -> None:
    tomorrow = clock.today() + timedelta(days=1)
    put(in_force_on=tomorrow)
    assert "本地" not in queries.rules_in_force().version
    assert "本地第1版" in queries.rules_in_force(tomorrow).version
    put()
    assert "本地第2版" in queries.rules_in_force().version


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "error", "words"),
    [
        ({"text": "not toml ["}, InvalidInput, "TOML"),
        ({"note_text": " "}, InvalidInput, "改了什么"),
        ({"in_force_on": clock.today() - timedelta(days=1)}, InvalidInput, "不能早于今天"),
        ({"based_on": 3}, Conflict, "已有新版"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_kept(
    changes: dict[str, object], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        put(**changes)
    assert not RuleVersion.objects.exists()


@pytest.mark.django_db
def test_an_example_that_the_rules_get_wrong_is_named() -> None:
    with pytest.raises(InvalidInput, match="应当命中而没有命中"):
        put(text=shipped_text().replace('hits = ["', 'hits = ["没有任何个人信息的一句话", "', 1))


@pytest.mark.django_db
def test_nobody_switches_the_guard_off_with_one_rule_left() -> None:
    alone = f"{BLOCKS[0]}[[rule]]{BLOCKS[PLATES[0]]}"
    with pytest.raises(InvalidInput, match="没有保存：这一版认不出18位身份证号码"):
        put(text=alone, confirmed_losses="x")
    assert not RuleVersion.objects.exists()


@pytest.mark.django_db
def test_what_is_lost_is_named_confirmed_and_kept_with_the_version() -> None:
    text = without(PLATES)
    for confirmed in ("", "1"):
        with pytest.raises(LossesUnconfirmed, match="没有保存：比现行版本少5条规则") as error:
            put(text=text, confirmed_losses=confirmed)
    assert not RuleVersion.objects.exists()
    said = "长" * NOTE_LENGTH
    kept = put(text=text, confirmed_losses=error.value.losses.digest, note_text=said)
    assert kept.note.startswith(
        f"{said}〔比现行版本少5条规则：机动车号牌（4条）、农业机械号牌；不再识别的类型"
    )
    detail = AuditEvent.objects.get(tag=GuardingTag.RULES_PUT).detail
    assert detail["rules_removed"] == {"机动车号牌": 4, "农业机械号牌": 1}
    assert detail["types_removed"] == {"plate": "机动车号牌"}
    assert detail["examples_lost"]


@pytest.mark.django_db
def test_a_version_is_compared_with_the_one_of_its_first_day() -> None:
    tomorrow = clock.today() + timedelta(days=1)
    RuleVersion.objects.create(
        number=1, text=without(PLATES), note="少车牌", in_force_on=tomorrow, made_by="甲"
    )
    assert put(text=without(PLATES), in_force_on=tomorrow).note == "照产品自带的规则。"
    with pytest.raises(LossesUnconfirmed):
        put(text=without(PLATES))


def test_a_rescan_looks_at_everything_once_and_goes_on_where_it_stopped(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongkai.core.information.commands.rescanning.EDITIONS_A_STEP", 1)
    for number in range(2):
        make.publish_document(county, f"第{number}份")
    make.withdraw(county, make.publish_document(county, "撤下的").document)
    rescan = commands.start_rescan(actor=make.SYSTEM)
    with pytest.raises(Conflict, match="正在进行"):
        commands.start_rescan(actor=make.SYSTEM)
    assert commands.carry_on_rescan(rescan.pk)
    assert Rescan.objects.get().done == 1
    while commands.carry_on_rescan(rescan.pk):
        pass
    done = Rescan.objects.get()
    assert (done.done, done.total, done.hits) == (2, 2, 0)
    assert not commands.carry_on_rescan(rescan.pk)


def test_what_was_released_or_confirmed_is_no_hit(county: County) -> None:
    edition = make.draft(county, body_html=f"<p>身份证号：{NUMBER}</p>")
    commands.release_findings(
        actor=county.person(Role.APPROVER),
        edition_id=edition.pk,
        ground="consent",
        reason="本人已签署同意书，同意公开。",
    )
    make.bring_to(county, edition, "published")  # type: ignore[arg-type]
    rescan = commands.start_rescan(actor=make.SYSTEM)
    commands.carry_on_rescan(rescan.pk)
    assert not information.rescan_hits(rescan, make.SYSTEM).exists()


def test_from_the_command_line(county: County) -> None:
    edition = make.publish_document(county)
    Edition.objects.filter(pk=edition.pk).update(body_text=f"身份证号：{NUMBER}")
    told = CliRunner().invoke(scan, [])
    assert told.exit_code == 0
    assert "1份有未处理的个人信息" in told.output
    assert NUMBER not in told.output
    line = CliRunner().invoke(scan, ["--json"]).output
    assert '"hard": 1' in line

"""The channel vocabulary: every box of a table finds its channel, unknown words stay unknown."""

from __future__ import annotations

import pytest

from gongkai.reference.channels import ChannelGroup, channels, find_channel, parse_channels
from gongkai.reference.errors import ReferenceDataError
from gongkai.reference.policy_areas import policy_area

BOXES = (
    "□政府网站 □政府公报 □两微一端 □发布会/听证会 □广播电视 □纸质媒体 □公开查阅点 □政务服务中心 □便民服务站 "
    "□入户/现场 □社区/企事业单位/村公示栏(电子屏) □精准推送 □其他"
)


def test_codes_are_unique_and_areas_exist() -> None:
    codes = [channel.code for channel in channels()]
    assert len(set(codes)) == len(codes)
    assert all(policy_area(code) for channel in channels() for code in channel.areas)


def test_the_printed_boxes_are_all_found_in_their_order() -> None:
    found = [find_channel(box) for box in BOXES.split()]
    standard = [c for c in channels() if c.group is ChannelGroup.STANDARD and c.code != "hotline"]
    assert found == standard
    assert len(found) == 13


def test_every_name_and_alias_is_found() -> None:
    for channel in channels():
        for name in (channel.name, *channel.aliases):
            assert find_channel(name) is channel
            assert find_channel(f"■{name}") is channel


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("■其他:办税服务厅", "tax_hall"),
        ("其他：国家企业信用信息公示系统", "enterprise_credit_system"),
        ("其他法律服务网", "legal_service_network"),
        ("其他渠道", "other"),
        ("√ 社区/企事业单位/村公示栏（电子屏）", "notice_board"),
        ("12345", "hotline"),
    ],
)
def test_wordings_met_in_tables(text: str, code: str) -> None:
    found = find_channel(text)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("text", ["", "■", "县政府门口大喇叭", "其他：县政府门口大喇叭"])
def test_unknown_wordings_are_not_guessed(text: str) -> None:
    assert find_channel(text) is None


def test_an_unknown_group_is_refused() -> None:
    text = (
        '[header]\nfile = "x"\nversion = 1\ndate = 2026-11-22\nsource = "x"\n'
        '[[channels]]\ncode = "a"\nname = "甲"\ngroup = "local"\n'
    )
    with pytest.raises(ReferenceDataError, match="channels 第 1 条：“group”不能是“local”"):
        parse_channels(text)

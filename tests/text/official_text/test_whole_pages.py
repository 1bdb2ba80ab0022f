"""Whole pages of portals: menus, the line that says where one is, links to commentaries, reprints."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.text.official_text.head.recognition import Recognised
from gongkai.text.official_text.policy import read_policy

MENU = "\n".join(("云溪县人民政府", "无障碍", "推荐", "新闻", "公开", "服务", "互动", "政策", "人文"))
NOTICE = "云溪县民政局关于调整救助标准的通知"
TEXT = f"""云民发〔2026〕3号
{NOTICE}
各乡镇人民政府：
现将救助标准调整如下。
云溪县民政局
2026年3月5日"""


def read(text: str) -> Recognised:
    return read_policy(text.split("\n")).found


@pytest.mark.parametrize(
    "crumbs", ["当前位置：首页 > 政务公开 > 通知公告", "您当前所在的位置：首页", "首页 > 政务公开 > 通知公告"]
)
def test_what_stands_above_the_crumbs_is_the_page(crumbs: str) -> None:
    commentary = "【音频解读】《云溪县民政局关于调整救助标准的通知》的政策解读 2026-03-06"
    found = read(f"{MENU}\n{commentary}\n{crumbs}\n{NOTICE}\n分享到\n{TEXT}")
    assert (found.own_title, found.document_number) == (NOTICE, "云民发〔2026〕3号")
    assert (found.issuers, found.written_on) == (("云溪县民政局",), date(2026, 3, 5))


def test_a_title_and_an_index_above_the_crumbs_stay() -> None:
    found = read(f"{NOTICE}\n索引号：000123/2026-004\n{MENU}\n首页 > 政务公开 > 通知\n{TEXT}")
    assert (found.own_title, found.index_number) == (NOTICE, "000123/2026-004")


def test_words_of_a_menu_make_no_title() -> None:
    assert read(f"{MENU}\n{TEXT}").own_title == NOTICE


def test_a_button_with_a_colon_is_no_salutation() -> None:
    page = f"名称：{NOTICE}\n文号：\n分享到：\n{NOTICE}\n{TEXT}"
    assert read(page).document_number == "云民发〔2026〕3号"


@pytest.mark.parametrize("before", ["（转载）", "【转载】", "【关注】", "政务服务丨"])
def test_words_of_the_page_before_a_title(before: str) -> None:
    found = read(f"{before}{NOTICE}\n{TEXT}")
    assert (found.own_title, found.issuers) == (NOTICE, ("云溪县民政局",))


@pytest.mark.parametrize(
    ("below", "published"),
    [("来源：云溪县民政局", date(2026, 3, 9)), ("来源：法律资料网", None), ("各股室", None)],
)
def test_a_day_above_its_source(below: str, published: date | None) -> None:
    assert read(f"{NOTICE}\n2026-03-09\n{below}\n{TEXT}").published_on == published


def test_a_day_of_an_upload_is_none_of_the_document() -> None:
    page = f"{NOTICE}\n时间：2026-03-09 10:45:55下载本文作者：会员上传\n{TEXT}"
    assert read(page).published_on is None


def test_a_masthead_over_two_lines() -> None:
    notice = "关于印发《救助办法》的通知\n各乡镇：\n现予印发。\n2026年3月5日"
    page = f"云溪县人民政府\n文件\n云政发〔2026〕8号\n{notice}"
    assert read(page).issuers == ("云溪县人民政府",)


def test_a_name_that_breaks_off_is_one_with_its_end() -> None:
    end = "云溪县考核聘用2026年“三支一扶”人员为\n乡镇工作人员领导小组办公室\n2026年3月5日"
    assert read(f"现将考核事项公告如下。\n特此公告。\n{end}").issuers == (
        "云溪县考核聘用2026年“三支一扶”人员为乡镇工作人员领导小组办公室",
    )


def test_an_office_in_short_gives_way_to_the_title() -> None:
    title = "云溪县人民政府关于实施救助的意见"
    assert read(f"发文机关：云溪县政府办\n标题：{title}\n{title}\n各乡镇：\n现提出意见。").issuers == (
        "云溪县人民政府",
    )


def test_the_notice_straight_below_a_number_is_the_document() -> None:
    notice = "关于印发《云溪县救助帮扶等“三大行动”实施方案》的通知"
    page = f"云溪县救助帮扶专项行动实施方案\n详细信息\n云民组发〔2026〕3号\n{notice}\n各乡镇：\n现予印发。"
    assert read(page).own_title == notice


def test_a_title_is_not_exchanged_for_its_copy_below_the_number() -> None:
    above, below = "云溪县民政局关于印发《救助分工方案》的通知", "云溪县民政局关于印发救助分工方案的通知"
    assert read(f"{above}\n云民发〔2026〕3号\n{below}\n各乡镇：\n现予印发。").own_title == above


def test_addressees_over_two_lines_of_a_file() -> None:
    listed = "青山自治州，各县、市人民政府，各行政公署，自治\n\n区人民政府各部门："
    assert read(f"{NOTICE}\n{listed}\n现予印发。").addressees == (
        "青山自治州",
        "各县、市人民政府",
        "各行政公署",
        "自治区人民政府各部门",
    )

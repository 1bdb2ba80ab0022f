"""The bodies that answer for a task, as annotations list them.

税务总局、财政部等和各有关省级人民政府 are two named ones, others not named (等), and a group. 和 stands
within many names (文化和旅游部): it parts only where both sides are bodies.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.text.official_text.brackets import parted

_BODY_END = (
    "政府|办公厅|办公室|委员会|管委会|局|厅|部|院|委|署|总队|支队|大队|中心|处|办事处|公司|集团|行|社|协会"
    "|联合会|会|组|站|所|校|学院|大学|指挥部|专班|办|部门|单位|企业|机构|机关|银行|街道|乡镇|镇|乡|区|县|市|省"
    "|州|旗|地区|村|社区|科|室|科室|处室|园区|开发区|平台|网站|军区|战区|库|馆|厂|段|队|盟|庭|系统|联|通|科协|股室|(?<![入控参持配个])股|窗口"
)
_STRONG_END = (
    "政府|办|办公室|政研室|研究室|督查室|局|厅|部|委|委员会|署|中心|处|公司|集团|会|行|社|组|站|所|校|院|单位|部门|企业|机构|机关"
    "|队|开发区|园区|科协|文联|侨联|工商联|妇联|社联|残联|街道|乡镇|办事处|银行|股室|科室|处室|(?<![入控参持配个])股|(?<![本学文理工农内外百专])科"
)
_IN_BRACKETS = r"(?:[（(〔\[][^（）()〔〕]{1,40}[）)〕\]])?$"
_ENDS_AS_BODY = re.compile(rf"(?:{_BODY_END}){_IN_BRACKETS}")
_ENDS_STRONGLY = re.compile(rf"(?:{_STRONG_END}){_IN_BRACKETS}")
"""Only such names are parted by 和: 区农业农村和水利局 is one."""

_GROUP = re.compile(
    r"^(?:各|有关|相关|全体|其他|所有|市直|县直|区直|省直|市级|县级|省级|区级|镇直|全市|全县|全区|全省|全镇|全乡|中央|国家|驻)"
)
_ETC = re.compile(
    r"等(?:[省市县区州]|国务院)?(?:(?:有关|相关|各|责任|成员|市级|省级|县级|区级|市直|省直|县直|区直|职能|行业|主管|业务)*(?:部门单位|单位部门|部门|单位|机构|委办局|部委)?(?:[和及、](?:单位|部门|企业|机构|地方|地区)|按职责)?)$"
)
_ETC_INSIDE = re.compile(
    r"等(?:(?:[省市县区州]?级?|国务院)(?:有关|相关)?(?:部门|单位)(?:和单位)?)?(?=和各|及各|以及各|与各|和有关|和相关|及有关|及相关|、|，)"
)
_SPACED_BODY = re.compile(rf"[\u3400-\u9fff、]{{0,30}}(?:{_STRONG_END})")
_LINK = re.compile(r"以及|会同|[和与及并]")
_PLACES = re.compile(
    r"(?:各|相关|有关)(?:市|县|区|省|州|旗|盟|乡|镇|街道|自治州|地|地州|市州|乡镇|县区|县市区|区县|园区|自治区)(?:[（(][^（）()]{1,12}[）)])?$"
)
_TOGETHER = re.compile(r"(?:政府|管委会|党委|党工委|办事处)$|[（(〔]|^[市县区州旗盟][^、]{0,20}[委局办]$")
"""How the body of several places ends; 各县区、功能板块 are two groups."""

_ZONE = re.compile(r"(?:开发区|经开区|高新区|新区|园区|示范区)$")
_LONGEST, _MOST = 40, 60
_QUOTED = re.compile(r"“[^“”]{1,6}”")
"""A word in quotation marks within a name: 市“两新”组织党工委."""

_NOT_A_BODY = re.compile(
    r"[。；：:“”《》]|[0-9]{4}年|负责$|以下简称|^[和及与]?(?:责任|配合|牵头|主办|协办)(?:单位|部门)$|^(?:由|对|将|按|在|为|以|并|到|向|凭|持)"
)


@dataclass(frozen=True, slots=True)
class Units:
    """Named bodies and groups in order; `etc` says that others are meant without a name."""

    names: tuple[str, ...] = ()
    etc: bool = False

    def __add__(self, other: Units) -> Units:
        return Units(tuple(dict.fromkeys((*self.names, *other.names))), self.etc or other.etc)


def read_units(text: str) -> Units | None:
    """The bodies a text lists; None where it holds anything that cannot be one."""
    plain = re.sub(r"\s+", "", _set_apart(text)).strip("，,、；;。")
    etc = False
    if match := _ETC.search(plain):
        before = plain[: match.start()]
        if before and not _whole_with_etc(plain):
            plain, etc = before, True
    reduced = _ETC_INSIDE.sub("", plain)
    etc = etc or reduced != plain
    names: list[str] = []
    for group in parted(reduced, "，,；;"):
        names.extend(name for part in _merged_places(parted(group, "、")) for name in _linked(part))
    names = [name for name in (name.strip("，,、") for name in names) if name]
    if not names or len(names) > _MOST or not all(_may_be_body(name) for name in names):
        return None
    if not any(_is_body(name) for name in names):
        return None
    return Units(tuple(dict.fromkeys(names)), etc)


def _set_apart(text: str) -> str:
    """Bodies that only spaces set apart (安监站 民政所), as the cells of tables list them."""
    pieces = text.split()
    apart = len(pieces) > 1 and all(len(piece) > 1 and _SPACED_BODY.fullmatch(piece) for piece in pieces)
    return "、".join(pieces) if apart else text


def _whole_with_etc(text: str) -> bool:
    """等 within one description (浦东新区等相关区政府): not a body before it, so the whole is one group."""
    last = re.split(r"[、，,]", text)[-1]
    before, _, described = last.partition("等")
    return bool(before and described) and not _ENDS_AS_BODY.search(before)


_BARE_PLACE = re.compile(
    r"(?:市|县|区|州|旗|盟|乡|镇|街道|自治州|自治县|市州|地区)(?:[（(〈][^（）()〈〉]{1,12}[）)〉])?"
)


def _merged_places(parts: list[str]) -> list[str]:
    """各市、县（区）政府 is one group: a place without its body belongs to the next one."""
    merged: list[str] = []
    waiting = ""
    for at, part in enumerate(parts):
        following = parts[at + 1] if at + 1 < len(parts) else ""
        is_place = bool(_PLACES.match(part) or _BARE_PLACE.fullmatch(part))
        is_place = is_place or (bool(_ZONE.search(part)) and following.endswith("管委会"))
        if is_place and not waiting and following and not part.startswith("各有"):
            waiting = part
            continue
        if waiting and _BARE_PLACE.fullmatch(part) and part != parts[-1]:
            waiting = f"{waiting}、{part}"
            continue
        whole = re.search(r"(?:乡镇|镇街|街道|园区|[市县]区)$", waiting) and re.match(
            "[省市县区州旗盟]", part
        )
        if not waiting and part in {"政府", "人民政府"} and merged and merged[-1].endswith("党委"):
            merged[-1] = f"{merged[-1]}、{part}"
        elif waiting and not part.startswith("各") and _TOGETHER.search(part) and not whole:
            merged.append(f"{waiting}、{part}")
        else:
            merged.extend([waiting, part] if waiting else [part])
        waiting = ""
    return [*merged, waiting] if waiting else merged


def _linked(part: str) -> list[str]:
    """The bodies that 和 or 及 joins, where both sides are bodies."""
    depth = 0
    for match in _LINK.finditer(part):
        before, after = part[: match.start()], part[match.end() :]
        depth = before.count("（") + before.count("(") - before.count("）") - before.count(")")
        if depth or len(before) < 2 or after.startswith(("其", "所属", "单位", "部门", "个人")):  # noqa: PLR2004 (no name)
            continue
        weak = _weak_end(before) and not after.startswith("各")
        if (
            _ENDS_STRONGLY.search(before)
            and not weak
            and (_GROUP.match(after) or _ENDS_AS_BODY.search(after))
        ):
            return [before, *_linked(after)]
    return [part]


def _weak_end(before: str) -> bool:
    """Ends like a body without being one: 住房和城 …, 党委和政府, 部门和单位."""
    return before.endswith(("部门", "党委", "单位", "机构", "企业")) and not before.endswith("组成员单位")


def _may_be_body(name: str) -> bool:
    return 1 < len(name) <= _LONGEST and not _NOT_A_BODY.search(_QUOTED.sub("", name))


def all_bodies(units: Units) -> bool:
    """Whether every name ends as bodies' names end: sure enough for a list without a verb."""
    return all(_ENDS_STRONGLY.search(name) or _GROUP.match(name) for name in units.names)


def _is_body(name: str) -> bool:
    return bool(_ENDS_AS_BODY.search(name) or _GROUP.match(name))

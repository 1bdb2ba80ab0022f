"""Heads of columns: which words can be one, and which row of a table names its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

Columns = tuple[tuple[str, ...], tuple[int, ...]]
"""The heads of columns, and where the cells of a row begin."""

NO_COLUMNS: Columns = ((), ())
LONGEST_HEAD = 30
"""A longer piece between two commas is prose."""
_FEWEST = 2
"""Heads in a row: a single cell names no columns."""

_LEAST_SHARE = 0.5
"""So many of the filled cells of a row of heads end with a word that heads end with."""

_FIGURES = re.compile(r"[0-9]{5,}|[0-9]{4}(?![0-9年学春秋届])")
_LONG_FIGURE = re.compile(r"[0-9]{5}")
_UNIT = re.compile(
    r"[（(][^（）()]{0,6}(?:元|亩|平方米|㎡|公里|米|吨|公斤|斤|人|户|次|件|天|月|年|岁|分|%|％|个|套|台|株|头|只)[)）]\Z"
)
_ASIDE = re.compile(r"[（(\[【][^（）()\[\]【】]{0,16}[)）\]】]|[\s\"'“”‘’*:：\[\]{}\u200b]")
_ENDINGS = (
    "患者|病人|学生|考生|业主|报销|自付|序号|编号|证号|编码|代码|条码|学号|文号|号|号码|姓名|名称|名|户主|家长|对象|性别|年龄|民族|籍贯|学历|学位|学校|班级|年级|专业|"
    "政治面貌|职务|职位|职称|岗位|工种|单位|部门|科室|机构|企业|公司|地址|住址|住所|地点|坐落|位置|区域|区划|辖区|乡镇|街道|"
    "户籍村|所在村|行政村|自然村|村名|村组|村社|村别|村居|组别|小组|所在地|户籍地|现住地|居住地|县区|区县|县市区|电话|手机|座机|"
    "方式|邮箱|邮编|微信|身份证|证件|账户|帐户|账|帐|卡|折|银行|开户行|网点|一卡通|金额|资金|现金|标准|补贴|补助|补偿|奖励|救助|津贴|"
    "工资|合计|小计|总计|收入|支出|预算|决算|余额|价|额|款|费|数|量|率|值|分|面积|亩数|户数|人口|成绩|名次|排名|等级|级别|档次|类别|"
    "类型|种类|品目|厂家|乡村|购机者|性质|原因|事由|事项|内容|项目|科目|情况|状态|状况|结果|意见|备注|说明|日期|时间|年月|年度|年份|月份|期限|有效期|"
    "有效期至|经度|纬度|坐标|高程|规格|型号|品牌|用途|来源|依据|标题|摘要|关系|签名|签字|盖章|签收|病种|病情|诊断|病名|长度|宽度|"
    "高度|重量|指标|车牌|生日|出生|年月日|信仰|方向|范围|去向|"
    "(?:慰问|抚恤|优待|补助|补贴|补偿|奖励|奖学|助学|养老|保险|保障|救助|赔偿|公积|保证|安置|扶持|资助|生活|救济|丧葬|退休|分红|奖|租|押|罚|薪|酬|礼)金"
)
_PERSONS = "系|请|利|任|责|护|办|表|助|领|款|卡|管|查|核|填|制|审|当事|信|访|名|包|权|用|益|税|住|诉|报|养|人"
_ALONE = "村|组|镇|乡|社区|元|科|班|区|县|户|社"
_YEAR = "(?:19|20)[0-9]{2}年(?:度|末|底)?|(?:本|上|去|当)年(?:度|末|同期)?|同比|环比|增[长幅速]|指标"
_HEAD = re.compile(
    rf"{_YEAR}|[\u4e00-\u9fffA-Za-z0-9/、\-]{{0,20}}?(?:{_ENDINGS}|(?:{_PERSONS})人)|{_ALONE}|[A-Za-z][A-Za-z_]{{1,19}}"
)


def is_head(cell: str) -> bool:
    """Whether a cell can be the head of a column, by the word that it ends with; remarks do not count."""
    if len(cell) > LONGEST_HEAD:
        return False
    return _UNIT.search(cell) is not None or _HEAD.fullmatch(_ASIDE.sub("", cell)) is not None


def may_be_header(row: str) -> bool:
    """Whether a row that is not cut yet may name columns: a figure of five digits would be in one cell."""
    return _LONG_FIGURE.search(row) is None


def is_header(cells: Sequence[str], share: float = _LEAST_SHARE) -> bool:
    """Whether a row names columns: short words without figures, many of them such as heads end with."""
    filled = [cell for cell in cells if cell]
    if len(filled) < _FEWEST or any(len(cell) > LONGEST_HEAD or _FIGURES.search(cell) for cell in filled):
        return False
    return sum(map(is_head, filled)) >= share * len(filled)


def joined_heads(above: Sequence[str], below: Sequence[str]) -> tuple[str, ...]:
    """The heads of two rows that name the same columns, the second more exactly."""
    width = max(len(above), len(below))
    padded = ([*row, *[""] * (width - len(row))] for row in (above, below))
    return tuple(one if one == other else one + other for one, other in zip(*padded, strict=True))

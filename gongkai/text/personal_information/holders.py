"""Whose an account is: of a body that is named as its holder, or that it is called after."""

from __future__ import annotations

import re

from gongkai.text.personal_information.heads import is_head
from gongkai.text.personal_information.line import Line
from gongkai.text.personal_information.naming import ends_in_name, named_right_before
from gongkai.text.personal_information.persons import is_name, names_somebody
from gongkai.text.personal_information.place import Place

_HOLDER = re.compile(
    r"(?:开户名称?|账户名称?|帐户名称?|单位名称|收款单位|收款人|收款方|开户单位|公司名称|(?<!项目)(?<!工程)(?<!资金)名称|全称|户主|姓名|"
    r"户名(?!称))"
    r"((?<=户名)[\s:：为是]{0,4}|[\s:：为是]{1,4})([\u4e00-\u9fff（）()*·]{2,40})"
)
_MAY_NAME_HOLDER = re.compile(r"[名称位人方主](?:[\s:：为是]|(?<=户名))")
"""Found wherever `_HOLDER` is, in a tenth of the time: how its words end, and what stands behind them."""
_HOLDER_HEAD = re.compile(
    r"(?:开户|账户|帐户|收款|领款|收款人)?(?:户名|名称|全称)|(?:收款|领款|开户)(?:单位|人|方)(?:姓名|名称)?|(?:工人|职工|人员|本人)?姓名"
)
_ORGANISATION = re.compile(
    r"(?:局|委员会|委|办公室|办|厅|部|处|中心|公司|厂|学校|小学|中学|大学|学院|幼儿园|医院|卫生院|政府|财政所|所|站|队|"
    r"协会|学会|商会|基金会|合作社|合作联社|银行|支行|分行|村民委员会|村委会|居委会|街道|社区|法院|检察院|馆|院|店|户|集团|"
    r"联合会|总会|总工会|红十字会|慈善会|经济联合社|专户|国库|部队|企业|单位|社|场)(?:[（(].{0,20}[)）])?"
)
_BODY_OR_PURPOSE = re.compile(
    r"(?:[\u4e00-\u9fff×某]{1,}(?:局|委员会|办公室|厅|中心|公司|厂|学校|小学|中学|大学|学院|幼儿园|医院|卫生院|政府|财政所|派出所|"
    r"协会|学会|商会|基金会|合作社|联合社|村委会|居委会|法院|检察院|总工会|组织部|宣传部)|"
    r"党费|团费|会费|工会|单位|村委会|居委会|村集体|集体经济|食堂|经费|专项|公积金中心|捐[款赠]|善款|募捐|慈善|学费|报名费|考试费|水费|"
    r"电费|诉讼费|罚没|罚款|税款|出让金|保证金|押金|监管|共管|维修资金|财政|非税|国库)"
    r"(?:[^。；;\n]{0,12}(?:开户|账|帐)|[^。；;\n]{0,2}\Z)"
)
_OF_BODY = re.compile(
    r"(?:局|委员会|办公室|厅|中心|公司|学校|医院|政府|财政所|法院|检察院|总工会|专户|国库)"
    r"(?:的|指定的?|基本|专用|收款|对公|银行)*(?:[账帐][户号]|[账帐]户号码?)[\s:：为是]{0,2}\Z"
)
_PAID_TO_BODY = re.compile(
    r"(?:缴|交|汇|转|存|打|退)(?:至|入|到|往)[^。；;，,\n]{0,20}(?:局|财政|国库|专户|中心|委员会|法院|政府|公司|学校|医院)[，,（(][^。；;\n]{0,40}\Z"
)
_OWN_ACCOUNT = re.compile(
    r"(?:本人|个人|您|你|学生|职工|领款人|申请人|家长)的?(?:银行)?(?:[账帐][户号]|卡)[^。；;\n]{0,12}\Z"
)
_GLUED_OWNER = re.compile(r"([\u4e00-\u9fff]{2,8}?)的?(?:银行|个人)?(?:[账帐][户号]|卡号?)[:：为是]?\Z")
_ACCOUNT = re.compile(r"[账帐]户|[账帐]号|开户")


def organisation_holder(place: Place) -> bool:
    """The nearest holder of an account named around it is a body and not a person."""
    if (holder := _holder_cell(place.line)) and not holder.isdecimal():
        return not is_name(holder) and _ORGANISATION.search(holder) is not None
    near = place.line.near
    if _MAY_NAME_HOLDER.search(near) is None:
        return False
    at = place.line.start - place.line.near_start + place.start
    holders = [
        (abs(match.start() - at), match[2])
        for match in _HOLDER.finditer(near)
        if not match[1].isspace() or not is_head(match[2])
    ]
    if not holders or named_right_before(place):
        return False
    nearest = min(holders)[1]
    return not is_name(nearest) and _ORGANISATION.search(nearest) is not None


def _holder_cell(line: Line) -> str:
    """The cell of the row in the column of who holds the account; empty when there is none."""
    for at, head in enumerate(line.header[: len(line.bounds)]):
        if _HOLDER_HEAD.fullmatch(head):
            return line.cell(at)
    return ""


def _owned(before: str) -> bool:
    """Somebody's name is glued to the word for his account: 水费转至村会计李四账户…."""
    owner = _GLUED_OWNER.search(before)
    return owner is not None and ends_in_name(owner[1])


def body_account(place: Place) -> bool:
    """What is written before the account is a body or what its money is for, and nobody is named.

    Or it is called the account of a body, whoever else is named (请退回县社保中心账户…).
    """
    before = place.sentence_before
    if _OF_BODY.search(before) or _PAID_TO_BODY.search(before):
        return True
    if place.known or _OWN_ACCOUNT.search(before) or _owned(before):
        return False
    return not names_somebody(_ACCOUNT.sub("", before)) and _BODY_OR_PURPOSE.search(before) is not None

"""What else must hold around a match before a rule applies, by the names that rule files use (`needs`)."""

from __future__ import annotations

import re
from collections.abc import Callable
from string import digits

from gongkai.text.personal_information.contexts import clause_begin, label_of
from gongkai.text.personal_information.dwellings import (
    at_business,
    at_contact,
    at_office,
    behind_office,
    complained_of,
    invited,
    lived_in,
    name_behind,
    resident_behind,
    telephone_behind,
)
from gongkai.text.personal_information.holders import body_account, organisation_holder
from gongkai.text.personal_information.naming import (
    bracket_behind_name,
    contact_s_own,
    first_is_name,
    named_right_before,
    no_office_holder,
    went_there,
)
from gongkai.text.personal_information.persons import (
    OWN_CONCERN,
    describes_somebody,
    has_sex,
    is_name,
    names_body,
    names_somebody,
    speaks_of_applicant,
    speaks_of_person,
    without_masked,
)
from gongkai.text.personal_information.place import Place

_POLICY = frozenset({"policy"})
_OFFICIAL = frozenset({"official"})
_CODES = frozenset({"other_number", "bank", "credit_code"})
_COUNTS = frozenset({"row_count"})
_FAR = 48
"""Whoever is named as contact further away is that of another telephone."""
_CONTACT = re.compile(r"联系人[\s:：为是]{0,2}[\u4e00-\u9fff]{2,4}\s?[；;]\Z")
_SIGN_OF_OFFICE = re.compile(
    r"gov\.cn|(?<![0-9])0[0-9]{2,3}-[0-9]{7}|办公|报名|地点|地址|咨询|投诉|举报|值班|监督|受理|采购|招标|代理|公告|公示|听证|意见"
    r"|承办|项目|单位|公司|中心|法院|学校|医院|村委|社区|合作社|街道|[局委科镇乡部处所站队厂]"
)
"""What a text says where an office is to be turned to; 联系人 alone is none."""
_COMMENT = 400
"""How far before a place the beginning of a comment is looked for: a page may be one line of a megabyte."""
_OF_HOUSEHOLD = re.compile(r"(?:家庭人口|家庭成员|申请理由|申请原因|拟救助|困难类型|致贫原因|救助金额)[:：]")
"""A household fills in what it asks for; whom to call is one of it."""
_IN_A_ROW = re.compile(r"[\t|][ ]?[\u4e00-\u9fff*]{2,4}[ ]?[\t|][ ]?\Z")
"""A name fills the cell before it (王五|138…|报名)."""
_COUNT_HEAD = re.compile(r"[\u4e00-\u9fff]{0,6}(?:人次|户次|人数|例数|病例数|件数)[（(]?[^（()）]{0,4}[)）]?")
"""Heads a column of how many there are."""
_BODY_ALONE = re.compile(
    r"[\u4e00-\u9fff×某*（）()]{2,30}(?:局|委员会|办公室|厅|中心|公司|厂|学校|小学|中学|大学|学院|幼儿园|医院|卫生院|政府|"
    r"所|协会|学会|商会|基金会|合作社|联合社|村委会|居委会|法院|检察院|公证处|分公司|经营部|养老院|福利院|研究院|俱乐部|促进会)"
)
_PARTS = re.compile(r"[\s,，|、;；:：]+")
_ONLY_BLANKS = re.compile(r"[0-9] {1,3}[0-9]")
_HANGS_BEFORE = re.compile(r"(?:^|[^0-9])(?!0{0,2}86-)(?:[0-9]{1,5}|[0-9]{8})[\-._]\Z")
_HANGS_BEHIND = re.compile(r"[\-._][0-9]{1,8}(?![0-9])")
_LINK = re.compile(r"(?:https?://|www\.)[^\s?=，。；（）]*")
_PAGE = re.compile(r"\.(?:s?html?|jsp|aspx?|php)")
_LONGEST_BEFORE = 10
_OF_READER = re.compile(r"[您你](?:通过|留存|所?留|填写|提供|登记|预留|注明|指定|的)[^。；;\n]{0,16}\Z")
"""It is the address of him who is written to (您通过信函（邮寄地址：…）)."""
_NAME_HEAD = re.compile(
    r"[\u4e00-\u9fff]{0,8}姓\s?名|户主|患者|病人|学生|考生|(?:申请|当事|被征收|权利|领款|受助|救助|保障|监护|享受|参保)(?:人|对象)"
)
_ANY_NAME = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff·]{1,3}")
_MAY_PRECEDE_NAME = re.compile(r"(?:\A|[^\u4e00-\u9fff]|[员定人户生者象属父母妻夫子女友查童集取入])\Z")
_CELL_BEFORE = re.compile(
    r"(?:\A|[\s,，、|])(?:户主|申请人|当事人|村民|居民|学生)?([\u4e00-\u9fff]{2,4}?)[\s,，、|:：]{1,3}\Z"
)
_CELL_BEHIND = re.compile(r"[\s,，、|]{1,3}([\u4e00-\u9fff]{2,4})(?=[\s,，、|]|\Z)")
_SPOKEN_TO = re.compile(
    r"[您我](?!单位|局|县|市|区|镇|乡|村|国|省|公司|委|院|校|厅|所)|本人|你(?!单位|局|公司)"
)
_TRACK = re.compile(
    r"行程|轨迹|密接|流调|确诊病例|病例(?:情况|活动|[0-9一二三四五六七八九十])|无症状感染者|行踪"
)
_PETITIONER = re.compile(
    r"(?:申请|信访|来信|来访|来电|诉求|留言|投诉|举报|反映|上访|意见|建议|反馈|提出|建言)人(?:姓名)?|(?:申请|来信|来访)人[（(][^（）()]{1,8}[)）]"
)
_APPLICATIONS = re.compile(
    r"信息公开申请|依申请公开|公开申请|申请公开|信访|来信来访|接访|答复(?:日期|时间|情况|结果|文号)|来电(?:号码|时间|人)|反映(?:内容|问题)|(?:意见|建议)内容|征求意见|诉求(?:内容|人)|工单"
)
_FIRST_LINES = 200
_IDENTITY_NUMBER = re.compile(r"(?<![0-9])[1-8][0-9]{16}[0-9Xx](?![0-9])")
_FOUNDLING = re.compile(r"寻亲|弃[婴儿]|捡拾|[拾捡]到|拾得|遗弃|走失|被发现|生父母|认领")


def person(place: Place) -> bool:
    """The sentence names somebody, or the line holds a number of a person."""
    return place.known or names_somebody(place.sentence) or glued_to_name(place) or _is_named_in_column(place)


def _is_named_in_column(place: Place) -> bool:
    """A column for names has one in this row, whatever the surname."""
    line = place.line
    return any(
        _NAME_HEAD.fullmatch(head) and _ANY_NAME.fullmatch(line.cell(at))
        for at, head in enumerate(line.header[: len(line.bounds)])
    )


def glued_to_name(place: Place) -> bool:
    """A name is glued to it in front, behind a word for somebody or behind none (家庭成员李四精神分裂症)."""
    text, start = place.line.text, place.start
    return any(
        is_name(text[start - size : start]) and _MAY_PRECEDE_NAME.search(text, 0, start - size) is not None
        for size in (3, 2)
        if start >= size
    )


def person_row(place: Place) -> bool:
    """The sentence is a row about a person: a name beside other cells, a sex, a number of a person."""
    return place.known or describes_somebody(place.sentence) or _is_named_in_column(place)


def person_before(place: Place) -> bool:
    """Of persons and bodies, a person is the last that is named before it; or only one behind it is."""
    own = place.line.text[: place.start]
    before = f"{place.line.above}\n{own}"
    if _OF_READER.search(place.sentence_before):
        return True
    if speaks_of_person(before) or speaks_of_applicant(before) or (place.known and no_body_before(place)):
        return True
    return names_somebody(place.sentence) and not names_body(f"{place.line.above}\n{place.sentence}")


def no_body_before(place: Place) -> bool:
    """No body is named before it in its sentence, or somebody is as well."""
    return not names_body(place.sentence_before) or describes_somebody(place.sentence)


def field(place: Place) -> bool:
    """It fills a cell, or all that stands between two separators."""
    return place.field


def set_off(place: Place) -> bool:
    """Not in the middle of words: a blank, a colon, the beginning of a cell are before it."""
    return place.start == 0 or not place.line.text[place.start - 1].isalnum()


def person_or_track(place: Place) -> bool:
    """The sentence names somebody or is headed as the course of a case."""
    return bool(_TRACK.search(place.line.text)) or person(place)


def alone(place: Place) -> bool:
    """No other digits hang on the number by a hyphen or a point, and it is no part of a link to a page."""
    text, start = place.line.text, place.start
    is_linked = "://" in text or "www." in text
    if is_linked and any(link.start() <= start < link.end() for link in _LINK.finditer(text)):
        return False
    if text[start - 1 : start] == "/" and _PAGE.match(text, place.end):
        return False
    hangs = _HANGS_BEFORE.search(text, max(0, start - _LONGEST_BEFORE), start)
    return not hangs and _HANGS_BEHIND.match(text, place.end) is None


def no_code(place: Place) -> bool:
    """The digits that are glued to the number in front are not under the label of another code."""
    start = len(place.line.text[: place.start].rstrip(digits))
    label = label_of(place.index, place.line, start)
    return not label.direct or label.groups.isdisjoint(_CODES) or not label.groups.isdisjoint(_COUNTS)


def only_number(place: Place) -> bool:
    """No other digit stands in the line: it is no row of figures."""
    text = place.line.text
    return not any(map(str.isdecimal, text[: place.start] + text[place.end :]))


def hyphen_or_person(place: Place) -> bool:
    """Groups are joined by hyphens or points, or the sentence names somebody."""
    return not _ONLY_BLANKS.search(place.line.text, place.start, place.end) or names_somebody(place.sentence)


def body_row(place: Place) -> bool:
    """A body stands by itself in the row, as in a cell, and nobody is named there."""
    if place.known or describes_somebody(place.sentence):
        return False
    return any(_BODY_ALONE.fullmatch(part) for part in _PARTS.split(place.line.text) if part)


def petitioner_column(place: Place) -> bool:
    """The column is one of applicants or petitioners, in a table that its title says to be of such."""
    around = (*place.line.header, place.line.whole[:_FIRST_LINES], place.line.above)
    return _PETITIONER.fullmatch(place.line.head_at(place.start)) is not None and any(
        map(_APPLICATIONS.search, around)
    )


def no_statistics(place: Place) -> bool:
    """The table does not count how many there are, or somebody is named in the row nevertheless."""
    return not any(map(_COUNT_HEAD.fullmatch, place.line.header)) or person(place)


def no_other_head(place: Place) -> bool:
    """The head of its column, if it has one, speaks of a birth."""
    head = place.line.head_at(place.start)
    return not head or "生" in head


def foundling(place: Place) -> bool:
    """What stands around it is about a child whose parents are looked for."""
    return _FOUNDLING.search(place.line.surroundings) is not None


def may_be_an_office_s(place: Place, offices: frozenset[str]) -> bool:
    """Whether words of an office are in its sentence, or whom to turn to right before (联系人：李四；电话：).

    An office must be near at all: 联系人李四 alone is a private person.
    Not where it is somebody's own after all: a number of an identity card or a sex stands in the sentence,
    or the last word before it is one for somebody with a concern of his own (投诉人, 本人) and none of an
    office. Nor in a comment of a page: nobody is meant to turn to what nobody sees.
    """
    text, start = place.line.text, place.start
    least = max(0, start - _COMMENT)
    if text.rfind("<!--", least, start) > text.rfind("-->", least, start):
        return False
    if _CONTACT.search(text, max(0, start - _FAR), clause_begin(text, start)):
        return _near_office(place)
    if not place.index.holds(place.sentence, offices):
        return False
    before = place.sentence_before
    if _IDENTITY_NUMBER.search(place.sentence) or has_sex(before) or _OF_HOUSEHOLD.search(before):
        return False
    own = max((match.end() for match in OWN_CONCERN.finditer(before)), default=-1)
    of_office = [end for _, end, named in place.index.found(before) if named & offices]
    if not of_office and _IN_A_ROW.search(before):  # what stands in a cell behind is another matter
        return False
    return own < max(of_office, default=0) and _near_office(place)


def _near_office(place: Place) -> bool:
    line = place.line
    return (
        _SIGN_OF_OFFICE.search(line.text) is not None or _SIGN_OF_OFFICE.search(line.surroundings) is not None
    )


def about_somebody(place: Place) -> bool:
    """The sentence names somebody or is said to somebody or by somebody of himself."""
    return person(place) or _SPOKEN_TO.search(place.sentence) is not None


def beside_name(place: Place) -> bool:
    """Somebody's name fills the cell next to it."""
    text = place.line.text
    before = _CELL_BEFORE.search(text, 0, place.start)
    behind = _CELL_BEHIND.match(text, place.end)
    return any(cell is not None and is_name(cell[1]) for cell in (before, behind))


def numbered_person(place: Place) -> bool:
    """A number of a person was found in the line."""
    return place.known


def not_only_masked(place: Place) -> bool:
    """Somebody is named in full beside it, or by a number; or nobody is, not even with a mask."""
    text = place.line.text
    return place.known or names_somebody(without_masked(text)) or not names_somebody(text)


def no_body(place: Place) -> bool:
    """The sentence does not name a body alone, without somebody."""
    return names_somebody(place.sentence) or not names_body(place.sentence)


def no_policy(place: Place) -> bool:
    """The sentence is no rule about everybody; one with somebody's identity number in it is none."""
    sentence = place.sentence
    return not place.index.holds(sentence, _POLICY) or _IDENTITY_NUMBER.search(sentence) is not None


def no_official(place: Place) -> bool:
    """The sentence is not about somebody in office."""
    return not place.index.holds(place.sentence, _OFFICIAL)


NEEDS: dict[str, Callable[[Place], bool]] = {
    "petitioner_column": petitioner_column,
    "person": person,
    "person_row": person_row,
    "person_before": person_before,
    "field": field,
    "set_off": set_off,
    "person_or_track": person_or_track,
    "alone": alone,
    "only_number": only_number,
    "glued_to_name": glued_to_name,
    "no_code": no_code,
    "hyphen_or_person": hyphen_or_person,
    "organisation_holder": organisation_holder,
    "body_account": body_account,
    "at_office": at_office,
    "behind_office": behind_office,
    "body_row": body_row,
    "lived_in": lived_in,
    "name_behind": name_behind,
    "resident_behind": resident_behind,
    "telephone_behind": telephone_behind,
    "complained_of": complained_of,
    "at_contact": at_contact,
    "beside_name": beside_name,
    "about_somebody": about_somebody,
    "numbered_person": numbered_person,
    "invited": invited,
    "at_business": at_business,
    "foundling": foundling,
    "no_statistics": no_statistics,
    "went_there": went_there,
    "named_right_before": named_right_before,
    "bracket_behind_name": bracket_behind_name,
    "contact_s_own": contact_s_own,
    "first_is_name": first_is_name,
    "no_office_holder": no_office_holder,
    "no_other_head": no_other_head,
    "not_only_masked": not_only_masked,
    "no_body": no_body,
    "no_body_before": no_body_before,
    "no_policy": no_policy,
    "no_official": no_official,
}

"""Levels of divisions, kinds of public bodies, and what may be done with them."""

from __future__ import annotations

from django.db.models import TextChoices


class DivisionLevel(TextChoices):
    """From the top downwards; the order is used to compare levels."""

    PROVINCE = "province", "省级"
    CITY = "city", "市级"
    COUNTY = "county", "县级"
    TOWNSHIP = "township", "乡级"
    VILLAGE = "village", "村级"


class BodyKind(TextChoices):
    GOVERNMENT = "government", "人民政府"
    DEPARTMENT = "department", "政府部门"
    TOWNSHIP = "township", "乡镇人民政府、街道办事处"
    AGENCY = "agency", "派出机构"
    SECTOR = "sector", "垂直管理机构"
    INSTITUTION = "institution", "公共企事业单位"
    VILLAGE = "village", "村（居）民委员会"


class SuccessionKind(TextChoices):
    """How one body took the place of another."""

    RENAME = "rename", "更名组建"
    MERGE = "merge", "合并"
    SPLIT = "split", "分立"
    TRANSFER = "transfer", "职责划转"


class OrganisationsTag(TextChoices):
    DIVISION_CREATE = "organisations.division.create", "新增行政区划"
    DIVISION_UPDATE = "organisations.division.update", "修改行政区划"
    BODY_CREATE = "organisations.body.create", "新增机关"
    BODY_UPDATE = "organisations.body.update", "修改机关联系信息"
    BODY_REGISTER = "organisations.body.register", "修改机关登记信息"
    BODY_RENAME = "organisations.body.rename", "机关更名"
    BODY_CORRECT_NAME = "organisations.body.correct_name", "更正机关名称"
    BODY_SET_PARENT = "organisations.body.set_parent", "调整上级机关"
    BODY_SET_SECTOR_PARENT = "organisations.body.set_sector_parent", "调整业务主管机关"
    BODY_MERGE = "organisations.body.merge", "合并机关"
    BODY_CLOSE = "organisations.body.close", "撤销机关"
    SUCCESSION_RECORD = "organisations.succession.record", "登记职责承接"

"""The catalogues of province, county and townships: imported, derived, adjusted and published by the people
whose work that is, at the days when it would have happened."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from gongkai.core.catalogue import commands as catalogue
from gongkai.core.catalogue import queries
from gongkai.core.catalogue.rules import ItemFields
from gongkai.demonstration import County
from gongkai.edges.cli import output
from gongkai.edges.cli.demonstration.catalogue import FILE_NAME, TITLE, county_table, province_table
from gongkai.edges.cli.demonstration.structure import LOADER, Keys
from gongkai.foundation.identity import queries as identity
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor

if TYPE_CHECKING:
    from gongkai.core.catalogue.models import Catalogue, CatalogueItem

PROVINCE_TITLE = "江临省基层政务公开共性目录（3个领域）"
PROVINCE_FILE = "江临省基层政务公开共性目录.xlsx"
_FIRST = timedelta(days=420)
"""The first versions are older than the oldest document."""

_SECOND = timedelta(days=60)
_CLERKS = (("chengguan", "城关街道"), ("donghu", "东湖街道"), ("qingshi", "青石镇"))
"""Townships with a catalogue of their own; the others publish under the county's."""

_NOT_HERE = ("23", "农业资源及生态保护补助资金", "草原生态保护补助奖励")
_NO_GRASSLAND = "本县没有草原，不属于草原生态保护补助奖励政策实施范围，历年没有此项资金。"
_SHORTER = (("20", "最低生活保障", "审核信息"), ("20", "最低生活保障", "审批信息"))
_SHORTER_LIMIT = "信息形成或者变更之日起10个工作日内"
_MORE = ("24", "招生管理", "招生计划")
_ADDED = ItemFields(
    area_code="24",
    code="",
    level1="学生服务",
    level2="课后服务收费和承担机构",
    content_elements="课后服务内容、时间、收费标准、承担机构名单、退费办法、监督电话",
    legal_basis=("《中华人民共和国政府信息公开条例》（国务院令第711号）",),
    time_limit="信息形成或者变更之日起20个工作日内",
    responsible_text="云溪县教育体育局",
    channels=("政府网站", "公开查阅点"),
    for_everyone=True,
    tiers=("县级",),
)
_STANDARDS = (
    (
        ("20", "最低生活保障", "审核信息"),
        "逐户公示：申请人姓名、家庭人口、拟保障人数和金额、公示起止日期、监督电话。不得公示身份证号、住址门牌、银行账号和病情。",
        "××街道2026年5月城市最低生活保障审核公示（2户3人，拟月补助金额合计1050元；公示期7天；监督电话××）",
    ),
    (
        ("04", "财政预决算", "政府决算"),
        "包括报告文本、收支总表、一般公共预算支出决算表（到项级）、“三公”经费说明、转移支付和债务情况说明。",
        "××县2025年财政决算（附表1—28，说明与表格数额一致）",
    ),
)


def load_catalogues(plan: County, keys: Keys) -> None:
    """Make what is not there yet; each step is whole or not at all."""
    county = _catalogue(keys.divisions[plan.division_code], TITLE)
    today = clock.day_of(county.created_at)
    deputy, office = _person("office.deputy"), _person("office")
    if queries.latest_version(county.pk) is None:
        with transaction.atomic(), _on(today - _FIRST):
            _load_province(plan, keys)
            _import(county, FILE_NAME, county_table(plan), deputy)
            _publish(county, "首次编制，覆盖国家26个领域，参照省共性目录。", deputy, office)
    for body_key, name in _CLERKS:
        _load_township(plan, keys, body_key, name, today)
    if queries.versions_of(county.pk, published_only=True).count() == 1:
        with transaction.atomic(), _on(today - _SECOND):
            _adjust(county, deputy, office)
    version = queries.latest_version(county.pk)
    output.done(
        f"标准目录：{version.item_count if version else 0}项，现行第{version.number if version else 0}版"
    )


def _load_province(plan: County, keys: Keys) -> None:
    code = next(division.code for division in plan.divisions if division.level == "province")
    province = _catalogue(keys.divisions[code], PROVINCE_TITLE)
    _import(province, PROVINCE_FILE, province_table(plan, PROVINCE_TITLE), LOADER)
    _publish(province, "发布财政预决算、社会救助、义务教育3个领域的共性目录。", LOADER, LOADER)
    for key, requirement, sample in _STANDARDS:
        catalogue.set_content_standard(
            actor=LOADER,
            item_id=_item(province, key).pk,
            requirement=requirement,
            sample=sample,
            source="江临省基层政务公开信息内容标准（虚构）",
        )


def _load_township(plan: County, keys: Keys, body_key: str, name: str, today: date) -> None:
    body = next(found for found in plan.bodies if found.key == body_key)
    division_id = keys.divisions[body.division_code]
    present = queries.catalogue_for(division_id)
    if present is not None and present.division_id == division_id:
        return
    clerk = _person(f"{body_key}.clerk")
    with transaction.atomic(), _on(today - _FIRST, hour=15):
        township = catalogue.derive_catalogue(
            actor=clerk,
            division_id=division_id,
            title=f"{name}政务公开标准目录",
            responsible_body_id=keys.bodies[body_key],
        )
        _publish(township, "由县目录中涉及乡级的事项生成。", clerk, _person("office"))


def _adjust(county: Catalogue, deputy: Actor, office: Actor) -> None:
    """The second version: a shorter limit, more content, an item added, one that does not apply."""
    for key in _SHORTER:
        item = _item(county, key)
        _change(item, replace(queries.fields_of(item), time_limit=_SHORTER_LIMIT), deputy)
    item = _item(county, _MORE)
    more = f"{item.content_elements}；学区划分图；咨询时间和地点"
    _change(item, replace(queries.fields_of(item), content_elements=more), deputy)
    catalogue.add_item(actor=deputy, catalogue_id=county.pk, fields=_ADDED)
    exemption = catalogue.propose_not_applicable(
        actor=deputy, catalogue_id=county.pk, item_id=_item(county, _NOT_HERE).pk, basis=_NO_GRASSLAND
    )
    catalogue.approve_not_applicable(actor=office, exemption_id=exemption.pk, opinion="情况属实，同意。")
    note = "缩短最低生活保障公开时限，细化招生计划内容，新增课后服务事项；草原生态保护补助奖励在本县不适用。"
    _publish(county, note, deputy, office)


def _change(item: CatalogueItem, fields: ItemFields, actor: Actor) -> None:
    catalogue.update_item(actor=actor, item_id=item.pk, revision=item.revision, fields=fields)


def _catalogue(division_id: int, title: str) -> Catalogue:
    present = queries.catalogue_for(division_id)
    if present is not None and present.division_id == division_id:
        return present
    return catalogue.create_catalogue(actor=LOADER, division_id=division_id, title=title)


def _import(holder: Catalogue, name: str, content: bytes, actor: Actor) -> None:
    upload = catalogue.receive_upload(actor=actor, catalogue_id=holder.pk, name=name, chunks=[content])
    catalogue.import_upload(actor=actor, upload_id=upload.pk)


def _publish(holder: Catalogue, note: str, editor: Actor, approver: Actor) -> None:
    version = catalogue.submit_version(actor=editor, catalogue_id=holder.pk, change_note=note)
    catalogue.publish_version(actor=approver, version_id=version.pk)


def _item(holder: Catalogue, key: tuple[str, str, str]) -> CatalogueItem:
    area, level1, level2 = key
    return queries.items_in(holder.pk, area_code=area).get(level1=level1, level2=level2)


def _person(username: str) -> Actor:
    account = identity.find_account(username)
    return identity.actor_for(account.pk) if account else LOADER


def _on(day: date, hour: int = 10) -> AbstractContextManager[None]:
    return clock.frozen(datetime.combine(day, time(hour), clock.CHINA))

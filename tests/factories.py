"""Shared makers of test data. Everything is made through the real commands, never by writing rows."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gongkai.core.catalogue import commands as catalogue
from gongkai.core.catalogue import queries as catalogue_queries
from gongkai.core.catalogue.models import Catalogue, CatalogueItem, CatalogueVersion
from gongkai.core.information import commands as information
from gongkai.core.information import queries as information_queries
from gongkai.core.information.enums import EditionState, Openness, SecrecyConclusion, Verdict
from gongkai.core.information.models import Document, Edition
from gongkai.core.information.rules import Draft, OpennessDecision
from gongkai.core.publishing import commands as publishing
from gongkai.core.publishing.models import Site
from gongkai.core.workflow.enums import DECIDERS
from gongkai.foundation.access.enums import Role
from gongkai.foundation.identity import commands as identity
from gongkai.foundation.identity.models import Account
from gongkai.foundation.organisations import commands as organisations
from gongkai.foundation.organisations.enums import BodyKind, DivisionLevel
from gongkai.foundation.organisations.models import Division, PublicBody
from gongkai.kernel.actor import Actor, ActorKind, Grant
from gongkai.kernel.secret import Secret
from gongkai.text.catalogue_table import Audience, CatalogueRow, Method, write_catalogue
from gongkai.text.uscc import make_check_digit

SYSTEM = Actor.system("测试数据")
BODY_HTML = "<p>为保障群众知情权，现将有关事项公告如下，请社会各界监督。</p>"

_accounts = itertools.count(1_000)
_codes = itertools.count(1)


def fresh_uscc(division_code: str = "990123") -> str:
    """A code that no other body of this test run has, with a right check digit."""
    first = f"11{division_code}{next(_codes):08d}X"
    return first + make_check_digit(first)


def make_actor(
    role: Role | None,
    place: PublicBody | Division | None = None,
    *,
    name: str = "",
    account_id: int | None = None,
) -> Actor:
    """A person holding `role` over a body, over a division and all below it, or over the installation."""
    number = account_id or next(_accounts)
    is_body = isinstance(place, PublicBody)
    grant = Grant(
        role=role.value if role else "",
        body_id=place.pk if is_body else None,
        division_id=place.pk if isinstance(place, Division) else None,
    )
    return Actor(
        account_id=number,
        name=name or f"{role.label if role else '来访者'}{number}",
        kind=ActorKind.PERSON,
        body_id=place.pk if is_body else None,
        body_name=place.name if is_body else "",
        grants=(grant,) if role else (),
    )


def with_roles(place: PublicBody | Division | None, *roles: Role) -> Actor:
    """One person holding several roles over the same place."""
    actors = [make_actor(role, place) for role in roles]
    grants = tuple(grant for actor in actors for grant in actor.grants)
    first = actors[0]
    return Actor(first.account_id, first.name, first.kind, first.body_id, first.body_name, grants)


@dataclass
class County:
    """A county with its government, two departments, a township, a village, and a catalogue of its own."""

    province: Division
    city: Division
    division: Division
    township: Division
    village: Division
    government: PublicBody
    bureau: PublicBody
    other_bureau: PublicBody
    town_government: PublicBody
    committee: PublicBody
    catalogue: Catalogue
    items: list[CatalogueItem]
    site: Site
    people: dict[tuple[Role, int], Actor] = field(default_factory=dict)

    @property
    def item(self) -> CatalogueItem:
        return self.items[0]

    def person(self, role: Role, body: PublicBody | None = None) -> Actor:
        """The one holder of `role` over `body` (the first department if not given), always the same."""
        place = body or self.bureau
        key = (role, place.pk)
        if key not in self.people:
            self.people[key] = make_actor(role, place)
        return self.people[key]


def make_division(
    code: str, name: str, level: DivisionLevel, parent: Division | None = None, *, short_name: str = ""
) -> Division:
    return organisations.create_division(
        actor=SYSTEM,
        code=code,
        name=name,
        short_name=short_name,
        level=level,
        parent_id=parent.pk if parent else None,
    )


def make_body(
    division: Division,
    name: str,
    *,
    parent: PublicBody | None = None,
    kind: BodyKind = BodyKind.DEPARTMENT,
    **fields: Any,
) -> PublicBody:
    """A public body with a credit code of its own (give `uscc=""` for one without)."""
    return organisations.create_body(
        actor=SYSTEM,
        division_id=division.pk,
        name=name,
        kind=kind,
        parent_id=parent.pk if parent else None,
        **{"uscc": fresh_uscc(division.code[:6]), **fields},
    )


def make_row(
    number: int = 1, *, area: str = "社会救助", level1: str = "最低生活保障", **fields: Any
) -> CatalogueRow:
    """A row of a catalogue as the reader would give it."""
    values: dict[str, Any] = {
        "sheet": area,
        "row_number": number + 4,
        "area": area,
        "code": str(number),
        "level1": level1,
        "level2": f"公开事项{number}",
        "content": "对象范围；申请条件；办理程序；审核审批信息",
        "basis": "《中华人民共和国政府信息公开条例》；《社会救助暂行办法》",
        "basis_list": ("《中华人民共和国政府信息公开条例》", "《社会救助暂行办法》"),
        "time_limit": "自信息形成或者变更之日起20个工作日内",
        "responsible": "云溪县民政局",
        "channels": ("政府网站", "政务服务中心"),
        "channels_raw": "",
        "audience": Audience(everyone=True),
        "methods": (Method.PROACTIVE,),
        "tiers": ("县级", "乡级"),
    }
    return CatalogueRow(**{**values, **fields})


def catalogue_file(rows: Iterable[CatalogueRow], title: str = "云溪县基层政务公开标准目录") -> bytes:
    """The rows as an .xlsx in the usual layout."""
    stream = io.BytesIO()
    write_catalogue(rows, stream, title)
    return stream.getvalue()


def import_rows(found: Catalogue, rows: Iterable[CatalogueRow], name: str = "目录.xlsx") -> Any:
    """Upload and import a table made of `rows`; returns the outcome."""
    upload = catalogue.receive_upload(
        actor=SYSTEM, catalogue_id=found.pk, name=name, chunks=[catalogue_file(rows)]
    )
    return catalogue.import_upload(actor=SYSTEM, upload_id=upload.pk)


def publish_catalogue(found: Catalogue, note: str = "按上级标准调整。", **fields: Any) -> CatalogueVersion:
    """Hand in what was changed and publish it, in force from today."""
    submitted = catalogue.submit_version(actor=SYSTEM, catalogue_id=found.pk, change_note=note, **fields)
    return catalogue.publish_version(actor=SYSTEM, version_id=submitted.pk)


def make_county(name: str = "云溪县", code: str = "990123", *, items: int = 3) -> County:
    """A working county; a second one (other name and code) hangs under the same city."""
    province = _division("990000", "江临省", DivisionLevel.PROVINCE)
    city = _division("990100", "澄州市", DivisionLevel.CITY, province)
    division = make_division(code, name, DivisionLevel.COUNTY, city)
    township = make_division(f"{code}003", "青石镇", DivisionLevel.TOWNSHIP, division)
    village = make_division(f"{code}003201", "石桥村", DivisionLevel.VILLAGE, township)
    government = make_body(division, f"{name}人民政府", kind=BodyKind.GOVERNMENT, short_name="县政府")
    bureau = make_body(division, f"{name}民政局", parent=government)
    other_bureau = make_body(division, f"{name}财政局", parent=government)
    town_government = make_body(township, f"{name}青石镇人民政府", parent=government, kind=BodyKind.TOWNSHIP)
    committee = make_body(village, "石桥村村民委员会", parent=town_government, kind=BodyKind.VILLAGE)
    catalogue.load_areas(actor=SYSTEM)
    own = catalogue.create_catalogue(
        actor=SYSTEM, division_id=division.pk, title=f"{name}基层政务公开标准目录"
    )
    import_rows(own, [make_row(number, responsible=bureau.name) for number in range(1, items + 1)])
    publish_catalogue(own, "首次公布。")
    make_staff(division, government)
    site = publishing.create_site(
        actor=SYSTEM, division_id=division.pk, owner_body_id=government.pk, name=f"{name}政务公开"
    )
    return County(
        province, city, division, township, village, government, bureau, other_bureau, town_government,
        committee, own, list(catalogue_queries.items_in(own.pk)), site,
    )  # fmt: skip


def make_staff(division: Division, home: PublicBody) -> Account:
    """An account that holds every role at which reviews stand, over the division: none of them is vacant."""
    account = identity.create_account(
        actor=SYSTEM,
        username=f"z.staff.{division.code}",
        display_name=f"{division.name}值班员",
        body_id=home.pk,
        password=Secret("Granite+Harbour57"),
        must_change_password=False,
    )
    for role in sorted(DECIDERS):
        identity.grant_role(actor=SYSTEM, account_id=account.pk, role=role, division_id=division.pk)
    return account


def _division(code: str, name: str, level: DivisionLevel, parent: Division | None = None) -> Division:
    found = Division.objects.filter(code=code).first()
    return found or make_division(code, name, level, parent)


def make_item(county: County, *, area: str = "养老服务", **fields: Any) -> CatalogueItem:
    """One more item in the county's catalogue, published."""
    number = CatalogueItem.objects.filter(catalogue=county.catalogue).count() + 1
    row = make_row(number, area=area, **{"responsible": county.bureau.name, **fields})
    import_rows(county.catalogue, [row])
    publish_catalogue(county.catalogue)
    return CatalogueItem.objects.get(
        catalogue=county.catalogue, area__name=area, level1=row.level1, level2=row.level2
    )


def a_draft(title: str = "云溪县城乡低保标准公告", **fields: Any) -> Draft:
    """Complete written fields: a document that can be submitted as it is."""
    values: dict[str, Any] = {
        "title": title,
        "document_number": "云民发〔2026〕5号",
        "written_on": date(2026, 9, 1),
        "subject_category": "民政、扶贫、救灾",
        "keywords": ("低保", "标准"),
        "summary": "公布城乡低保标准。",
        "body_html": BODY_HTML,
        "openness": Openness.PROACTIVE.value,
    }
    return Draft(**{**values, **fields})


def draft(
    county: County,
    title: str = "云溪县城乡低保标准公告",
    *,
    body: PublicBody | None = None,
    item: CatalogueItem | None = None,
    actor: Actor | None = None,
    genre: str = "",
    kind: str = "",
    **fields: Any,
) -> Edition:
    """A complete draft, written by the department's editor."""
    home = body or county.bureau
    return information.draft_document(
        actor=actor or county.person(Role.DEPARTMENT_EDITOR, home),
        body_id=home.pk,
        item_id=(item or county.item).pk,
        draft=a_draft(title, **fields),
        genre=genre,
        kind=kind,
    )


def submit(county: County, edition: Edition) -> Edition:
    """Handed in by the editor, who has looked at what the scan cannot read, such as pictures."""
    editor = county.person(Role.DEPARTMENT_EDITOR, edition.document.body)
    look_over(editor, Edition.objects.select_related("document").get(pk=edition.pk))
    return information.submit_edition(actor=editor, edition_id=edition.pk)


def look_over(editor: Actor, edition: Edition) -> None:
    """Whatever wants a look gets it: files that nothing can read one by one, the rest at once."""
    report = information_queries.guard_report(edition)
    unread = report.open_unread
    for found in report.parts:
        if found.part.key in unread:
            information.confirm_file(
                actor=editor, edition_id=edition.pk, digest=found.part.digest, looked=True
            )
    if report.open_review > sum(unread.values()):
        information.confirm_findings(actor=editor, edition_id=edition.pk, basis="逐处看过。")


CLEARED = information.SecrecySheet(conclusion=SecrecyConclusion.MAY_PUBLISH)
"""The entry of a stage of the secrecy review that has nothing against publication."""


def review(
    county: County,
    edition: Edition,
    verdict: Verdict = Verdict.APPROVE,
    opinion: str = "",
    sheet: information.SecrecySheet | None = CLEARED,
) -> Edition:
    """审核 with the first stage of the secrecy review."""
    reviewer = county.person(Role.REVIEWER, edition.document.body)
    return information.review_edition(
        actor=reviewer, edition_id=edition.pk, verdict=verdict, opinion=opinion, sheet=sheet
    )


def clear(
    county: County,
    edition: Edition,
    conclusion: SecrecyConclusion = SecrecyConclusion.MAY_PUBLISH,
    reason: str = "",
    refer_to: str = "",
) -> Edition:
    """The second stage of the secrecy review."""
    return information.review_secrecy(
        actor=county.person(Role.SECRECY_REVIEWER, edition.document.body),
        edition_id=edition.pk,
        sheet=information.SecrecySheet(conclusion=conclusion, reason=reason, refer_to=refer_to),
    )


def sign(
    county: County,
    edition: Edition,
    verdict: Verdict = Verdict.APPROVE,
    opinion: str = "",
    sheet: information.SecrecySheet | None = CLEARED,
    openness: OpennessDecision | None = None,
) -> Edition:
    """签发 with the last stage of the secrecy review; the openness as proposed unless another is given."""
    approver = county.person(Role.APPROVER, edition.document.body)
    return information.sign_off_edition(
        actor=approver,
        edition_id=edition.pk,
        verdict=verdict,
        opinion=opinion,
        sheet=sheet,
        openness=openness,
    )


def publish(county: County, edition: Edition) -> Edition:
    home = edition.document.body
    return information.publish_edition(
        actor=county.person(Role.DEPARTMENT_EDITOR, home), edition_id=edition.pk
    )


_STEPS = (submit, review, clear, sign, publish)
_REACHED = {
    EditionState.DRAFT: 0,
    EditionState.IN_REVIEW: 1,
    EditionState.SIGNED: 4,
    EditionState.PUBLISHED: 5,
}


def bring_to(county: County, edition: Edition, state: EditionState) -> Edition:
    """Take a fresh draft through the whole route as far as `state`."""
    for step in _STEPS[: _REACHED[state]]:
        edition = step(county, edition)
    return edition


def publish_document(county: County, title: str = "云溪县城乡低保标准公告", **fields: Any) -> Edition:
    """A document written, reviewed, signed and published; takes what `draft` takes."""
    return bring_to(county, draft(county, title, **fields), EditionState.PUBLISHED)


def correct(county: County, document: Document, note: str = "更正附表中的标准数额。") -> Edition:
    """The draft of the next edition."""
    return information.start_correction(
        actor=county.person(Role.DEPARTMENT_EDITOR, document.body), document_id=document.pk, change_note=note
    )


def withdraw(
    county: County, document: Document, basis: str = "内容涉及个人隐私，依据条例第十五条。"
) -> Document:
    return information.withdraw_document(
        actor=county.person(Role.APPROVER, document.body), document_id=document.pk, basis=basis
    )

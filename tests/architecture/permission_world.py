"""Two counties with something for every command to be tried on, and the inputs of each row of the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyotp

from gongkai.core.catalogue import commands as catalogue
from gongkai.core.information import commands as information
from gongkai.core.information.enums import SUBJECT, EditionState, Verdict
from gongkai.core.information.models import Attachment, Edition
from gongkai.core.publishing.enums import LogAction
from gongkai.core.workflow.rules import STANDARD_ROUTE
from gongkai.foundation.access.enums import ADMINISTRATORS, Role
from gongkai.foundation.deadlines import commands as deadlines
from gongkai.foundation.deadlines.models import LimitSetting, StandingDeadline
from gongkai.foundation.deadlines.rules import calendar_cause
from gongkai.foundation.identity import commands as identity
from gongkai.foundation.identity.models import Account, RoleGrant
from gongkai.foundation.notifications import commands as notifications
from gongkai.foundation.notifications import queries as notices
from gongkai.foundation.notifications.enums import NoticeKind
from gongkai.foundation.organisations.enums import BodyKind, DivisionLevel, SuccessionKind
from gongkai.foundation.organisations.models import Division, PublicBody
from gongkai.foundation.outbox.enums import DeliveryState
from gongkai.foundation.outbox.models import Delivery
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.secret import Secret
from gongkai.kernel.time_units import Span, Unit
from gongkai.reference.calendars import calendar_year
from tests import factories as make
from tests.architecture.permission_catalogues import CATALOGUE_INPUTS, Layers, make_layers
from tests.architecture.permission_guarding import GUARDING_INPUTS, Guarded, make_guarded
from tests.architecture.permission_moving import MOVING_INPUTS, Runs, make_runs
from tests.architecture.permission_openness import OPENNESS_INPUTS, Openings, make_openings
from tests.architecture.permission_powers import LIST_INPUTS, Lists, make_lists
from tests.architecture.permission_reviews import REVIEW_INPUTS, Reviews, make_reviews
from tests.architecture.permission_tables import TABLE_INPUTS
from tests.architecture.permission_times import TIME_INPUTS, Times, make_times
from tests.architecture.permission_validity import VALIDITY_INPUTS
from tests.architecture.permission_wording import WORDING_INPUTS, make_wordings
from tests.bad_files import PNG
from tests.factories import County

PASSWORD = "Mountain#Spring7"
ANOTHER = "River&Harvest88"
BASIS = "编办〔2026〕1号"


@dataclass
class World:
    county: County
    other: County
    empty_division: Division
    far_township: Division
    lone_bureau: PublicBody
    me: Account
    colleague: Account
    disabled: Account
    fresh: Account
    with_factor: Account
    grant: RoleGrant
    secret: str
    upload_id: int
    draft: Edition
    attachment: Attachment
    own_in_review: Edition
    at_review: Edition
    at_secrecy: Edition
    at_sign_off: Edition
    signed: Edition
    published: Edition
    dead: Delivery
    deadline: StandingDeadline
    limit_setting: LimitSetting
    notice_id: int
    lists: Lists
    runs: Runs
    layers: Layers
    openings: Openings
    guarded: Guarded
    times: Times
    reviews: Reviews


def make_world() -> World:
    county = make.make_county()
    other = make.make_county("石溪县", "990124", items=1)
    empty = make.make_division("990123009", "竹园乡", DivisionLevel.TOWNSHIP, county.division)
    lone = make.make_body(county.division, "云溪县档案局", parent=county.government)
    me = account("self", county.bureau)
    with_factor = account("withfactor", county.bureau)
    disabled = account("disabled", county.bureau)
    identity.disable_account(actor=make.SYSTEM, account_id=disabled.pk)
    held, fresh = account("held", county.bureau), account("fresh", county.bureau)
    grant = identity.grant_role(
        actor=make.SYSTEM, account_id=held.pk, role=Role.REVIEWER, body_id=county.bureau.pk
    )
    secret = _bind(with_factor)
    upload = catalogue.receive_upload(
        actor=make.SYSTEM,
        catalogue_id=county.catalogue.pk,
        name="目录.xlsx",
        chunks=[make.catalogue_file([make.make_row(1), make.make_row(9)])],
    )
    make_wordings(county)
    draft = make.draft(county)
    attachment = information.attach_file(
        actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=draft.pk, name="表.txt", chunks=[b"1"]
    )
    mine = make.draft(county, actor=person(me, Role.DEPARTMENT_EDITOR, county.bureau))
    reviewed = [make.review(county, make.submit(county, make.draft(county))) for _ in range(2)]
    published = make.publish_document(county)
    Delivery.objects.update(state=DeliveryState.DEAD)
    return World(
        county=county,
        other=other,
        empty_division=empty,
        far_township=make.make_division("990123010", "云顶乡", DivisionLevel.TOWNSHIP, county.division),
        lone_bureau=lone,
        me=me,
        colleague=held,
        disabled=disabled,
        fresh=fresh,
        with_factor=with_factor,
        grant=grant,
        secret=secret,
        upload_id=upload.pk,
        draft=draft,
        attachment=attachment,
        own_in_review=make.submit(county, mine),
        at_review=make.submit(county, make.draft(county)),
        at_secrecy=reviewed[0],
        at_sign_off=make.clear(county, reviewed[1]),
        signed=make.bring_to(county, make.draft(county), EditionState.SIGNED),
        published=published,
        dead=Delivery.objects.order_by("id").first(),
        lists=make_lists(county, person(me, Role.DEPARTMENT_EDITOR, county.bureau)),
        deadline=_deadlines(county),
        limit_setting=_limit_setting(county),
        notice_id=_notice_to(me),
        layers=make_layers(county),
        openings=make_openings(county),
        guarded=make_guarded(county),
        times=make_times(county),
        reviews=make_reviews(county, me, held, fresh),
        runs=make_runs(county),
    )


def account(username: str, body: PublicBody) -> Account:
    return identity.create_account(
        actor=make.SYSTEM,
        username=username,
        display_name=f"{username}君",
        body_id=body.pk,
        password=Secret(PASSWORD),
        must_change_password=False,
    )


def person(holder: Account, role: Role | None, place: PublicBody | Division | None) -> Actor:
    """The holder of a real account with `role` over `place`."""
    return make.make_actor(role, place, account_id=holder.pk)


def _bind(holder: Account) -> str:
    actor = person(holder, None, None)
    secret = identity.begin_totp(actor=actor).secret.reveal()
    identity.confirm_totp(actor=actor, code=Secret(pyotp.TOTP(secret).now()))
    return secret


def _begun(world: World) -> dict[str, Any]:
    secret = identity.begin_totp(actor=person(world.me, None, None)).secret.reveal()
    return {"code": Secret(pyotp.TOTP(secret).now())}


def _draft_again(world: World) -> dict[str, Any]:
    return {"edition_id": world.draft.pk, "revision": world.draft.revision, "draft": make.a_draft("改过")}


def _decision(edition: str, kind: str, opinion: str) -> Callable[[World], dict[str, Any]]:
    return lambda world: {
        "subject_type": SUBJECT,
        "subject_id": getattr(world, edition).pk,
        "kind": kind,
        "opinion": opinion,
    }


def _body(world: World, **more: Any) -> dict[str, Any]:
    return {"body_id": world.county.bureau.pk, **more}


_DEADLINE = {"subject_type": "test.subject", "subject_id": 1, "purpose": "reply"}
_CAUSE = calendar_cause(2027, 1, [])


def _deadline_facts(county: County, number: int) -> dict[str, Any]:
    return {
        **_DEADLINE, "subject_id": number, "title": "答复申请", "rule_code": "publication.general",
        "owner_body_id": county.bureau.pk, "start_on": clock.today(),
    }  # fmt: skip


def _deadlines(county: County) -> StandingDeadline:
    """One that runs, and a second one that is paused."""
    running = deadlines.open_deadline(actor=make.SYSTEM, **_deadline_facts(county, 1))
    deadlines.open_deadline(actor=make.SYSTEM, **_deadline_facts(county, 2))
    deadlines.pause_deadline(actor=make.SYSTEM, **{**_DEADLINE, "subject_id": 2}, reason="征求意见")
    return running


def _limit_setting(county: County) -> LimitSetting:
    return deadlines.set_limit(
        actor=make.SYSTEM,
        division_id=county.division.pk,
        rule_code="proposal.reply",
        span=Span(10, Unit.WORKDAY),
        basis=BASIS,
        effective_from=clock.today(),
    )


def _notice_to(holder: Account) -> int:
    notifications.send_notice(
        actor=make.SYSTEM,
        account_ids=[holder.pk],
        kind=NoticeKind.DEADLINE_MOVED,
        title="期限变动",
        text="一项期限变动。",
        key="test:1",
    )
    return notices.notices_of(holder.pk).get().pk


INPUTS: Mapping[str, Callable[[World], dict[str, Any]]] = {
    **LIST_INPUTS,
    **REVIEW_INPUTS,
    **MOVING_INPUTS,
    **CATALOGUE_INPUTS,
    **OPENNESS_INPUTS,
    **GUARDING_INPUTS,
    **TIME_INPUTS,
    **VALIDITY_INPUTS,
    **TABLE_INPUTS,
    **WORDING_INPUTS,
    "organisations.division.create": lambda w: {
        "code": "990123008", "name": "大塘乡", "level": DivisionLevel.TOWNSHIP,
        "parent_id": w.county.division.pk,
    },
    "organisations.division.create@root": lambda w: {
        "code": "980000", "name": "临江省", "level": DivisionLevel.PROVINCE,
    },
    "organisations.division.update": lambda w: {"division_id": w.county.township.pk, "name": "青石新镇"},
    "organisations.body.create": lambda w: {
        "division_id": w.county.division.pk, "name": "云溪县气象局", "kind": BodyKind.DEPARTMENT,
    },
    "organisations.body.update": lambda w: _body(w, address="云溪县人民路1号"),
    "organisations.body.update@village": lambda w: {
        "body_id": w.county.committee.pk, "address": "石桥村1号",
    },
    "organisations.body.register": lambda w: _body(w, sort_key=7),
    "organisations.body.rename": lambda w: _body(
        w, name="云溪县民政和退役军人局", on=date(2026, 6, 1), basis=BASIS
    ),
    "organisations.body.correct_name": lambda w: _body(w, name="云溪县民政总局", basis=BASIS),
    "organisations.body.set_parent": lambda w: {
        "body_id": w.lone_bureau.pk, "parent_id": w.county.other_bureau.pk,
    },
    "organisations.body.set_sector_parent": lambda w: _body(w, sector_parent_id=w.other.bureau.pk),
    "organisations.body.merge": lambda w: {
        "predecessor_ids": [w.lone_bureau.pk], "successor_id": w.county.other_bureau.pk,
        "on": date(2026, 6, 1), "basis": BASIS,
    },
    "organisations.body.close": lambda w: {
        "body_id": w.lone_bureau.pk, "on": date(2026, 6, 1), "basis": BASIS,
    },
    "organisations.succession.record": lambda w: {
        "predecessor_id": w.lone_bureau.pk, "successor_id": w.county.bureau.pk,
        "kind": SuccessionKind.TRANSFER, "on": date(2026, 6, 1), "basis": BASIS,
    },
    "calendars.year.load": lambda w: {"calendar": calendar_year(2026)},
    "identity.account.create": lambda w: _body(
        w, username="newcomer", display_name="新人", password=Secret(PASSWORD)
    ),
    "identity.account.create_first": lambda w: _body(
        w,
        administrators={
            role: identity.FirstAdministrator(role.value.replace("_", "."), "管理员", Secret(PASSWORD))
            for role in ADMINISTRATORS
        },
    ),
    "identity.account.update": lambda w: {"account_id": w.colleague.pk, "display_name": "改名"},
    "identity.account.disable": lambda w: {"account_id": w.colleague.pk},
    "identity.account.enable": lambda w: {"account_id": w.disabled.pk},
    "identity.account.unlock": lambda w: {"account_id": w.colleague.pk},
    "identity.role.grant": lambda w: {
        "account_id": w.fresh.pk, "role": Role.REVIEWER, "body_id": w.county.bureau.pk,
    },
    "identity.role.grant@installation": lambda w: {"account_id": w.fresh.pk, "role": Role.SUPERVISOR},
    "identity.role.revoke": lambda w: {"grant_id": w.grant.pk},
    "identity.password.change": lambda w: {"current": Secret(PASSWORD), "new": Secret(ANOTHER)},
    "identity.password.reset": lambda w: {"account_id": w.colleague.pk, "temporary": Secret(ANOTHER)},
    "identity.session.sign_in": lambda w: {"username": "self", "password": Secret(PASSWORD)},
    "identity.session.second_step": lambda w: {
        "account_id": w.with_factor.pk, "session_epoch": 1,
        "password_accepted_at": clock.now(), "code": Secret("000000"),
    },
    "identity.session.sign_out": lambda w: {},
    "identity.session.end_all": lambda w: {"account_id": w.colleague.pk},
    "identity.session.end_all@own": lambda w: {"account_id": w.me.pk},
    "identity.second_factor.begin": lambda w: {},
    "identity.second_factor.confirm": _begun,
    "identity.second_factor.remove": lambda w: {"account_id": w.with_factor.pk},
    "notifications.notice.send": lambda w: {
        "account_ids": [w.colleague.pk], "kind": NoticeKind.DEADLINE_MOVED, "title": "期限变动",
        "text": "一项期限变动。", "key": "test:2",
    },
    "notifications.notice.read": lambda w: {"notice_id": w.notice_id},
    "notifications.notice.read_all": lambda w: {},
    "deadlines.deadline.open": lambda w: _deadline_facts(w.county, 3),
    "deadlines.deadline.pause": lambda w: {**_DEADLINE, "reason": "征求第三方意见"},
    "deadlines.deadline.resume": lambda w: {**_DEADLINE, "subject_id": 2},
    "deadlines.deadline.extend": lambda w: {
        **_DEADLINE, "span": Span(20, Unit.WORKDAY), "reason": "经负责人同意",
    },
    "deadlines.deadline.restart": lambda w: {**_DEADLINE, "reason": "收到补正材料"},
    "deadlines.deadline.meet": lambda w: _DEADLINE,
    "deadlines.deadline.drop": lambda w: {**_DEADLINE, "reason": "申请人撤回"},
    "deadlines.deadline.move": lambda w: {"deadline_id": w.deadline.pk, "cause": _CAUSE},
    "deadlines.deadline.rederive": lambda w: {"cause": _CAUSE},
    "deadlines.limit.set": lambda w: {
        "division_id": w.county.division.pk, "rule_code": "publication.general",
        "span": Span(10, Unit.WORKDAY), "basis": BASIS, "effective_from": clock.today(),
    },
    "deadlines.limit.end": lambda w: {"setting_id": w.limit_setting.pk},
    "operations.delivery.revive": lambda w: {"delivery_id": w.dead.pk},
    "operations.audit.verify": lambda w: {},
    "operations.audit.export": lambda w: {},
    "catalogue.areas.load": lambda w: {},
    "catalogue.national.load": lambda w: {},
    "catalogue.catalogue.create": lambda w: {"division_id": w.empty_division.pk, "title": "竹园乡目录"},
    "catalogue.upload.receive": lambda w: {
        "catalogue_id": w.county.catalogue.pk, "name": "目录.xlsx",
        "chunks": [make.catalogue_file([make.make_row(5)])],
    },
    "catalogue.upload.import": lambda w: {"upload_id": w.upload_id},
    "workflow.case.open": lambda w: {
        "subject_type": "test.subject", "subject_id": 1, "title": "一件", "body_id": w.county.bureau.pk,
        "author_ids": [], "route": STANDARD_ROUTE,
    },
    "workflow.case.recall": lambda w: {"subject_type": SUBJECT, "subject_id": w.own_in_review.pk},
    "workflow.step.approve@review": _decision("at_review", "review", ""),
    "workflow.step.approve@secrecy": _decision("at_secrecy", "secrecy", ""),
    "workflow.step.approve@sign_off": _decision("at_sign_off", "sign_off", ""),
    "workflow.step.return@review": _decision("at_review", "review", "请修改"),
    "workflow.step.return@secrecy": _decision("at_secrecy", "secrecy", "请修改"),
    "workflow.step.return@sign_off": _decision("at_sign_off", "sign_off", "请修改"),
    "information.document.draft": lambda w: _body(w, item_id=w.county.item.pk, draft=make.a_draft()),
    "information.draft.save": _draft_again,
    "information.draft.discard": lambda w: {"edition_id": w.draft.pk},
    "information.attachment.add": lambda w: {
        "edition_id": w.draft.pk, "name": "新.txt", "chunks": [b"2"],
    },
    "information.picture.add": lambda w: {"edition_id": w.draft.pk, "name": "图.png", "chunks": [PNG]},
    "information.document.start": lambda w: _body(w, source_id=w.published.pk, item_id=w.county.item.pk),
    "information.document.import": lambda w: _body(
        w, item_id=w.county.item.pk, draft=make.a_draft(), source=information.SourceFile("通知.txt", b"1")
    ),
    "information.source.keep": lambda w: {
        "edition_id": w.draft.pk, "html": "", "source": information.SourceFile("来源.txt", b"1"),
    },
    "information.attachment.remove": lambda w: {"attachment_id": w.attachment.pk},
    "information.edition.submit": lambda w: {"edition_id": w.draft.pk},
    "information.edition.recall": lambda w: {"edition_id": w.own_in_review.pk},
    "information.edition.review": lambda w: {
        "edition_id": w.at_review.pk, "verdict": Verdict.APPROVE, "sheet": make.CLEARED,
    },
    "information.edition.secrecy": lambda w: {
        "edition_id": w.at_secrecy.pk, "sheet": make.CLEARED,
    },
    "information.edition.sign_off": lambda w: {
        "edition_id": w.at_sign_off.pk, "verdict": Verdict.APPROVE, "sheet": make.CLEARED,
    },
    "information.edition.publish": lambda w: {"edition_id": w.signed.pk},
    "information.correction.start": lambda w: {
        "document_id": w.published.document_id, "change_note": "更正数额",
    },
    "information.document.withdraw": lambda w: {
        "document_id": w.published.document_id, "basis": "条例第十五条",
    },
    "publishing.site.create": lambda w: {
        "division_id": w.county.township.pk, "owner_body_id": w.county.town_government.pk, "name": "青石镇",
    },
    "publishing.site.update": lambda w: {"site_id": w.county.site.pk, "name": "新名称"},
    "publishing.log.write": lambda w: {"edition_id": w.published.pk, "action": LogAction.PUBLISHED},
}  # fmt: skip

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.hashers import identify_hasher
from django.db import connection
from pytest_django import Settings

from gongkai.foundation.access.enums import ADMINISTRATORS, Role
from gongkai.foundation.audit.models import AuditEvent
from gongkai.foundation.identity import commands, policies, queries
from gongkai.foundation.identity.commands import FirstAdministrator
from gongkai.foundation.identity.enums import SignInResult
from gongkai.foundation.identity.models import Account, FormerPassword, RoleGrant
from gongkai.foundation.organisations import commands as organisations_commands
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, Denied, GongkaiError, InvalidInput, NotFound
from gongkai.kernel.secret import Secret
from tests.foundation.identity.build import OTHER, PASSWORD, SYSTEM, Staff, account, grant, sign_in
from tests.foundation.organisations.build import body as build_body
from tests.foundation.organisations.build import person
from tests.foundation.organisations.build import region as make_region


def create(staff: Staff, actor: Actor, **fields: object) -> Account:
    return commands.create_account(
        actor=actor,
        **{
            "username": "newcomer",
            "display_name": "新来者",
            "body_id": staff.region.bureau.pk,
            "password": Secret(PASSWORD),
            **fields,
        },
    )


def close_the_bureau(staff: Staff) -> None:
    for held in queries.grants_of(staff.editor.pk):
        commands.revoke_role(actor=SYSTEM, grant_id=held.pk)
    organisations_commands.close_body(
        actor=SYSTEM, body_id=staff.region.bureau.pk, on=date(2025, 1, 1), basis="机构改革"
    )


def row_counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Account, RoleGrant, FormerPassword, AuditEvent))


# --- creating and changing ---------------------------------------------------------------------------


def test_the_system_administrator_opens_accounts(staff: Staff) -> None:
    made = create(staff, staff.actor("system"), username=" NewComer ", telephone="0999-1")
    assert (made.username, made.is_active, made.must_change_password) == ("newcomer", True, True)
    assert queries.actor_for(made.pk).grants == ()
    assert sign_in("newcomer").must_change_password
    row = AuditEvent.objects.get(tag="identity.account.create", subject_id=str(made.pk))
    assert row.detail["password"] == "•••"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SYSTEM_ADMINISTRATOR])
def test_nobody_else_keeps_accounts_and_a_denial_changes_nothing(staff: Staff, role: Role) -> None:
    actor, before = person(role), row_counts()
    deeds = [
        lambda: create(staff, actor),
        lambda: commands.update_account(actor=actor, account_id=staff.editor.pk, display_name="改名"),
        lambda: commands.disable_account(actor=actor, account_id=staff.editor.pk),
        lambda: commands.enable_account(actor=actor, account_id=staff.editor.pk),
        lambda: commands.reset_password(actor=actor, account_id=staff.editor.pk, temporary=Secret(OTHER)),
    ]
    for deed in deeds:
        with pytest.raises(Denied, match="系统管理员"):
            deed()
    assert row_counts() == before


def test_scope_is_the_division_and_below(staff: Staff) -> None:
    administrator = person(Role.SYSTEM_ADMINISTRATOR, division_id=staff.region.town.pk)
    create(staff, administrator, body_id=staff.region.committee.pk)
    with pytest.raises(Denied, match="权限范围"):
        create(staff, administrator, username="another")
    with pytest.raises(Denied, match="权限范围"):
        commands.update_account(actor=administrator, account_id=staff.editor.pk, display_name="改名")


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"username": "张三"}, "username"),
        ({"display_name": " "}, "display_name"),
        ({"display_name": "长" * 41}, "display_name"),
        ({"display_name": "某\u200b人"}, "display_name"),
        ({"telephone": "总机"}, "telephone"),
        ({"password": Secret("short")}, "password"),
        ({"password": Secret("Newcomer#2026")}, "password"),
        ({"password": Secret("Admin@123456")}, "password"),
    ],
)
def test_bad_fields_are_refused_beside_the_field(staff: Staff, fields: dict[str, object], at: str) -> None:
    before = row_counts()
    with pytest.raises(InvalidInput) as refusal:
        create(staff, staff.actor("system"), **fields)
    assert list(refusal.value.fields) == [at]
    assert row_counts() == before


def test_user_names_are_unique_and_bodies_open(staff: Staff) -> None:
    with pytest.raises(Conflict, match="已被使用"):
        create(staff, staff.actor("system"), username="MZJ.editor")
    close_the_bureau(staff)
    with pytest.raises(Conflict, match="已撤销"):
        create(staff, staff.actor("system"))
    with pytest.raises(NotFound):
        create(staff, staff.actor("system"), body_id=987654)


def test_only_the_product_makes_lasting_passwords(staff: Staff) -> None:
    with pytest.raises(Denied, match="首次登录后必须修改"):
        create(staff, staff.actor("system"), must_change_password=False)


def test_moving_a_person_waits_for_the_old_roles(staff: Staff) -> None:
    system, target = staff.actor("system"), staff.region.town_government.pk
    with pytest.raises(Conflict, match="部门编辑"):
        commands.update_account(actor=system, account_id=staff.editor.pk, body_id=target)
    held = queries.grants_of(staff.editor.pk).get()
    commands.revoke_role(actor=staff.actor("security"), grant_id=held.pk, basis="调动")
    moved = commands.update_account(actor=system, account_id=staff.editor.pk, body_id=target, telephone="1")
    assert (moved.body_id, moved.telephone, moved.display_name) == (target, "1", "mzj.editor君")
    assert queries.actor_for(moved.pk).body_name == "云溪县青石镇人民政府"


def test_moving_needs_rights_at_both_ends(staff: Staff) -> None:
    administrator = person(Role.SYSTEM_ADMINISTRATOR, body_id=staff.region.bureau.pk)
    with pytest.raises(Denied):
        commands.update_account(
            actor=administrator, account_id=staff.editor.pk, body_id=staff.region.committee.pk
        )


# --- disabling ---------------------------------------------------------------------------------------


def test_disabling_ends_sessions_and_enabling_brings_back(staff: Staff) -> None:
    epoch = staff.editor.session_epoch
    off = commands.disable_account(actor=staff.actor("system"), account_id=staff.editor.pk, basis="离职")
    assert off.session_epoch == epoch + 1
    with pytest.raises(NotFound, match="停用"):
        queries.actor_for(staff.editor.pk)
    with pytest.raises(Conflict, match="已经停用"):
        commands.disable_account(actor=staff.actor("system"), account_id=staff.editor.pk)
    commands.enable_account(actor=staff.actor("system"), account_id=staff.editor.pk)
    assert queries.actor_for(staff.editor.pk).roles == {"department_editor"}
    with pytest.raises(Conflict, match="无需启用"):
        commands.enable_account(actor=staff.actor("system"), account_id=staff.editor.pk)


def test_nobody_disables_themselves_nor_the_last_administrators(staff: Staff) -> None:
    system = staff.actor("system")
    with pytest.raises(Denied, match="自己"):
        commands.disable_account(actor=system, account_id=staff.system.pk)
    for name, label in (("security", "安全管理员"), ("audit", "审计管理员")):
        with pytest.raises(Conflict, match=f"最后一名{label}"):
            commands.disable_account(actor=system, account_id=getattr(staff, name).pk)
    second = account("secadmin2", staff.region.government.pk)
    narrow = grant(second, Role.SECURITY_ADMINISTRATOR, division_id=staff.region.county.pk)
    with pytest.raises(Conflict, match="最后一名"):
        commands.disable_account(actor=system, account_id=staff.security.pk)
    commands.revoke_role(actor=staff.actor("security"), grant_id=narrow.pk)
    grant(second, Role.SECURITY_ADMINISTRATOR)
    commands.disable_account(actor=system, account_id=staff.security.pk)


def test_a_local_administrator_may_go_while_one_above_remains(staff: Staff) -> None:
    local = account("town.sys", staff.region.town_government.pk)
    held = grant(local, Role.SYSTEM_ADMINISTRATOR, division_id=staff.region.town.pk)
    commands.revoke_role(actor=staff.actor("security"), grant_id=held.pk)
    assert queries.grants_of(local.pk).count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_administrators_cannot_disable_each_other_at_once() -> None:
    region = make_region()
    pair = [account(name, region.government.pk) for name in ("sysadmin1", "sysadmin2")]
    for holder in pair:
        grant(holder, Role.SYSTEM_ADMINISTRATOR)
    actors = [queries.actor_for(holder.pk) for holder in pair]
    start, refusals = threading.Barrier(2), []

    def disable(actor: Actor, other: Account) -> None:
        try:
            start.wait(timeout=10)
            commands.disable_account(actor=actor, account_id=other.pk)
        except GongkaiError as error:
            refusals.append(error.message)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=disable, args=pairing) for pairing in zip(actors, reversed(pair), strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert refusals == ["这是最后一名系统管理员，请先授予另一人该角色。"]
    assert Account.objects.filter(is_active=True).count() == 1


# --- passwords ---------------------------------------------------------------------------------------


def test_passwords_at_rest(staff: Staff, settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["gongkai.foundation.identity.models.hashers.PasswordHasher"]
    made = create(staff, staff.actor("system"))
    assert made.password.startswith("argon2$argon2id$v=19$m=47104,t=1,p=1$")
    assert sign_in("newcomer").result is SignInResult.OK
    assert sign_in("newcomer", OTHER).result is SignInResult.REFUSED


def test_an_old_hash_is_renewed_at_sign_in(staff: Staff, settings: Settings) -> None:
    settings.PASSWORD_HASHERS = [
        "gongkai.foundation.identity.models.hashers.PasswordHasher",
        "django.contrib.auth.hashers.MD5PasswordHasher",
    ]
    assert sign_in("mzj.editor").result is SignInResult.OK
    renewed = queries.get_account(staff.editor.pk).password
    assert identify_hasher(renewed).algorithm == "argon2"
    assert sign_in("mzj.editor").result is SignInResult.OK
    assert queries.get_account(staff.editor.pk).password == renewed


def test_changing_ones_own_password(staff: Staff) -> None:
    epoch = staff.editor.session_epoch
    changed = commands.change_password(
        actor=staff.actor("editor"), current=Secret(PASSWORD), new=Secret(OTHER)
    )
    assert changed.session_epoch == epoch + 1
    assert not changed.must_change_password
    assert sign_in("mzj.editor", OTHER).result is SignInResult.OK
    assert sign_in("mzj.editor", PASSWORD).result is SignInResult.REFUSED


def change(staff: Staff, current: str, new: str = OTHER) -> Account:
    return commands.change_password(actor=staff.actor("editor"), current=Secret(current), new=Secret(new))


def test_a_wrong_present_password_is_counted_and_changes_nothing_else(staff: Staff) -> None:
    before = queries.get_account(staff.editor.pk)
    with pytest.raises(InvalidInput) as refusal:
        change(staff, OTHER)
    assert list(refusal.value.fields) == ["current"]
    after = queries.get_account(staff.editor.pk)
    assert (after.failed_attempts, after.locked_until) == (1, None)
    assert (after.password, after.session_epoch) == (before.password, before.session_epoch)
    row = AuditEvent.objects.latest("id")
    assert (row.tag, row.subject_id) == ("identity.password.change", str(staff.editor.pk))
    assert (row.detail["result"], row.detail["cause"]) == ("refused", "wrong_password")
    change(staff, PASSWORD)
    assert queries.get_account(staff.editor.pk).failed_attempts == 0


def test_guessing_the_present_password_locks_as_at_the_sign_in(staff: Staff) -> None:
    at = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
    with clock.frozen(at):
        for _ in range(3):
            with pytest.raises(InvalidInput, match="连续5次失败，账号将被锁定15分钟"):
                change(staff, OTHER)
        sign_in("mzj.editor", OTHER)
        for tried in (OTHER, PASSWORD):
            with pytest.raises(InvalidInput, match="请在10:15之后再试，或联系安全管理员"):
                change(staff, tried)
        assert AuditEvent.objects.latest("id").detail["cause"] == "locked"
        assert sign_in("mzj.editor").result is SignInResult.REFUSED
    assert queries.get_account(staff.editor.pk).failed_attempts == 5
    with clock.frozen(at + timedelta(minutes=15)):
        assert change(staff, PASSWORD).locked_until is None


def test_only_ones_own_password_is_changed(staff: Staff) -> None:
    for actor in (SYSTEM, Actor.public()):
        with pytest.raises(Denied):
            commands.change_password(actor=actor, current=Secret(PASSWORD), new=Secret(OTHER))


def test_the_last_five_passwords_are_remembered(staff: Staff) -> None:
    used = [PASSWORD]
    for number in range(1, 6):
        commands.change_password(
            actor=staff.actor("editor"), current=Secret(used[-1]), new=Secret(f"Season#Turn{number}x")
        )
        used.append(f"Season#Turn{number}x")
    assert FormerPassword.objects.filter(account=staff.editor).count() == 5
    for former in used[1:]:
        with pytest.raises(InvalidInput, match="最近5次"):
            commands.change_password(
                actor=staff.actor("editor"), current=Secret(used[-1]), new=Secret(former)
            )
    commands.change_password(actor=staff.actor("editor"), current=Secret(used[-1]), new=Secret(PASSWORD))


def test_resetting_gives_a_temporary_password_and_keeps_a_lock(staff: Staff) -> None:
    for _ in range(5):
        sign_in("mzj.editor", OTHER)
    epoch = staff.editor.session_epoch
    reset = commands.reset_password(
        actor=staff.actor("system"), account_id=staff.editor.pk, temporary=Secret(OTHER)
    )
    assert (reset.must_change_password, reset.session_epoch) == (True, epoch + 1)
    assert sign_in("mzj.editor", OTHER).result is SignInResult.REFUSED
    commands.unlock_account(actor=staff.actor("security"), account_id=staff.editor.pk)
    assert sign_in("mzj.editor", OTHER).must_change_password
    with pytest.raises(Denied, match="修改密码"):
        commands.reset_password(
            actor=staff.actor("system"), account_id=staff.system.pk, temporary=Secret(OTHER)
        )
    with pytest.raises(InvalidInput, match="最近5次"):
        commands.reset_password(
            actor=staff.actor("system"), account_id=staff.editor.pk, temporary=Secret(PASSWORD)
        )


# --- roles -------------------------------------------------------------------------------------------


def test_the_security_administrator_grants_and_revokes(staff: Staff) -> None:
    given = commands.grant_role(
        actor=staff.actor("security"),
        account_id=staff.editor.pk,
        role=Role.REVIEWER,
        body_id=staff.region.bureau.pk,
        basis="岗位通知",
    )
    assert (given.granted_by, given.basis) == ("secadmin君", "岗位通知")
    assert queries.actor_for(staff.editor.pk).roles == {"department_editor", "reviewer"}
    commands.revoke_role(actor=staff.actor("security"), grant_id=given.pk, basis="轮岗")
    assert queries.actor_for(staff.editor.pk).roles == {"department_editor"}
    row = queries.grants_of(staff.editor.pk, include_revoked=True).get(role=Role.REVIEWER)
    assert (row.revoked_by, row.revoked_basis) == ("secadmin君", "轮岗")
    with pytest.raises(Conflict, match="已经撤销"):
        commands.revoke_role(actor=staff.actor("security"), grant_id=given.pk)
    commands.grant_role(
        actor=staff.actor("security"),
        account_id=staff.editor.pk,
        role=Role.REVIEWER,
        body_id=staff.region.bureau.pk,
    )


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SECURITY_ADMINISTRATOR])
def test_nobody_else_gives_rights_and_a_denial_changes_nothing(staff: Staff, role: Role) -> None:
    actor, before = person(role), row_counts()
    held = queries.grants_of(staff.editor.pk).get()
    deeds = [
        lambda: commands.grant_role(actor=actor, account_id=staff.editor.pk, role=Role.REVIEWER),
        lambda: commands.revoke_role(actor=actor, grant_id=held.pk),
        lambda: commands.unlock_account(actor=actor, account_id=staff.editor.pk),
    ]
    for deed in deeds:
        with pytest.raises(Denied, match="安全管理员"):
            deed()
    assert row_counts() == before


def test_roles_are_given_within_the_grantors_scope(staff: Staff) -> None:
    local = person(Role.SECURITY_ADMINISTRATOR, division_id=staff.region.town.pk)
    clerk = account("clerk", staff.region.committee.pk)
    commands.grant_role(
        actor=local, account_id=clerk.pk, role=Role.VILLAGE_CLERK, body_id=staff.region.committee.pk
    )
    for scope in ({}, {"division_id": staff.region.county.pk}, {"body_id": staff.region.bureau.pk}):
        with pytest.raises(Denied, match="权限范围"):
            commands.grant_role(actor=local, account_id=clerk.pk, role=Role.REVIEWER, **scope)


def test_nobody_changes_their_own_roles(staff: Staff) -> None:
    security = staff.actor("security")
    with pytest.raises(Denied, match="自己"):
        commands.grant_role(actor=security, account_id=staff.security.pk, role=Role.APPROVER)
    own = queries.grants_of(staff.security.pk).get()
    with pytest.raises(Denied, match="自己"):
        commands.revoke_role(actor=security, grant_id=own.pk)


def test_the_three_administrators_stay_apart(staff: Staff) -> None:
    security = staff.actor("security")
    for holder, role in (
        (staff.system, Role.AUDIT_ADMINISTRATOR),
        (staff.audit, Role.APPROVER),
        (staff.editor, Role.SYSTEM_ADMINISTRATOR),
    ):
        with pytest.raises(Conflict, match="不能授予"):
            commands.grant_role(actor=security, account_id=holder.pk, role=role)


def test_the_last_administrator_keeps_the_role(staff: Staff) -> None:
    for name in ("system", "audit"):
        held = queries.grants_of(getattr(staff, name).pk).get()
        with pytest.raises(Conflict, match="最后一名"):
            commands.revoke_role(actor=staff.actor("security"), grant_id=held.pk)
    last = queries.grants_of(staff.security.pk).get()
    with pytest.raises(Conflict, match="最后一名"):
        commands.revoke_role(actor=SYSTEM, grant_id=last.pk)


def test_senseless_grants_are_refused(staff: Staff) -> None:
    security, region = staff.actor("security"), staff.region
    with pytest.raises(InvalidInput, match="不能两者都选"):
        commands.grant_role(
            actor=security,
            account_id=staff.editor.pk,
            role=Role.REVIEWER,
            body_id=region.bureau.pk,
            division_id=region.county.pk,
        )
    with pytest.raises(Conflict, match="已有这个角色"):
        commands.grant_role(
            actor=security, account_id=staff.editor.pk, role=Role.DEPARTMENT_EDITOR, body_id=region.bureau.pk
        )
    with pytest.raises(InvalidInput, match="依据不能超过200"):
        commands.grant_role(actor=security, account_id=staff.editor.pk, role=Role.REVIEWER, basis="据" * 201)
    office = build_body(region.county, "云溪县信访局")
    organisations_commands.close_body(actor=SYSTEM, body_id=office.pk, on=date(2025, 1, 1), basis="机构改革")
    with pytest.raises(Conflict, match="已撤销"):
        commands.grant_role(actor=security, account_id=staff.editor.pk, role=Role.REVIEWER, body_id=office.pk)
    commands.disable_account(actor=staff.actor("system"), account_id=staff.editor.pk)
    with pytest.raises(Conflict, match="已停用"):
        commands.grant_role(actor=security, account_id=staff.editor.pk, role=Role.REVIEWER)
    for ask in (lambda: queries.get_grant(987654), lambda: queries.place_of_scope(987654, None)):
        with pytest.raises(NotFound):
            ask()


def test_a_body_is_not_closed_while_roles_over_it_are_held(staff: Staff) -> None:
    grant(staff.editor, Role.REVIEWER, division_id=staff.region.county.pk)
    with pytest.raises(Conflict, match="名下还有1项生效的角色授权，暂不能撤销"):
        organisations_commands.close_body(
            actor=SYSTEM, body_id=staff.region.bureau.pk, on=date(2025, 1, 1), basis="机构改革"
        )
    close_the_bureau(staff)
    assert organisations.get_body(staff.region.bureau.pk).closed_on == date(2025, 1, 1)


def test_an_installation_wide_role_is_held_once(staff: Staff) -> None:
    holder = account("operator", staff.region.government.pk)
    grant(holder, Role.SITE_OPERATOR)
    with pytest.raises(Conflict, match="已有这个角色"):
        grant(holder, Role.SITE_OPERATOR)


# --- lists -------------------------------------------------------------------------------------------


def test_who_holds_a_role_over_a_place(staff: Staff) -> None:
    place = organisations.place_of_body(staff.region.bureau.pk)
    approver = account("approver", staff.region.bureau.pk)
    grant(approver, Role.APPROVER, body_id=staff.region.bureau.pk)
    county_wide = account("leader", staff.region.government.pk)
    grant(county_wide, Role.APPROVER, division_id=staff.region.county.pk)
    elsewhere = account("town.approver", staff.region.town_government.pk)
    grant(elsewhere, Role.APPROVER, body_id=staff.region.town_government.pk)
    assert list(queries.accounts_with_role(Role.APPROVER, place)) == [approver, county_wide]
    assert not queries.accounts_with_role(Role.APPROVER, None).exists()
    commands.disable_account(actor=SYSTEM, account_id=approver.pk)
    assert list(queries.accounts_with_role(Role.APPROVER, place)) == [county_wide]


def test_administrators_see_the_accounts_of_their_scope(staff: Staff) -> None:
    clerk = account("clerk", staff.region.committee.pk)
    assert queries.list_accounts(staff.actor("system")).count() == 5
    assert queries.list_accounts(staff.actor("audit")).count() == 5
    local = person(Role.SECURITY_ADMINISTRATOR, division_id=staff.region.town.pk)
    assert list(queries.list_accounts(local)) == [clerk]
    assert not queries.list_accounts(staff.actor("editor")).exists()
    system = staff.actor("system")
    assert list(queries.list_accounts(system, words="编辑")) == []
    assert list(queries.list_accounts(system, words="mzj")) == [staff.editor]
    assert list(queries.list_accounts(system, role=Role.DEPARTMENT_EDITOR)) == [staff.editor]
    assert list(queries.list_accounts(system, body_id=staff.region.town_government.pk)) == [clerk]
    commands.disable_account(actor=system, account_id=clerk.pk)
    assert list(queries.list_accounts(system, is_active=False)) == [clerk]


def test_accounts_of_a_closed_body_stay_visible(staff: Staff) -> None:
    close_the_bureau(staff)
    assert staff.editor in queries.list_accounts(staff.actor("system"))


def test_who_may_open_the_list(staff: Staff) -> None:
    for name in ("system", "security", "audit"):
        assert policies.may_list_accounts(staff.actor(name)).allowed
    assert policies.may_list_accounts(SYSTEM).allowed
    assert not policies.may_list_accounts(staff.actor("editor")).allowed


def test_unknown_accounts_are_not_found(staff: Staff) -> None:
    for ask in (queries.get_account, queries.lock_account, queries.actor_for):
        with pytest.raises(NotFound):
            ask(987654)


# --- the first three ---------------------------------------------------------------------------------


def first_three() -> dict[Role, FirstAdministrator]:
    return {
        role: FirstAdministrator(role.value.replace("_administrator", ".admin"), role.label, Secret(PASSWORD))
        for role in ADMINISTRATORS
    }


def test_an_installation_starts_with_three_administrators(db: None) -> None:
    region = make_region()
    made = commands.create_first_administrators(
        actor=SYSTEM, body_id=region.government.pk, administrators=first_three()
    )
    assert len(made) == 3
    for one in made:
        assert one.must_change_password
        (held,) = queries.actor_for(one.pk).grants
        assert (held.body_id, held.division_id) == (None, None)
    with pytest.raises(Conflict, match="已有管理员"):
        commands.create_first_administrators(
            actor=SYSTEM, body_id=region.government.pk, administrators=first_three()
        )


def test_all_or_none_of_the_three(db: None) -> None:
    region = make_region()
    two = first_three()
    two.pop(Role.AUDIT_ADMINISTRATOR)
    with pytest.raises(InvalidInput, match="各一人"):
        commands.create_first_administrators(actor=SYSTEM, body_id=region.government.pk, administrators=two)
    weak = {**first_three(), Role.AUDIT_ADMINISTRATOR: FirstAdministrator("auditor", "某人", Secret("weak"))}
    with pytest.raises(InvalidInput, match="至少10位"):
        commands.create_first_administrators(actor=SYSTEM, body_id=region.government.pk, administrators=weak)
    assert not Account.objects.exists()


def test_only_the_set_up_program_creates_them(staff: Staff) -> None:
    for name in ("system", "security", "audit", "editor"):
        with pytest.raises(Denied, match="安装程序"):
            commands.create_first_administrators(
                actor=staff.actor(name), body_id=staff.region.government.pk, administrators=first_three()
            )

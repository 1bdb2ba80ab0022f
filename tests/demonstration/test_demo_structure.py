"""The county of the demonstration: whole, consistent, and lawful in its roles."""

from collections import Counter
from pathlib import Path

import pytest
from stdnum.cn import uscc

from gongkai.demonstration import DemonstrationError, county
from gongkai.demonstration.model import ROLES
from gongkai.demonstration.structure import FILE, read
from gongkai.foundation.access.enums import Role
from gongkai.reference.policy_areas import policy_areas

ADMINISTRATORS = {"system_administrator", "security_administrator", "audit_administrator"}


def test_divisions_of_every_level() -> None:
    levels = Counter(division.level for division in county().divisions)
    assert levels == {"province": 1, "city": 1, "county": 1, "township": 12, "village": 60}
    assert all(d.code.startswith(d.parent_code[:6]) for d in county().divisions if d.level == "village")


def test_bodies_of_every_kind_with_valid_credit_codes() -> None:
    here = [body for body in county().bodies if body.division_code.startswith("990123")]
    kinds = Counter(body.kind for body in here)
    assert kinds == {"government": 1, "department": 22, "sector": 2, "township": 12, "village": 60}
    assert all(uscc.is_valid(body.uscc) for body in county().bodies)
    assert all(body.uscc[2:8] == "990123" for body in here)
    assert len({body.telephone for body in county().bodies}) == len(county().bodies)
    assert all(body.telephone.startswith("0999-000") for body in county().bodies)


def test_every_area_has_a_county_body_in_charge() -> None:
    leaders = {area.code: [b.key for b in county().responsible(area.code)] for area in policy_areas()}
    assert all(leaders.values())
    assert leaders["19"] == ["rsj", "ybj"]
    assert leaders["04"] == ["czj"]
    with pytest.raises(DemonstrationError):
        county().responsible("27")


def test_sector_bodies_answer_upwards() -> None:
    assert county().body("ssj").sector_key == "shissj"
    assert county().body("hbj").sector_key == "shihbj"
    with pytest.raises(DemonstrationError):
        county().body("nobody")


def test_every_role_has_an_account_and_administrators_hold_nothing_else() -> None:
    assert set(Role.values) == ROLES
    assert {grant.role for account in county().accounts for grant in account.grants} == ROLES
    for account in county().accounts:
        roles = {grant.role for grant in account.grants}
        assert not roles & ADMINISTRATORS or len(roles) == 1, account.username


def test_nobody_both_drafts_and_signs_off() -> None:
    drafting = {"department_editor", "township_clerk", "village_clerk"}
    for account in county().accounts:
        roles = {grant.role for grant in account.grants}
        assert not (roles & drafting and roles - drafting), account.username
    for key in ("zrj", "czj", "fgj", "zjj", "yjj", "rsj", "mzj", "wjj"):
        names = {account.username for account in county().accounts}
        assert {f"{key}.{part}" for part in ("editor", "reviewer", "secrecy", "approver")} <= names


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('parent = "990100"', 'parent = "990111"', "990111"),
        ('key = "fgj"', 'key = "fzb"', "重复"),
        ('role = "system_administrator"', 'role = "root"', "root"),
        ('areas = ["04"]', 'areas = ["44"]', "44"),
        ('body = "zrj"', 'body = "zzz"', "zzz"),
        ('organiser = "xzf"', 'organizer = "xzf"', "organiser"),
    ],
)
def test_a_wrong_reference_in_the_file_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    broken = tmp_path / "county.toml"
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    broken.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DemonstrationError, match=message):
        read(broken)

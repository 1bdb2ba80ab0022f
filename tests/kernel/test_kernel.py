from __future__ import annotations

import copy
import json
import pickle
import threading
import traceback
from dataclasses import FrozenInstanceError, dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from itertools import product
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.kernel import clock
from gongkai.kernel.actor import Actor, ActorKind, Grant
from gongkai.kernel.deadlines import Deadline
from gongkai.kernel.decision import allow, deny, first_refusal
from gongkai.kernel.errors import Conflict, Denied, GongkaiError, InvalidInput, NotFound
from gongkai.kernel.ids import ALPHABET, new_public_id
from gongkai.kernel.secret import Secret
from gongkai.kernel.transitions import StateMachine, Transition

# --- clock ----------------------------------------------------------------------------------------------


def test_the_day_is_the_day_in_china() -> None:
    with clock.frozen(datetime(2026, 12, 31, 15, 59, 59, tzinfo=UTC)):
        assert clock.today() == date(2026, 12, 31)
    with clock.frozen(datetime(2026, 12, 31, 16, 0, tzinfo=UTC)):
        assert clock.today() == date(2027, 1, 1)
    assert clock.day_of(datetime(2026, 12, 31, 16, 0, tzinfo=UTC)) == date(2027, 1, 1)


def test_the_first_moment_of_a_day_stands_for_the_day() -> None:
    first = datetime(2019, 5, 5, 16, tzinfo=UTC)
    assert clock.as_told(first) == date(2019, 5, 6)
    assert clock.as_told(first + timedelta(microseconds=1)) == first + timedelta(microseconds=1)


def test_every_day_has_an_end() -> None:
    assert clock.end_of(date(2026, 12, 31)) == datetime(2026, 12, 31, 16, 0, tzinfo=UTC)
    assert clock.end_of(date.min) < clock.end_of(date(2026, 1, 1)) < clock.end_of(date.max)


def test_a_frozen_clock_stands_still_and_goes_on_afterwards() -> None:
    at = datetime(2020, 1, 1, 8, tzinfo=clock.CHINA)
    with clock.frozen(at):
        assert clock.now() == clock.now() == at
        assert clock.now().tzinfo is UTC
        with clock.frozen(at + timedelta(days=1)):
            assert clock.now() == at + timedelta(days=1)
        assert clock.now() == at
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_a_clock_is_released_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), clock.frozen(datetime(2020, 1, 1, tzinfo=UTC)):
        raise ZeroDivisionError
    assert clock.now().year > 2020


def test_another_thread_keeps_its_own_time() -> None:
    seen: list[int] = []
    with clock.frozen(datetime(2020, 1, 1, tzinfo=UTC)):
        thread = threading.Thread(target=lambda: seen.append(clock.now().year))
        thread.start()
        thread.join()
    assert seen[0] > 2020


def test_a_clock_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"), clock.frozen(datetime(2020, 1, 1)):  # noqa: DTZ001
        pass


# --- secrets --------------------------------------------------------------------------------------------

WORD = "Mountain#Spring7"


@dataclass
class Holder:
    password: Secret[str]
    more: dict[str, Secret[str]] = field(default_factory=dict)


def _ways_to_show(secret: Secret[str]) -> list[str]:
    holder = Holder(secret, {"k": secret})
    return [
        str(secret), repr(secret), f"{secret}", f"{secret!r}", f"{secret!s:>20}", "%s %r" % (secret, secret),  # noqa: UP031
        str([secret]), repr({"a": (secret,)}), repr(holder), str(holder), f"{secret}",
    ]  # fmt: skip


def test_a_secret_never_shows() -> None:
    secret = Secret(WORD)
    assert secret.reveal() == WORD
    for shown in _ways_to_show(secret):
        assert WORD not in shown
        assert "•••" in shown


@pytest.mark.parametrize("send", [
    pickle.dumps,
    lambda secret: pickle.dumps(Holder(secret)),
    *(lambda secret, n=n: pickle.dumps(secret, n) for n in range(pickle.HIGHEST_PROTOCOL + 1)),
    json.dumps,
    lambda secret: json.dumps({"password": secret}),
    copy.copy,
    copy.deepcopy,
    lambda secret: format(secret, ">20"),
    vars,
    iter,
    len,
])  # fmt: skip
def test_a_secret_is_never_stored_or_sent(send) -> None:
    with pytest.raises(TypeError) as caught:
        send(Secret(WORD))
    assert WORD not in str(caught.value)


def test_a_traceback_with_local_values_does_not_tell() -> None:
    def sign_in(password: Secret[str]) -> None:
        raise ValueError(f"cannot use {password}")

    try:
        sign_in(Secret(WORD))
    except ValueError as error:
        text = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    assert "password = •••" in text
    assert WORD not in text.replace(f"WORD = '{WORD}'", "")


def test_an_empty_secret_is_false() -> None:
    assert not Secret("")
    assert Secret("x")


# --- decisions, errors, ids, deadlines ------------------------------------------------------------------


def test_decisions() -> None:
    assert allow().allowed
    assert (allow() & deny("甲")).reason == "甲"
    assert (deny("甲") & deny("乙")).reason == "甲"
    assert (deny("甲") & allow()).reason == "甲"
    assert first_refusal(allow(), deny("乙"), deny("丙")).reason == "乙"
    assert first_refusal() == first_refusal(allow(), allow()) == allow()


def test_errors_carry_their_words() -> None:
    for kind in (Denied, Conflict, NotFound, InvalidInput):
        error = kind("原因")
        assert isinstance(error, GongkaiError)
        assert (str(error), error.message) == ("原因", "原因")
    error = InvalidInput("有误", {"title": ("请填写标题。",)})
    assert error.fields == {"title": ["请填写标题。"]}
    assert InvalidInput.for_field("name", "请填写。").fields == {"name": ["请填写。"]}
    InvalidInput.raise_for(name="", code="")
    with pytest.raises(InvalidInput, match="甲。乙。") as caught:
        InvalidInput.raise_for(name="甲。", code="", on="乙。")
    assert caught.value.fields == {"name": ["甲。"], "on": ["乙。"]}


def test_ids_are_short_and_say_nothing() -> None:
    ids = {new_public_id() for _ in range(2_000)}
    assert len(ids) == 2_000
    assert {len(one) for one in ids} == {12}
    assert set("".join(ids)) == set(ALPHABET)
    assert not set(ALPHABET) & set("01oil")


def test_days_left() -> None:
    deadline = Deadline(date(2026, 3, 1), ())
    assert [deadline.days_left(date(2026, 2, day)) for day in (27, 28)] == [2, 1]
    assert deadline.days_left(date(2026, 3, 2)) == -1


def test_actors() -> None:
    person = Actor(7, "张三", ActorKind.PERSON, 3, "民政局", (Grant("reviewer", body_id=3),), "203.0.113.7")
    assert person.roles == {"reviewer"}
    assert person.snapshot() == {
        "account_id": 7, "name": "张三", "kind": "person", "body_id": 3, "body_name": "民政局",
        "address": "203.0.113.7",
    }  # fmt: skip
    assert (Actor.system("封存").kind, Actor.system("封存").name) == (ActorKind.SYSTEM, "封存")
    assert (Actor.public("::1").kind, Actor.public("::1").account_id) == (ActorKind.PUBLIC, None)
    with pytest.raises(FrozenInstanceError):
        person.grants = (Grant("approver"),)


# --- transitions ----------------------------------------------------------------------------------------


class Lamp(Enum):
    OFF = "off"
    ON = "on"
    BROKEN = "broken"

    @property
    def label(self) -> str:
        return {"off": "关", "on": "开", "broken": "坏"}[self.value]


@given(
    st.dictionaries(
        st.sampled_from(["one", "two", "three"]),
        st.tuples(st.frozensets(st.sampled_from(Lamp)), st.sampled_from(Lamp)),
        min_size=1,
    )
)
def test_only_the_listed_moves(table: dict[str, tuple[frozenset[Lamp], Lamp]]) -> None:
    machine = StateMachine(
        "state",
        Lamp,
        {name: Transition(sources, target, "拨动") for name, (sources, target) in table.items()},
    )
    for (name, (sources, target)), state in product(table.items(), Lamp):
        lamp = SimpleNamespace(state=state.value)  # as a database row has it
        assert machine.permits(state.value, name) is (state in sources)
        if state in sources:
            machine.apply(lamp, name)
            assert lamp.state is target
        else:
            with pytest.raises(Conflict, match=f"当前状态为“{state.label}”，不能拨动。请刷新页面"):
                machine.apply(lamp, name)
            assert lamp.state == state.value


def test_what_is_not_in_the_table_is_a_mistake_of_ours() -> None:
    machine = StateMachine("state", Lamp, {"on": Transition(frozenset({Lamp.OFF}), Lamp.ON, "开灯")})
    with pytest.raises(KeyError):
        machine.apply(SimpleNamespace(state="off"), "explode")
    with pytest.raises(ValueError, match="molten"):
        machine.apply(SimpleNamespace(state="molten"), "on")

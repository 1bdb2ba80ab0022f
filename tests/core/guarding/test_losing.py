"""What a version of the rules would find less of: named one by one, confirmed by the digest of it all."""

from __future__ import annotations

import re
from functools import lru_cache

from gongkai.core.guarding.models import RuleVersion
from gongkai.core.guarding.rules import NOTE_LENGTH, Losses, losses
from gongkai.core.guarding.rules.losing import SUMMARY_LENGTH
from gongkai.text.personal_information import default_rules, read_rules, shipped_text
from tests.core.guarding.changed_rules import BLOCKS, PLATES, without

PLATE = BLOCKS[PLATES[0]]


@lru_cache
def lost(text: str) -> Losses:
    return losses(default_rules(), read_rules(text, try_examples=False))


def with_plate(block: str) -> str:
    return "[[rule]]".join([*BLOCKS[: PLATES[0]], block, *BLOCKS[PLATES[0] + 1 :]])


def test_the_same_rules_and_more_of_them_lose_nothing() -> None:
    another = PLATE.replace('type = "plate"', 'type = "tractor"')
    more = f"{shipped_text()}\n[[rule]]{another}"
    assert not lost(shipped_text())
    assert not lost(more)


def test_rules_and_types_that_are_gone_are_named() -> None:
    found = lost(without(PLATES))
    assert found.sentences[:2] == [
        "比现行版本少5条规则：机动车号牌（4条）、农业机械号牌",
        "不再识别的类型：机动车号牌",
    ]
    assert found.sentences[2].startswith("现行版本认得出、这一版认不出的例子")
    assert not lost(without(PLATES[:1])).types


def test_another_loss_has_another_digest() -> None:
    assert lost(without(PLATES)).digest != lost(without(PLATES[:1])).digest


def test_what_only_asks_for_a_look_now_is_a_loss() -> None:
    lowered = "[[rule]]".join(
        block.replace('"hard"', '"review"') if at in PLATES else block for at, block in enumerate(BLOCKS)
    )
    first, second = lost(lowered).sentences
    assert first == "改为提请复核的：机动车号牌（3条）、农业机械号牌"
    assert second.startswith("由必须处理变为提请复核的例子")


def test_a_rule_before_another_that_only_asks_for_a_look_shows_in_the_examples() -> None:
    before = PLATE.replace('"hard"', '"review"').replace('reason = "', 'reason = "先于他条，')
    found = lost(with_plate(f"{before}[[rule]]{PLATE}"))
    assert not (found.rules or found.lowered or found.types or found.examples)
    assert "车牌：豫D00A0*" in found.lowered_examples


def test_a_rule_that_says_nobodys_now_is_gone() -> None:
    found = lost(with_plate(PLATE.replace('"hard"', '"none"').replace('"review"', '"none"')))
    assert found.rules == {"机动车号牌": 1}


def test_a_rule_that_goes_on_otherwise_is_no_loss_but_examples_that_it_loses_are() -> None:
    assert not lost(with_plate(PLATE.replace('reason = "', 'reason = "已核对，')))
    hollow = re.sub(
        r"(?m)^(pattern|hits|misses|needs|near_in|near_not|label_in|label_not) = .*$\n", "", PLATE
    )
    found = lost(with_plate(f"{hollow.rstrip()}\npattern = '某甲车牌'\nhits = ['某甲车牌']\n\n"))
    assert not found.rules
    assert found.examples


def test_a_summary_that_is_too_long_says_where_the_rest_is() -> None:
    rules = {f"信息类型名称{at}": at for at in range(2, 60)}
    many = Losses(rules, lowered={}, types={}, examples=(), lowered_examples=())
    assert len(many.summary) == SUMMARY_LENGTH
    assert many.summary.endswith("全部见审计日志")
    assert (RuleVersion._meta.get_field("note").max_length or 0) >= NOTE_LENGTH + SUMMARY_LENGTH + 2

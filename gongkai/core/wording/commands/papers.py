"""What is left in a paper, and words that stop papers."""

from __future__ import annotations

from gongkai.core.information import queries as information
from gongkai.core.wording import policies, queries
from gongkai.core.wording.enums import NOTE_LENGTH, WORDS_LENGTH, WordingTag
from gongkai.core.wording.models import IgnoredWording, RequiredWord
from gongkai.foundation.execution import command, note, require
from gongkai.foundation.organisations.rules import text_fault, tidy
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput, NotFound


@command(WordingTag.HIT_IGNORE)
def ignore_wording(*, actor: Actor, edition_id: int, words: str, suggestion: str) -> IgnoredWording:
    """Leave a wording as it is, wherever it stands in the document; told to nobody again. A word that has to
    be changed is left by the office that requires it, and so let through."""
    edition = information.lock_edition(edition_id)
    required = queries.requirement_of(edition.document.body_id, words)
    if required is None:
        require(policies.may_ignore(actor, edition))
    else:
        require(policies.may_grant(actor, edition, required.division_id))
    if not 0 < len(words) <= WORDS_LENGTH or len(suggestion) > WORDS_LENGTH:
        raise InvalidInput(f"原文为1至{WORDS_LENGTH}字的才能忽略，请改写这一处。")
    kept, is_new = IgnoredWording.objects.get_or_create(
        document_id=edition.document_id,
        words=words,
        suggestion=suggestion,
        defaults={"ignored_by": actor.name, "is_granted": required is not None},
    )
    if not is_new and required is not None and not kept.is_granted:
        kept.is_granted, kept.ignored_by, kept.ignored_at = True, actor.name, clock.now()
        kept.save(update_fields=["is_granted", "ignored_by", "ignored_at"])
    note(words=words, suggestion=suggestion, granted=kept.is_granted)
    return kept


@command(WordingTag.WORD_REQUIRE)
def require_word(*, actor: Actor, division_id: int, word: str, reason: str) -> RequiredWord:
    """必须改: no paper of the division is handed in or published while a word of the lists stands in it.

    Raises:
        InvalidInput: no list that holds in the division has the word, or no reason is given.
        Conflict: it is required already.
    """
    require(policies.may_require(actor, division_id))
    word, reason = tidy(word), tidy(reason)
    InvalidInput.raise_for(
        word=_word_fault(division_id, word),
        reason=text_fault(reason, "理由", NOTE_LENGTH) if reason else "请写明理由，被拦下的人会看到。",
    )
    if RequiredWord.objects.filter(division_id=division_id, word=word).exists():
        raise Conflict(f"“{word}”已经设为必须改，没有重复设定。")
    return RequiredWord.objects.create(
        division_id=division_id, word=word, reason=reason, required_by=actor.name
    )


@command(WordingTag.WORD_RELAX)
def relax_word(*, actor: Actor, division_id: int, word: str) -> RequiredWord:
    """The word is a suggestion again, as all others are.

    Raises:
        NotFound: the division does not require it.
    """
    require(policies.may_require(actor, division_id))
    required = RequiredWord.objects.filter(division_id=division_id, word=word).first()
    if required is None:
        raise NotFound("本地区没有把这个用语设为必须改，可能已由他人取消。")
    key = required.pk
    required.delete()
    required.pk = key
    return required


def _word_fault(division_id: int, word: str) -> str:
    if not word:
        return "请填写要设为必须改的用语，写法与词表中的原词一致。"
    rule = queries.words_of_division(division_id).by_word.get(word)
    if rule is None:
        return f"词表里没有“{word[:WORDS_LENGTH]}”这个原词。请先加入本地区词表，再设为必须改。"
    if rule.off:
        return f"“{word}”在本地区已设为不提示。请先在词表中删除这一条，再设为必须改。"
    return ""

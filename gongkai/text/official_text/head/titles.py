"""The title of a document as the heading above its text, over one or several lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from gongkai.text import document_number
from gongkai.text.official_text.head.enclosures import ADDRESSED
from gongkai.text.official_text.head.heading import HEAD_LINES, SALUTATION, ends_heading, head_start
from gongkai.text.official_text.head.page_fields import PageFields
from gongkai.text.official_text.head.title_surroundings import (
    TITLE_LINES,
    alone_below,
    in_long_list,
    starts_in,
)
from gongkai.text.official_text.head.title_words import (
    ANNOUNCES,
    DAY_LINE,
    LONGEST_TITLE,
    MARKER,
    MASTHEAD,
    addresses_somebody,
    complete,
    is_headline,
    joined,
    lacks_its_notice,
    letters,
    may_be_part,
    may_begin,
    names_a_notice,
    without_number,
    without_page,
)
from gongkai.text.official_text.layout.lines import Line
from gongkai.text.official_text.organs import compact, is_organ, organs_of, shortens

_PLACE_LENGTH, _MENU_WORD = 3, 4
_MOST_SCRAPS = 2
"""A title breaks off once or twice before its last words; more lines of a word each are a menu."""

_NEXT_LINE = 2
"""A blank line may stand between."""

_NEAR_TITLE, _BLANK_BELOW_BODY = 16, 3
_COPIES_WITHIN = 60
_ENDS_SENTENCE = re.compile(
    r"的|和|及|与|等|》|[（(](?:试行|暂行)[）)]|[（(](?:19|20)[0-9]{2}年?[—–\-~至]{1,2}(?:19|20)[0-9]{2}年?[）)]"
)
"""…管理办法 / 的通知, …行动计划 / （2022—2024年）."""
"""The page's own heading and the document's stand within so many lines of each other."""

_PROVINCE = re.compile(r"[\u3400-\u9fff]{2,10}[省区市州盟]")
"""What mastheads set before the name of a city, and titles do not."""

_PLACE = re.compile(r"[\u3400-\u9fff]{2,7}?[省市县区州旗盟]")
_OWN_BODY = re.compile(r"[省市县区州旗盟乡镇国部]|中共|委员会|集团")
"""A body in full, no tail of a name that broke off (…人民 / 政府关于…)."""

COMMENTARY = re.compile(r"(?:解读|图解|一图读懂|新闻发布会|答记者问|政策问答)$")
_WHOLE_TEXT = re.compile(r"(?:全文|原文|内容)如下[：:]?$")
"""…印发《实施方案》。全文如下：: the document's own title comes next."""

_SERIAL = re.compile(r"^[^，。；：]{0,20}(?:[〔\[【][^〕\]】]{4}[〕\]】]|第)\s*第?[0-9]{1,5}\s*[号期]$")
_FIRST_PART = re.compile(r"第[一1][章条节]|总\s?则|目\s?录|[（(].{4,60}(?:通过|公布|发布|施行|印发|批准)")
_ATTACHMENT = re.compile(r"附\s?件\s?[0-9一二三四五六七八九十]{0,2}\s?[:：]?$|附件\s?[0-9]?[:：]")
_TOOLS_BETWEEN = 8
_PARAGRAPH = 30
"""A line of so many characters with a comma or a full stop is text."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title with the lines (indices among the prepared ones) it stands on. `own` are those to take off."""

    text: str
    lines: tuple[int, ...]
    own: tuple[int, ...] = ()


def heading_title(lines: Sequence[Line], fields: PageFields) -> Title | None:
    """The title above the text; else, below sentences of the page, the notice that the text follows."""
    run = next(chain(_above_the_text(lines, fields), _below_the_page(lines, fields)), None)
    if not run:
        return None
    title = _text(lines, run)
    end = run[-1] + 1
    copy = alone_below(title, [compact(line.text) for line in lines[end : end + _COPIES_WITHIN]])
    if copy is None:
        return Title(title, run, run)
    alone = (end + copy,)
    return Title(_text(lines, alone), alone, (*run, *alone))


def _text(lines: Sequence[Line], run: Sequence[int]) -> str:
    return without_number(joined([_bare(lines[at]) for at in run]))


def _above_the_text(lines: Sequence[Line], fields: PageFields) -> Iterator[tuple[int, ...]]:
    for first in range(head_start(lines), min(len(lines), HEAD_LINES + fields.end)):
        if first in fields.lines:
            continue
        if ends_heading(lines[first].text):
            return
        run = _run(lines, first, fields)
        if run and not _comments_on_document(lines, run) and not _headline_above(lines, run, fields):
            yield (
                _below_masthead(lines, run, fields)
                or _notice_above_the_text(lines, run, fields)
                or _notice_below(lines, run, fields)
                or _in_full_below(lines, run, fields)
                or run
            )


def _headline_above(lines: Sequence[Line], run: Sequence[int], fields: PageFields) -> bool:
    """Whether a run is a newspaper's headline with the document's own title below it."""
    if not is_headline(_text(lines, run)):
        return False
    near = range(run[-1] + 1, min(run[-1] + _NEAR_TITLE, len(lines)))
    below = (_run(lines, first, fields) for first in near if first not in fields.lines)
    return any(names_a_notice(_text(lines, title)) for title in below if title)


def _below_the_page(lines: Sequence[Line], fields: PageFields) -> Iterator[tuple[int, ...]]:
    """Titles below what a page says in sentences of its own (导读：…), each straight above its text."""
    for first in range(head_start(lines), min(len(lines), HEAD_LINES + fields.end)):
        if first in fields.lines:
            continue
        text = lines[first].text
        if DAY_LINE.fullmatch(compact(text)) or MARKER.search(text) or _ATTACHMENT.match(text):
            return
        if (colon := SALUTATION.fullmatch(text)) and re.match("各", colon[1]):
            return
        run = _run(lines, first, fields)
        announced = first > 0 and _WHOLE_TEXT.search(lines[first - 1].text)
        if run and (announced or _text_follows(lines, run, fields)) and not _comments_on_document(lines, run):
            yield run


def _text_follows(lines: Sequence[Line], run: Sequence[int], fields: PageFields) -> bool:
    """Whether a title has its document below: number, addressees, or the text of what it names.

    Tools and days of the page may stand between, another title may not.
    """
    title = _text(lines, run)
    below = [line for at, line in enumerate(lines[run[-1] + 1 :], run[-1] + 1) if at not in fields.lines]
    for line in below[:_TOOLS_BETWEEN]:
        text = compact(line.text)
        if not addresses_somebody(title):
            return bool(_FIRST_PART.match(text))
        addressed = (colon := SALUTATION.fullmatch(text)) and ADDRESSED.search(colon[1])
        paragraph = len(text) > _PARAGRAPH and re.search("[，,。]", text)
        if document_number.parse(text.strip("（）()")) or addressed or paragraph:
            return True
        if names_a_notice(text) and letters(text) not in letters(title):
            return False
    return False


def _run(lines: Sequence[Line], first: int, fields: PageFields) -> tuple[int, ...]:
    """The lines from `first` on that make a title together: the first that do, and what ends its sentence."""
    if not may_begin(_bare(lines[first])) or _repeated(lines, first) or in_long_list(lines, first):
        return ()
    run: list[int] = []
    for at in range(first, min(first + TITLE_LINES, len(lines))):
        line = _bare(lines[at])
        if at in fields.lines or _apart(lines, run, at):
            return ()
        if not may_be_part(line) or MASTHEAD.fullmatch(compact(line)):
            return ()
        run.append(at)
        menu = sum(len(lines[part].text) <= _MENU_WORD for part in run) > _MOST_SCRAPS
        text = _text(lines, run)
        if menu or len(text) > LONGEST_TITLE:
            return ()
        if complete(text) and not _goes_on(lines, at):
            whole = _from_its_body(lines, _with_its_notice(lines, run, fields))
            return () if _stray_first(lines, whole) else _as_copied(lines, whole)
    return ()


def _with_its_notice(lines: Sequence[Line], run: Sequence[int], fields: PageFields) -> tuple[int, ...]:
    """A run that ends with the name of the paper it issues, with the next line that ends the notice.

    …印发2026年工作要点 / 任务分解表的通知. A line that begins a title of its own ends none.
    """
    at = run[-1] + 1
    if at >= len(lines) or at in fields.lines or not lacks_its_notice(_text(lines, run)):
        return tuple(run)
    line, longer = compact(_bare(lines[at])), (*run, at)
    own = "关于" in line or ANNOUNCES.match(line) or organs_of(line)
    ended = (
        not own and may_be_part(line) and not _apart(lines, run, at) and names_a_notice(_text(lines, longer))
    )
    return longer if ended and len(_text(lines, longer)) <= LONGEST_TITLE else tuple(run)


def _from_its_body(lines: Sequence[Line], run: tuple[int, ...]) -> tuple[int, ...]:
    """A run from the line on that names its own body and what about: all words above it are the page's.

    Bodies above it issue with it where nothing stands between, or where they are named below as well.
    """
    for count in range(len(run) - 1, 0, -1):
        above, first = run[:count], _bare(lines[run[count]])
        body = ANNOUNCES.split(first, maxsplit=1)[0]
        elsewhere = complete(first) and _of_another_place(first, _bare(lines[above[0]]))
        if not ((_OWN_BODY.search(body) and organs_of(body)) or first.startswith("关于") or elsewhere):
            continue
        said = [compact(_bare(lines[at])) for at in above]
        if any(ANNOUNCES.search(text) for text in said) or "《" in "".join(said):
            return run
        named = [bool(organs_of(_bare(lines[at]))) for at in above]
        if all(named):
            together = first.startswith("关于") or lines[run[count]].source - lines[above[-1]].source == 1
            below = [compact(line.text) for line in lines[run[-1] + 1 :]]
            signed = all(any(text in each for each in below) for text in said)
            return run if together or signed else run[count:]
        if first.startswith("关于") and named[-1]:
            continue
        return run[count:]
    return run


def _of_another_place(title: str, body: str) -> bool:
    """Whether a title begins with a place that is not the one of a body."""
    place = _PLACE.match(title)
    return place is not None and bool(organs_of(body)) and not body.startswith(title[:2])


def _as_copied(lines: Sequence[Line], run: tuple[int, ...]) -> tuple[int, ...]:
    """The part of a run that stands on the page once more, where words that name no body stand above it.

    Lists of a page run into the title; its own copy above the text has none of them.
    """
    below = [letters(line.text) for line in lines[run[-1] + 1 : run[-1] + _COPIES_WITHIN]]
    for count in range(1, len(run)):
        above = "".join(lines[at].text for at in run[:count])
        rest = _text(lines, run[count:])
        if ANNOUNCES.search(above) or any(organs_of(_bare(lines[at])) for at in run[:count]):
            break
        if complete(rest) and starts_in(below, letters(rest)) and not starts_in(below, letters(above + rest)):
            return run[count:]
    return run


def _apart(lines: Sequence[Line], run: Sequence[int], at: int) -> bool:
    """Whether more than a blank line, or than usual, stands between a line and those above it.

    A body alone in full and the 关于 of its title belong together over several.
    """
    blank = lines[at].source - lines[run[-1]].source - 1 if run else 0
    begun = all(is_organ(compact(_bare(lines[part]))) for part in run)
    near = _BLANK_BELOW_BODY if begun and lines[at].text.startswith("关于") else 1
    return blank > near and blank > _usual_blank(lines)


def _usual_blank(lines: Sequence[Line]) -> int:
    """How many blank lines stand between most lines near the top: files may part all of them."""
    gaps = sorted(below.source - above.source - 1 for above, below in pairwise(lines[:HEAD_LINES]))
    return gaps[len(gaps) // 2] if gaps else 0


def _bare(line: Line) -> str:
    """A line without the pipes of a frame or the point of a list, and what the page sets behind a title."""
    return without_page(line.text.rstrip("| ").lstrip("•·●▪ "))


def _repeated(lines: Sequence[Line], at: int) -> bool:
    """Whether a line names the body that the next one begins with: a masthead above the title."""
    following = compact(lines[at + 1].text) if at + 1 < len(lines) else ""
    name = compact(lines[at].text)
    if not organs_of(name) or following == name:
        return False
    own, about, _ = following.partition("关于")
    province = name.removesuffix(own) if about and own and name.endswith(own) else ""
    return following.startswith(name) or bool(_PROVINCE.fullmatch(province))


def _below_masthead(lines: Sequence[Line], run: Sequence[int], fields: PageFields) -> tuple[int, ...]:
    """The title below the number, where the first is the masthead of a series: …会议纪要 / 〔2025〕12号."""
    if ANNOUNCES.search("".join(lines[at].text for at in run)):
        return ()
    numbered = [
        at for at in range(run[-1] + 1, run[-1] + 3) if at < len(lines) and _SERIAL.search(lines[at].text)
    ]
    for first in range(numbered[0] + 1, min(numbered[0] + 4, len(lines))) if numbered else ():
        if ends_heading(lines[first].text):
            break
        if below := _run(lines, first, fields):
            return below
    return ()


def _notice_below(lines: Sequence[Line], run: Sequence[int], fields: PageFields) -> tuple[int, ...]:
    """The notice that issues what the page's title names: 细则 above, 关于印发…细则的通知 below.

    One straight below a number is the document itself, though it issues more than the page names (…等方案).
    """
    name = letters(_text(lines, run))
    if ANNOUNCES.search(name):
        return ()
    for first in range(run[-1] + 1, min(run[-1] + _NEAR_TITLE, len(lines))):
        if first not in fields.lines and ends_heading(lines[first].text):
            break
        below = _run(lines, first, fields)
        title = letters(_text(lines, below))
        numbered = first > run[-1] + 1 and document_number.parse(lines[first - 1].text)
        if (name in title or numbered) and re.search("印发|公布|发布", title) and title.endswith("通知"):
            return below
    return ()


def _notice_above_the_text(lines: Sequence[Line], run: Sequence[int], fields: PageFields) -> tuple[int, ...]:
    """The notice of a body straight above number or addressees, where words of the page stand above it.

    The first title must be none that announces anything itself.
    """
    if ANNOUNCES.search(_text(lines, run)):
        return ()
    for first in range(run[-1] + 1, min(run[-1] + _NEAR_TITLE, len(lines))):
        if first in fields.lines:
            continue
        if ends_heading(lines[first].text) or document_number.parse(lines[first].text.strip("（）()")):
            break
        below = _run(lines, first, fields)
        if below and organs_of(_bare(lines[first])) and _text_follows(lines, below, fields):
            return below
    return ()


def _in_full_below(lines: Sequence[Line], run: Sequence[int], fields: PageFields) -> tuple[int, ...]:
    """The document's own title where the page's above it shortens who issues (县政府), or leaves it out."""
    short, _, subject = _text(lines, run).partition("关于")
    if not subject:
        return ()
    for first in range(run[-1] + 1, min(run[-1] + _NEAR_TITLE, len(lines))):
        if first in fields.lines:
            continue
        if ends_heading(lines[first].text):
            break
        below = _run(lines, first, fields)
        full, _, same = joined([lines[at].text for at in below]).partition("关于")
        named = shortens(short, full) if short else bool(organs_of(full))
        if below and letters(same) == letters(subject) and named:
            return below
    return ()


def _goes_on(lines: Sequence[Line], at: int) -> bool:
    """Whether the next line ends the sentence."""
    following = lines[at + 1] if at + 1 < len(lines) else None
    return (
        following is not None
        and following.source - lines[at].source <= _NEXT_LINE
        and may_be_part(following.text)
        and bool(_ENDS_SENTENCE.match(compact(following.text)))
    )


def _stray_first(lines: Sequence[Line], run: Sequence[int]) -> bool:
    """Whether the first lines belong to the page and not to the title that the others make alone."""
    for count in range(1, len(run)):
        if lines[run[count]].source - lines[run[count - 1]].source == 1:
            continue
        above = "".join(lines[at].text for at in run[:count])
        rest = joined([lines[at].text for at in run[count:]])
        named = any(organs_of(_bare(lines[at])) for at in run[:count])
        if complete(rest) and not named and not ANNOUNCES.search(above):
            return True
    below = joined([lines[at].text for at in run[1:]])
    bodies = organs_of(_bare(lines[run[0]]))
    if len(bodies) > 1 and complete(below) and not ANNOUNCES.search(below):
        # bodies in a row above a list that is no 关于…的通知 and names its own place
        return any(below.startswith(body[:_PLACE_LENGTH]) for body in bodies)
    return False


def _comments_on_document(lines: Sequence[Line], run: Sequence[int]) -> bool:
    """Whether the page's title is that of a commentary while the text below is the document itself."""
    if not COMMENTARY.search(lines[run[-1]].text):
        return False
    below = lines[run[-1] + 1 : run[-1] + 4]
    return any(document_number.parse(line.text) for line in below)

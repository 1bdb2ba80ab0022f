"""Numbers, dates and punctuation as GB/T 15835 and GB/T 15834 ask for them, document numbers as GB/T 9704
writes them (general knowledge, the standards were not read). Each is one expression of bounded length, tried
where it may begin."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gongkai.text.wording import saying
from gongkai.text.wording.beginnings import (
    Beginnings,
    Places,
    at,
    figures_before,
    sought,
    where_any,
)
from gongkai.text.wording.model import WordingHit, WordingSort

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"

Say = Callable[[re.Match[str]], "tuple[str, str, bool] | None"]
"""What should stand there, why, and whether it may be put there without thinking; None: nothing is wrong."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write something wrong. `begins`: where it may begin; None where its expression begins with a
    word itself and is as fast."""

    sort: WordingSort
    pattern: re.Pattern[str]
    say: Say
    begins: Beginnings | None = None

    def places(self, places: Places) -> Iterator[re.Match[str]]:
        """What `pattern.finditer` finds in the text."""
        if self.begins is None:
            yield from self.pattern.finditer(places.text)
            return
        text, match_at, end = places.text, self.pattern.match, 0
        for place in self.begins(places):
            if place >= end and (match := match_at(text, place)) is not None:
                yield match
                end = match.end()


def find_forms(text: str) -> Iterator[WordingHit]:
    """Every wrong form, form by form."""
    places = Places(text)
    for form in FORMS:
        for match in form.places(places):
            said = form.say(match)
            if said is not None and said[0] != match[0]:
                suggestion, reason, replaces = said
                yield WordingHit(*match.span(), match[0], form.sort, suggestion, reason, replaces)


_YEAR = r"(?:[12]\d{3}|[一二][〇零○О一二三四五六七八九]{3})"
_SMALL = r"(?:\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_P, _N = WordingSort.PUNCTUATION, WordingSort.NUMBER
_MARKS = "[〇零○OoОＯ0一二三四五六七八九]"
_ORDINAL = "[一二三四五六七八九十]{1,3}"
_SMALL_WORDS = "的了和与及为在是"
_STOPS = "，、；："
_WIDE_SIGNS = "０-９Ａ-Ｚａ-ｚ"
_TWICE = [2 * word for word in _SMALL_WORDS]
_LONGER_WORDS = (
    "做好|进行|加强|推进|开展|完善|提高|加快|建立|促进|确保|按照|通过|关于|以及|根据|坚持|推动|强化|健全"
    "|深化|全面|进一步|切实|严格|不断|充分|认真|必须|应当|可以|已经|因为|所以|但是|并且|或者|同时"
)
"""None that may end one word and begin the next as well: 服务服务业, 党组织组织开展."""

_LONGER_TWICE = [2 * word for word in _LONGER_WORDS.split("|")]
_SCARCE = f"[{_WIDE_SIGNS}]|[{_STOPS}]{{2}}|。。|{'|'.join([*_TWICE, *_LONGER_TWICE])}"
_BY_YEAR = at("年", shifts=(-4,))
_BY_HEAD = sought(r"^[ \t　]{0,4}[（(]?[一二三四五六七八九十]")
_TABLE: tuple[tuple[WordingSort, str, Say, Beginnings | None], ...] = (
    (
        _N,
        rf"(?<=[{_HAN}])[\[［(（【〔]\s?(?P<year>(?:19|20)\d\d)\s?[\]］)）】〕]"
        r"\s?第?0*(?P<number>[1-9]\d{0,4})\s?号",
        saying.brackets,
        at(*"[［(（【〔"),
    ),
    (
        _N,
        rf"(?<!\d)(?P<year>{_YEAR})年(?P<month>{_SMALL})月(?:(?P<day>{_SMALL})日)?",
        saying.mixed_date,
        _BY_YEAR,
    ),
    (
        _N,
        r"(?<!\d)(?P<year>[12]\d{3})年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?",
        saying.no_such_day,
        _BY_YEAR,
    ),
    (
        _N,
        r"(?<!\d)(?=\d)(?P<year>(?:[12]\d{3}年)?)(?=0|\d{1,2}月0)"
        r"(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?",
        saying.padded,
        at("月", shifts=(-7, -6, -2, -1)),
    ),
    (
        _N,
        rf"([一二](?={_MARKS}{{3}}年)(?=[^年]{{0,3}}[零○OoОＯ0]){_MARKS}{{3}})年",
        saying.zero_year,
        _BY_YEAR,
    ),
    (_N, r"(?<![\d〔])\d\d年(?=\d{1,2}月\d{1,2}日)", saying.short_year, at("年", shifts=(-2,))),
    (
        _N,
        r"(?<!\d)(?P<year>[12]\d{3})[./-](?P<month>\d{1,2})[./-](?P<day>\d{1,2})日",
        saying.points,
        at(*"./-", shifts=(-4,)),
    ),
    (
        _N,
        r"(?<![\d.,])(?P<low>\d{1,9}(?:\.\d{1,4})?)[-－~～—–至]"
        r"(?P<high>\d{1,9}(?:\.\d{1,4})?)(?P<unit>[%％万亿])",
        saying.between,
        figures_before(*"-－~～—–至"),
    ),
    (
        _N,
        r"(?P<before>大约|约|近)\d[\d,.]{0,12}[^\s，。；、\d]{0,5}(?P<after>左右|上下)",
        saying.about,
        at("大约", "约", "近"),
    ),
    (_N, rf"[{_WIDE_SIGNS}]{{1,40}}", saying.half, where_any(_SCARCE, sought(rf"[{_WIDE_SIGNS}]{{1,40}}"))),
    (WordingSort.WORD, r"截止(?=[12]\d{3}年|\d{1,2}月|目前|今年|本月|\d{1,2}日)", saying.until, None),
    (
        WordingSort.WORD,
        rf"(?<![{_SMALL_WORDS}])([{_SMALL_WORDS}])\1(?![{_SMALL_WORDS}确解不非气])",
        saying.doubled,
        where_any(_SCARCE, at(*_TWICE)),
    ),
    (
        WordingSort.WORD,
        rf"({_LONGER_WORDS})\1",
        saying.doubled,
        where_any(_SCARCE, at(*_LONGER_TWICE)),
    ),
    (
        WordingSort.SENSITIVE,
        r"(?:台湾|香港|澳门)[^。；：，\n]{0,20}?等[0-9一二三四五六七八九十多几]{0,3}个?国家"
        r"(?![级队标重公科自战实大博]|(?:和|或|及|与|、|以及|/)地区|[（(](?:和|或)?地区)",
        saying.countries,
        at("台湾", "香港", "澳门"),
    ),
    (
        _P,
        rf"(?<=[{_HAN}》”）])(?:,(?=[{_HAN}《“（\s0-9A-Za-z]|$)|[;:?!](?=[{_HAN}《“（\s]|$))",
        saying.wide,
        at(*",;:?!"),
    ),
    (_P, rf"(?<=[{_HAN}》”）])\.(?=\s|$)", saying.full_stop, at(".")),
    (_P, rf"(?<=[{_HAN}》”）])\.(?=[{_HAN}《“（])", saying.full_stop_within, at(".")),
    (_P, rf"\((?=[^()\n]{{0,60}}[{_HAN}])[^()\n]{{1,60}}\)", saying.wide, None),
    (_P, rf'"([^"\n]{{0,60}}[{_HAN}][^"\n]{{0,60}})"', saying.quotes, None),
    (
        _P,
        rf"([{_STOPS}])[{_STOPS}]{{1,5}}|。。(?!。)",
        saying.once,
        where_any(_SCARCE, at("。。", *(one + other for one in _STOPS for other in _STOPS))),
    ),
    (_P, rf"(?<=[{_HAN}])(?:\.{{3,6}}|。{{3,6}})", saying.dots, at("...", "。。。")),
    (_P, r"(?<=》)、(?=《)|(?<=”)、(?=“)", saying.dropped, at("》、《", "”、“", shifts=(1,))),
    (
        _P,
        rf"(?<=[{_HAN}])、(?=等[^{_HAN}级]|等(?:[有方各部单项事工内地][{_HAN}]|$)"
        r"|和(?![平谐睦和])|以及|及其)",
        saying.dropped,
        at("、等", "、和", "、以及", "、及其"),
    ),
    (_P, rf"^[ \t　]{{0,4}}({_ORDINAL})[,，.．](?=\S)", saying.ordinal, _BY_HEAD),
    (_P, rf"^[ \t　]{{0,4}}[（(]({_ORDINAL})[）)][、，,.．]", saying.bracketed_ordinal, _BY_HEAD),
    (
        _P,
        r"(?<=[。；\n])(第[一二三四五六七八九]|首先|其次|最后)、",
        saying.first,
        at("第", "首先、", "其次、", "最后、"),
    ),
    (_P, r"《([^《》〈〉\n]{0,80})《([^《》〈〉\n]{1,80})》([^《》〈〉\n]{0,80})》", saying.nested, None),
)
FORMS = tuple(
    Form(sort, re.compile(pattern, re.MULTILINE), say, begins) for sort, pattern, say, begins in _TABLE
)

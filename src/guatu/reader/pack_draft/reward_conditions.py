"""Who is paid and when (对象和条件): a recipient's words become tests over columns, none of them dropped.

`主营业务收入增长15%以上` is a test of a figure; `规上工业企业` one of a known flag; what is not understood is a yes/no
column of its own, named by its words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from guatu.reader.pack_draft.new_columns import NewColumns

_NUMBER = (
    r"(?P<number>\d+(?:\.\d+)?)(?P<unit>万亿元|亿元|千万元|百万元|万元|元|%|‰|人|名|户|家|个|项|件|亩|年|个月|平方米)"
)
_FIGURE = re.compile(
    rf"(?P<growth>(?:同比)?(?:增长|增速|增幅)(?:率|额)?)?(?P<sign>达到|超过|不少于|不低于|不小于|大于|高于|突破|小于|低于|少于|"
    rf"不超过|不高于|在|满|≥|>=|＞|>)?{_NUMBER}(?P<after>（含）以上|及以上|以上|以下|以内)?"
)
_SIGNS = {
    "达到": ">=", "不少于": ">=", "不低于": ">=", "不小于": ">=", "满": ">=", "≥": ">=", ">=": ">=",
    "超过": ">", "大于": ">", "高于": ">", "突破": ">", "＞": ">", ">": ">",
    "小于": "<", "低于": "<", "少于": "<", "不超过": "<=", "不高于": "<=",
}  # fmt: skip
_AFTER = {"以上": ">=", "及以上": ">=", "（含）以上": ">=", "以下": "<", "以内": "<="}
_MEASURES = {"元": "money", "%": "ratio", "‰": "ratio", "人": "people", "名": "people", "户": "count", "家": "count",
             "个": "count", "项": "count", "件": "count", "亩": "area"}  # fmt: skip
# What a bare subject is counted in, where its words do not say it: 新建厂房5000平方米 is 新建厂房面积.
_SUFFIXES = {"人": "人数", "名": "人数", "亩": "面积", "平方米": "面积", "户": "数", "家": "数", "个": "数",
             "项": "数", "件": "数"}  # fmt: skip
_SUBJECT = re.compile(r"[一-鿿（）A-Za-z]+$")
_SUBJECT_START = re.compile(r".*(?:对|且|但|并|或|其中|属于|以及|同时|的|和)")
_LONGEST_SUBJECT = 16
_FIRST_TIME = re.compile(r"新(?:纳入|升|入|增)?规上|首次(?:纳入|升|上)规?上?|新纳规|新升规|新上规|新入规|小升规")
_NEUTRAL = re.compile(
    r"^(?:对于?|凡|给予|经(?=认定|审核|批准|主管|评|考核)|按照|属于|属|是|为|其|年(?!度)|当年|及|和|或|且|但|并|的|在|单个|每[家户个]|"
    r"符合(?:规定)?条件|、|，)+"
    r"|(?:的|等|及|和|且|但|、|，|口径统计|统计)+$"
)
_ANYBODY = re.compile(
    r"(?:各类|相应|相关|有关|符合条件|以上|工业|口径|统计|范围|的|等)*(?:企业|单位|机构|主体|项目|个人|者|业主)?"
)
_NO_SIGN = re.compile(r"[^\w]|_")
_PIECES = re.compile(r"[，；]|且|同时|、(?=$)")


@dataclass(frozen=True, slots=True)
class Test:
    """One condition: its test as packs write it, its words, and whether it is about a figure."""

    test: str
    name: str
    is_figure: bool = False
    column: str = ""


def read_conditions(words: str, table: str, columns: NewColumns, *, figures_only: bool = False) -> tuple[Test, ...]:
    """Return the tests that a recipient's words stand for, all of which must hold; empty when they say nothing.

    Columns that no pack knows are declared in `columns`. With `figures_only` the other words are left to the caller.
    """
    plain = _plain(words)
    tests: list[Test] = []
    rest: list[str] = []
    place = 0
    for start, end, test in _figure_tests(plain, table, columns):
        if _contradicts(test, tests):
            continue
        tests.append(test)
        rest.append(plain[place:start])
        place = end
    rest.append(plain[place:])
    flags: list[Test] = []
    for stretch in () if figures_only else rest:
        # Words joined by 以及 name others who are paid too: one column for all of them.
        for piece in (stretch,) if re.search("以及|或", stretch) else _PIECES.split(stretch):
            flags.extend(_flag_tests(piece, table, columns))
    return tuple(dict.fromkeys((*flags, *tests)))


def subject_before(text: str, number: str) -> str | None:
    """Return what a number in a text is a figure of: the words right before it, without verbs of reaching."""
    place = text.find(number)
    if place < 0:
        return None
    return _subject(re.sub(r"(?:首次)?(?:达到|超过|突破|过)?(?:相应)?$", "", text[:place]))


def _plain(words: str) -> str:
    return re.sub(r"[\s“”‘’\"《》]", "", words).replace("规模以上", "规上").replace("一次性", "")


def _figure_tests(plain: str, table: str, columns: NewColumns) -> Iterator[tuple[int, int, Test]]:
    """Yield each figure that is compared: where its words begin and end, and its test."""
    matches = [
        match for match in _FIGURE.finditer(plain) if _sign(match) is not None and match["unit"] not in ("年", "个月")
    ]
    starts = [0, *(match.end() for match in matches)]
    subjects = [_subject(plain[start : match.start()]) for start, match in zip(starts, matches, strict=False)]
    last = next((one for one in subjects if one is not None), "")
    for match, subject in zip(matches, subjects, strict=True):
        growth = match["growth"] or ""
        if subject is None and not (growth and last):
            continue
        stem, start = (last, match.start()) if subject is None else (subject, match.start() - len(subject))
        stem, growth = _with_growth(stem, growth, last)
        column = _column(stem, growth, match["unit"], table=table, columns=columns)
        test = f"{column} {_sign(match)} {match['number']}{_unit(match['unit'])}"
        yield start, match.end(), Test(test, plain[start : match.end()], is_figure=True, column=column)
        last = stem


def _sign(match: "re.Match[str]") -> str | None:
    """Return how a figure is compared; 达到…以下 is below, a bare number is no condition."""
    after = _AFTER.get(match["after"] or "")
    before = _SIGNS.get(match["sign"] or "")
    if after in ("<", "<="):
        return after
    return before or after


def _subject(before: str) -> str | None:
    match = _SUBJECT.search(before)
    if match is None:
        return None
    subject = _SUBJECT_START.sub("", match.group())
    subject = re.sub(r"^(?:年(?!度)|当年|全年|单个|企业)(?=..)|(?<=..)[达在满]$", "", subject)
    return subject if 2 <= len(subject) <= _LONGEST_SUBJECT else None


def _with_growth(stem: str, growth: str, last: str) -> tuple[str, str]:
    """Tell 增长额, said of the figure before it, from a figure of its own."""
    if stem in ("增长额", "增加额", "增量", "增幅", "增速", "同比") and last:
        return last, "增长额" if stem.endswith(("额", "量")) else "增速"
    for ending in ("同比增长", "同比", "增长额", "增长", "增速", "增幅"):
        if stem.endswith(ending) and len(stem) > len(ending) + 1:
            return stem.removesuffix(ending), ending
    return stem, growth


def _column(stem: str, growth: str, unit: str, *, table: str, columns: NewColumns) -> str:
    measure = _MEASURES.get(unit, "money" if unit.endswith("元") else "number")
    if not growth:
        known = columns.find(stem, table, measure)
        suffix = "" if stem.endswith(("数", "面积", "人员")) else _SUFFIXES.get(unit, "")
        return known or columns.figure(f"{stem}{suffix}", table, measure, f"{stem}，按原文的口径填")
    pair = columns.pair(stem, table)
    if measure == "money":
        known = columns.find(f"{stem}增长额", table, "money")
        if known is None and pair is not None:
            return f"{pair[0]} - {pair[1]}"
        return columns.figure(f"{stem}增长额", table, "money", f"{stem}比上年增加的数")
    found = columns.find(f"{stem}增速", table, "ratio") or columns.find(f"{stem}增长率", table, "ratio")
    if found is None and pair is not None:
        return f"增速({pair[0]}, {pair[1]})"
    return found or columns.figure(f"{stem}增速", table, "ratio", f"{stem}比上年增长的比率")


def _unit(unit: str) -> str:
    return {"名": "人", "平方米": ""}.get(unit, unit)


def _flag_tests(piece: str, table: str, columns: NewColumns) -> Iterator[Test]:
    """Yield the tests of words without a compared figure: known flags in them, and one column for the rest."""
    said = _NEUTRAL.sub("", piece)
    rest = said
    for flag in columns.flags(table):
        if len(flag.name) > 2 and (word := next((one for one in (flag.name, *flag.aliases) if one in rest), None)):
            rest = rest.replace(word, "", 1)
            yield Test(flag.name, said, column=flag.name)
        elif flag.name == "首次纳规" and (match := _FIRST_TIME.search(rest)):
            yield Test(flag.name, said, column=flag.name)
            rest = rest.replace(match.group(), "规上", 1)
    if "规上" in rest and "工业" in rest and (known := columns.find("规上工业", table, "yes_no")):
        yield Test(known, said, column=known)
        rest = rest.replace("规上", "", 1).replace("工业", "", 1)
    rest = _NEUTRAL.sub("", _NEUTRAL.sub("", rest))
    if len(rest) >= 2 and not _ANYBODY.fullmatch(rest):
        column = columns.flag(rest, table, said)
        yield Test(test_name(column), said, column=column)


def test_name(column: str) -> str:
    """Return a column as a test names it: in double quotes where a word of the language begins it."""
    return f'"{column}"' if column[0] in "非不" or re.search("且|或", column) else column


def _contradicts(test: Test, others: list[Test]) -> bool:
    """Tell a bound that no value can meet beside an earlier one of the same column: the words mean something else."""
    for other in others:
        if other.column == test.column:
            low, high = (other, test) if ">" in other.test else (test, other)
            if ">" in low.test and "<" in high.test and _size(low) >= _size(high):
                return True
    return False


def _size(test: Test) -> Decimal:
    match = re.search(r"(\d+(?:\.\d+)?)(\D*)$", test.test)
    factors = {"亿元": 10**8, "千万元": 10**7, "百万元": 10**6, "万元": 10**4}
    return Decimal(0) if match is None else Decimal(match[1]) * factors.get(match[2], 1)


def short_name(words: str, longest: int = 14) -> str:
    """Return the beginning of a recipient's words as part of a name."""
    bare = _NO_SIGN.sub("", _NEUTRAL.sub("", _plain(words)))
    return bare if len(bare) <= longest else f"{bare[: longest - 1]}等"

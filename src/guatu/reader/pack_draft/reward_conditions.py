"""Who is paid and when (对象和条件): a recipient's words become tests over columns, none of them dropped.

`主营业务收入增长15%以上` is a test of a figure; `规上工业企业` one of a known flag; what is not understood is a yes/no
column of its own, named by its words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from guatu.reader.pack_draft.new_columns import NewColumns
from guatu.reader.pack_draft.reward_names import shortened

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
_SUBJECT = re.compile(r"[一-鿿A-Za-z]+$")
_SUBJECT_START = re.compile(r".*(?:对(?!外)|且|但|并(?!购)|或者?|其中|属于|以及|同时|的|和)")
_NO_SUBJECT = re.compile(
    r"^(?:如|若|其|当年度?|本年度?|上一?年度|全年|近[一两二三]年内?|年(?![度均末底产])|单个|单家|企业|在)+"
)
_LONGEST_SUBJECT = 16
_FIRST_TIME = re.compile(
    r"(?:首次|新)(?:纳入|升为?|上|入|增)*规上(?:工业)?(?:口径)?(?:统计)?|首次(?:升|上)规|新纳规|新升规|新上规|新入规|首次小升规|小升规"
)
_NEUTRAL = re.compile(
    r"^(?:对于?|凡|给予|如|若|上一?年度|经(?=认定|审核|批准|主管|评|考核)|按照|属于|属|是|为(?!主)|其|当年度?|本年度|年度|年(?![度均末底产])|及|和|或|且|但|并(?!购)|"
    r"的|在|单个|每[家户个]|符合(?:规定)?条件|、|，)+"
    r"|(?:的|等|及|和|且|但|、|，|口径统计|统计|上一?年度)+$"
)
_ANYBODY = re.compile(
    r"(?:各类|各|相应|相关|有关|符合条件|以上|工业|口径|统计|范围|同一|单个|单户|每[家户]|[我全本][省市州县区地]|[省市州县区]内|辖区内?|"
    r"境内|的|等)*"
    r"(?:企业|单位|机构|主体|项目|个人|者|业主|资金|经费|政府|财政)?"
)
# What the office itself does before it pays is no test of a firm.
_PROCESS = re.compile(
    r"[^，；]*(?:审核|审批|评审|评估|核定|核实|公示)(?:确认|通过|同意|合格)?后|^成功后$|^(?:包括|含)[^，；]*"
)
_NEWLY = re.compile("(?:新|首次|成功|评|认定|申报|培育|获|转)[^，、；]{0,6}$")
_ALTERNATIVE = re.compile("、|以及|及|或者?|和")
_OF_FIRMS = re.compile(
    "(?:企业|机构|单位|事务所|公司|户|店|主体|协会|人|人员|者|军人|毕业生|人士|人才|基地|中心|平台|园区?|工作站|区)$"
)
_DEED = re.compile("获|评|认|通过|入选|列入|建|设立|引进|参加|首次|购|实施|开展|新|完成|取得|拥有|租|加入")
_NO_SIGN = re.compile(r"[^\w]|_")
_PIECES = re.compile(r"[，；]|且|同时|、(?=$)")


@dataclass(frozen=True, slots=True)
class Test:
    """One condition: its test as packs write it, its words, and whether it is about a figure.

    `stem` is the figure in the plan's words whose growth or size is tested.
    """

    test: str
    name: str
    is_figure: bool = False
    column: str = ""
    stem: str = ""


def read_conditions(
    words: str, table: str, columns: NewColumns, *, known_only: bool = False, before: str = ""
) -> tuple[Test, ...]:
    """Return the tests that a recipient's words stand for, all of which must hold; empty when they say nothing.

    Columns that no pack knows are declared in `columns`; with `known_only` words that would need one are left out.
    `before` is the figure that a bare 同比增长10% is said of.
    """
    plain = plain_words(words)
    tests: list[Test] = []
    rest: list[str] = []
    place = 0
    for start, end, test in _figure_tests(plain, table, columns, before=before):
        if _contradicts(test, tests):
            continue
        tests.append(test)
        rest.append(plain[place:start])
        place = end
    rest.append(plain[place:])
    flags: list[Test] = []
    for stretch in rest:
        # Words joined by 以及 name others who are paid too: one column for all of them.
        for piece in (stretch,) if re.search("以及|或", stretch) else _PIECES.split(stretch):
            said = piece if piece == plain else _PROCESS.sub("", piece)
            flags.extend(_flag_tests(said, table, columns, known_only=known_only))
    return tuple({one.test: one for one in reversed((*flags, *tests))}.values())[::-1]


def subject_before(text: str, number: str) -> str | None:
    """Return what a number in a text is a figure of: the words right before it, without verbs of reaching."""
    place = text.find(number)
    return None if place < 0 else subject_at_end(text[:place])


def subject_at_end(words: str) -> str | None:
    """Return the figure that words end with, without verbs of reaching: 对年营业收入首次达到 is 营业收入."""
    return _subject(re.sub(r"(?:首次)?(?:达到?|超过|突破|过|在|为)?(?:相应)?$", "", words))


def plain_words(words: str) -> str:
    """Return words without quotes, spaces and long asides, with 规上 for 规模以上."""
    bare = re.sub(r"[\s“”‘’\"《》]", "", words).replace("规模以上", "规上").replace("一次性", "")
    return re.sub("（[^（）]{3,}）", "", bare)


def _figure_tests(plain: str, table: str, columns: NewColumns, *, before: str) -> Iterator[tuple[int, int, Test]]:
    """Yield each figure that is compared: where its words begin and end, and its test."""
    matches = [
        match for match in _FIGURE.finditer(plain) if _sign(match) is not None and match["unit"] not in ("年", "个月")
    ]
    starts = [0, *(match.end() for match in matches)]
    subjects = [_subject(plain[start : match.start()]) for start, match in zip(starts, matches, strict=False)]
    last = next((one for one in subjects if one is not None), "") or before
    for match, subject in zip(matches, subjects, strict=True):
        growth = match["growth"] or ""
        if subject is None and not (growth and last):
            continue
        stem, start = (last, match.start()) if subject is None else (subject, match.start() - len(subject))
        stem, growth = _with_growth(stem, growth, last)
        column = _column(stem, growth, match["unit"], table=table, columns=columns)
        test = f"{column} {_sign(match)} {match['number']}{_unit(match['unit'])}"
        name = plain[start : match.end()] if subject is not None else f"{stem}{plain[start : match.end()]}"
        yield start, match.end(), Test(test, name, is_figure=True, column=column, stem=stem)
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
    subject = re.split("上一?年度|当年度?|本年度", _SUBJECT_START.sub("", match.group()))[-1]
    subject = re.sub(r"(?:首次|(?<=..)[达在满])$", "", _NO_SUBJECT.sub("", subject))
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


def _flag_tests(piece: str, table: str, columns: NewColumns, *, known_only: bool) -> Iterator[Test]:
    """Yield the tests of words without a compared figure: known flags in them, and one column for the rest."""
    said = _NEUTRAL.sub("", piece)
    others = None if known_only else _alternatives(said, table, columns)
    if others is not None:
        yield others
        return
    rest = said
    for flag in columns.flags(table):
        word = next((one for one in (flag.name, *flag.aliases) if len(one) > 2 and one in rest), None)
        if word is not None and (word == flag.name or not _NEWLY.search(rest[: rest.index(word)])):
            rest = rest.replace(word, "", 1)
            yield Test(flag.name, flag.name, column=flag.name)
        elif flag.name == "首次纳规" and (match := _FIRST_TIME.search(rest)):
            yield Test(flag.name, flag.name, column=flag.name)
            rest = rest.replace(match.group(), "规上工业" if "工业" in match.group() else "规上", 1)
    if "规上" in rest and "工业" in rest and (known := columns.find("规上工业", table, "yes_no")):
        yield Test(known, known, column=known)
        rest = rest.replace("规上", "", 1).replace("工业", "", 1)
    rest = _NEUTRAL.sub("", _NEUTRAL.sub("", rest))
    if rest != said:
        rest = re.sub("^规上(?=企业|$)", "", rest)
    if not known_only and len(rest) >= 2 and not _ANYBODY.fullmatch(rest):
        yield flag_test(rest, said, table=table, columns=columns)


def flag_test(words: str, said: str, *, table: str, columns: NewColumns) -> Test:
    """Return the test of a yes/no column in the plan's words: a firm is something, or it has it."""
    is_deed = _DEED.match(words) is not None and _OF_FIRMS.search(words) is None
    if words.endswith("项目") and not _DEED.search(words):
        words, is_deed = f"有{words}", True
    column = columns.flag(words, table, f"{'有没有' if is_deed else '是不是'}：{said}")
    return Test(test_name(column), column, column=column)


def _alternatives(said: str, table: str, columns: NewColumns) -> Test | None:
    """Return one test for a list of whom any is paid, where a known column stands for one of them; else None."""
    items = [one for one in _ALTERNATIVE.split(said) if one]
    if len(items) < 2 or not all(_OF_FIRMS.search(one) for one in items):
        return None
    known = {one: test for one in items if (test := _known_flags(one, table, columns))}
    if not known:
        return None
    strangers = [one for one in items if one not in known]
    tests = list(known.values())
    if strangers:
        tests.append(flag_test("、".join(strangers), "、".join(strangers), table=table, columns=columns).test)
    return Test(" 或 ".join(tests), said, column=tests[0])


def _known_flags(item: str, table: str, columns: NewColumns) -> str:
    """Return the known column that says all of an item of a list, or nothing."""
    if column := columns.find(re.sub("企业$", "", item), table, "yes_no") or columns.find(item, table, "yes_no"):
        return "" if _NEWLY.search(item) and column.startswith("有效") else test_name(column)
    match = _FIRST_TIME.search(item)
    if match is not None and _ANYBODY.fullmatch(item.replace(match.group(), "")):
        return columns.find("首次纳规", table, "yes_no") or ""
    return ""


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
    """Return a recipient's words as part of a column's name."""
    return _NO_SIGN.sub("", shortened(_NEUTRAL.sub("", plain_words(words)), longest))

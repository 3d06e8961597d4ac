"""Numbers with their units (数量) in prose: 2.35万户, 3—5个, 10%以上, 百分之十, 两家, 不超过50万元.

Here only the figure and the words that stand directly at it are read; what it is the figure of is read elsewhere.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

_HAN_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "十亿": 10**9, "亿": 10**8, "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4, "千": 1000, "百": 100}  # fmt: skip # noqa: E501
# What is counted one by one; the same words that count things in plans.
COUNTERS = (
    "个百分点|个位次|位次|个工作日|个自然日|个小时|个星期|个环节|个季度|人次|场次|微克/立方米|毫克/升|件次|车次|户次|家次|批次|班次|架次|人天|课时|学时|学分|"
    "平方公里|平方千米|平方米|立方米|公里|千米|公顷|公斤|千瓦时|千瓦|兆瓦|吉瓦|千伏安|千伏|个月|工作日|小时|分钟|标准箱|标箱|"
    "亩次|个次|人份|亩|吨|斤|户|家|个|名|人(?![均民])|位|件|项|款|例|台套|台|套|条|场|次|份|环节|辆|座|处|只|支|批|所|道|类|种|宗|笔|届|期|"
    "间|栋|幢|片|块|张|组|对|门|村|镇|县|市|街|床|头|箱|艘|架|枚|株|棵|盏|册|枝|盆|朵|羽|尾|桶|瓶|首|篇|列(?![入为])|部(?![门委分队级件位署])|"
    "分(?![别之析钟类步期级层批区散布阶])|单(?![位项独])|"
    "天|日|周|月|年|岁|倍|成|米|号|㎡|度|折|GW|MW|KW|kWh|kW|kg|km|TEU"
)
_MONEY = r"(?:元人民币|人民币|美元|欧元|港元|元|块钱)"
_SCALE = "万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百"
_UNIT = (
    rf"(?:{_SCALE})?(?:{_MONEY}|吨标准煤|标准煤|标准厂房|{COUNTERS})"
    r"|(?:万亿|千亿|百亿|亿|千万|百万|万)(?=[—\-~至到－]|[^一-鿿]|以[上下内]|左右|$)"
)
_PERCENT = r"%|‰|个百分点|个点"
_DIGIT = r"\d[\d,，]*\d(?:\.\d+)?|\d+(?:\.\d+)?"
_HAN = r"[一二两三四五六七八九十百千零〇]{1,7}"
_DASH = r"(?:[—\-~至到－]{1,2})"
_QUANTITY = re.compile(
    rf"(?P<low>(?<![\d.]){_DIGIT})(?:"
    rf"(?P<lowunit>{_PERCENT}|{_UNIT})?{_DASH}(?P<high>{_DIGIT})(?P<highunit>{_PERCENT}|{_UNIT})?"
    rf"|[多余]?(?P<unit>{_PERCENT}|{_UNIT}|∶\d+|:\d+|：\d+(?=左右|以内|以上|以下|[，。；]))?)"
    rf"|百分之(?P<han_share>{_HAN}|\d+(?:\.\d+)?)"
    rf"|(?P<han>{_HAN})(?P<han_unit>(?:万|亿)?(?:{_MONEY}|{COUNTERS}))"
)
_AT_LEAST = r"及?以上|起|不等以上|或以上|以上不等|多"
_ABOUT = r"左右|上下|约|前后"
_AT_MOST = r"以内|之内|及?以下|内"
_BEFORE = (
    (">=", r"不低于|不少于|不小于|至少|最少|保持在|稳定在|稳定保持在|不短于|达到或超过|达到或高于"),
    (
        "<=",
        r"不超过|不高于|不多于|不大于|最高|最多|最长|控制在|至多|不得超过|上限为?|限额为?|封顶|上限|"
        r"压减到|压缩到|压缩至|压减至|缩短至|缩短到",
    ),
    (">", r"超过|突破|高于|超出|大于|多于|超"),
    ("<", r"低于|小于|少于|不足"),
    ("~", r"大约|约为?|近|接近|力争达到约"),
)  # fmt: skip
_SUFFIX = (
    (">=", re.compile(rf"(?:\s*\([^)]*\)|（[^（）]{{0,12}}）)?(?:{_AT_LEAST})(?![下])")),
    ("~", re.compile(_ABOUT)),
    ("<=", re.compile(_AT_MOST)),
)
_PREFIX = tuple((sign, re.compile(rf"(?:{words})(?:[到至为达])?$")) for sign, words in _BEFORE)


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure at a place: `value` and `value_max` as printed (a scale such as 万 stays in `unit`), its unit.

    `start` and `end` bound figure and unit; `comparator` follows the words directly before and behind, `=` without any.
    `outer_start` and `outer_end` include those words.
    """

    start: int
    end: int
    value: Decimal
    value_max: Decimal | None
    unit: str
    comparator: str
    outer_start: int
    outer_end: int

    @property
    def is_rate(self) -> bool:
        """True for per cent, per mille and percentage points."""
        return self.unit in ("%", "‰") or self.unit.endswith("百分点")

    @property
    def is_money(self) -> bool:
        """True for amounts in 元 of any scale, other currencies included."""
        return self.unit.endswith(("元", "人民币", "块钱"))

    @property
    def yuan(self) -> Decimal:
        """The amount in 元; only for money."""
        return self.value * scale_of(self.unit)

    @property
    def yuan_max(self) -> Decimal | None:
        """The upper end of a range of money, in 元."""
        return None if self.value_max is None else self.value_max * scale_of(self.unit)

    @property
    def per_cent(self) -> Decimal:
        """The rate in per cent: 2‰ is 0.2."""
        return self.value / 10 if self.unit == "‰" else self.value


def find_measures(text: str, offset: int = 0) -> tuple[Measure, ...]:
    """Return the figures of a stretch of clean text in order; years and dates are not figures.

    >>> [(str(m.value), m.unit, m.comparator) for m in find_measures("新增企业2.35万户，占比超25%，办结不超过3天")]
    [('2.35', '万户', '='), ('25', '%', '>'), ('3', '天', '<=')]
    """
    found = []
    for match in _QUANTITY.finditer(text):
        if match["low"] is not None and _is_date(text, match):
            continue
        if (measure := _measure(text, match, offset)) is not None:
            found.append(measure)
    return tuple(found)


def scale_of(unit: str) -> Decimal:
    """Return what a unit's scale multiplies by: 万户 is 10000, 户 is 1."""
    for scale, factor in _SCALES.items():
        if unit.startswith(scale):
            return Decimal(factor)
    return Decimal(1)


def han_value(word: str) -> Decimal:
    """Return the number that Chinese or Arabic signs write, decimals too: 两千三百 is 2300."""
    return Decimal(word) if re.fullmatch(r"\d+(?:\.\d+)?", word) else Decimal(han_number(word))


def han_number(word: str) -> int:
    """Return the whole number that Chinese or Arabic signs write: 二十三 is 23, and digit by digit 二〇 is 20."""
    if word.isdigit():
        return int(word)
    total, digit = 0, 0
    for sign in word:
        if sign in _HAN_UNITS:
            total, digit = total + (digit or 1) * _HAN_UNITS[sign], 0
        else:
            digit = digit * 10 + _HAN_DIGITS[sign] if digit and not total else _HAN_DIGITS[sign]
    return total + digit


_DATE_BEHIND = re.compile(
    r"年(?!均|度?[增新]|[以左内限期])|月(?!均)\d|月(?:\d|底|末|初|前|上旬|中旬|下旬|起|份)|日(?:起|前|至|—|，|。|以)|[./]\d{1,2}[./]\d"
)
_NAME_AROUND = re.compile(r"^[”’]|^[+＋]|^[A-Za-z]")


def _is_date(text: str, match: re.Match[str]) -> bool:
    number, behind = match["low"], text[match.end("low") : match.end("low") + 4]
    if re.fullmatch(r"(?:19|20)\d\d", number) and (match["high"] or not match["unit"] or match["unit"] == "年"):
        return True
    before = text[max(0, match.start() - 6) : match.start()]
    if re.search(r"\d年$|\d月$|年\d{1,2}[—\-至]$", before) and behind[:1] in "月日季—-至":
        return True
    return behind[:1] in "月日" and _DATE_BEHIND.match(behind) is not None and not match["high"]


def _measure(text: str, match: re.Match[str], offset: int) -> Measure | None:
    if match["han_share"]:
        value, high, unit = han_value(match["han_share"]), None, "%"
    elif match["han"]:
        value, high, unit = han_value(match["han"]), None, match["han_unit"]
    else:
        unit = match["unit"] or match["highunit"] or match["lowunit"] or ""
        value = Decimal(match["low"].replace(",", "").replace("，", ""))
        high = Decimal(match["high"].replace(",", "").replace("，", "")) if match["high"] else None
        low_unit = match["lowunit"]
        if low_unit and match["highunit"] and scale_of(low_unit) != scale_of(unit):
            value = value * scale_of(low_unit) / scale_of(unit)
    start, end, comparator = _bounds(text, match.start(), match.end())
    return Measure(
        offset + match.start(), offset + match.end(), value, high, unit, comparator, offset + start, offset + end
    )


def _bounds(text: str, start: int, end: int) -> tuple[int, int, str]:
    """Return the stretch of a figure with the words at it, and what they make of it."""
    before = text[max(0, start - 8) : start]
    prefix = next(((sign, match) for sign, pattern in _PREFIX if (match := pattern.search(before))), None)
    suffix = next(((sign, match) for sign, pattern in _SUFFIX if (match := pattern.match(text, end))), None)
    comparator = "="
    if prefix:
        comparator = prefix[0]
        start -= len(before) - prefix[1].start()
    if suffix:
        end = suffix[1].end()
        comparator = suffix[0] if prefix is None or suffix[0] == "~" else comparator
    return start, end, comparator

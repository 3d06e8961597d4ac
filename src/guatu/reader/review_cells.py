"""What a field looks like in a cell of the review, in words an official uses, and how a typed cell is read back.

Every form shows a value so that reading it back gives the same value; people may also type what is near it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from guatu.domain import UNITS, GuatuError, Quantity, nearest
from guatu.reader.agencies import split_names
from guatu.reader.dates import read_day, read_deadline
from guatu.reader.draft import Tier
from guatu.reader.numerals import find_measures
from guatu.reader.review_due import due_from_words, due_words
from guatu.reader.review_values import ReviewCell, ReviewForm

Value = TypeVar("Value", bound=str)
_WIDTH = str.maketrans("０１２３４５６７８９．－，％ ", "0123456789.-,% ")
_NUMBER = re.compile(r"([+-]?\d[\d,]*(?:\.\d+)?)\s*(\D*)")
_PERIOD = re.compile(r"((?:19|20)\d\d)年?(?:[—–\-~～至到/]+((?:19|20)\d\d)年?)?(?:底|末|底前|末前|前)?")
_PLAIN_DAY = re.compile(r"((?:19|20)\d\d)[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?前?")
_PLAIN_MONTH = re.compile(r"((?:19|20)\d\d)[-/.年](\d{1,2})月?")
_TIER = re.compile(r"(.+)[：:]\s*([\d,.]+)\s*(%|‰|[^\d\s：:]*)")
# Without a colon the unit tells where the grant begins: 国家级100万元, 5亿元以上2%.
_OPEN_TIER = re.compile(r"(.*[^\d\s,.])\s*([\d,.]+)\s*(%|‰|[万亿]?元)")
_TIER_ENDS = re.compile(r"[\n；;]")
_SPACE, _MARKS = re.compile(r"[^\S\n]+"), str.maketrans(",;()", "，；（）")
_BLANK = re.compile(r"\s+")
_MOST_SAID = 40
# No plan has a number of sixteen digits; a cell has one after a slip of the hand, and holds only fifteen exactly.
_LARGEST, _SMALLEST = Decimal(10) ** 15, Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Mistake:
    """Why a cell cannot be used, and what to write instead."""

    sentence: str
    way_out: str


@dataclass(frozen=True, slots=True)
class CellForm:
    """How a field is shown, and how a cell becomes its value again or a Mistake; the second argument is the row's unit.

    Any: fields of four kinds of items share these forms, and the field's own type is that of its class.
    """

    show: Callable[[Any], ReviewCell]
    take: Callable[[ReviewCell, str], Any]
    form: ReviewForm = ReviewForm.WORDS
    choices: tuple[str, ...] = ()


def cell_words(cell: ReviewCell) -> str:
    """Return what stands in a cell as one line of text; a blank cell is the empty text."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell.normalize():f}"
    return cell.isoformat() if isinstance(cell, date) else cell.strip()


def said(words: str) -> str:
    """Return what was typed in quotation marks, as much of it as a sentence bears."""
    return f"“{words}”" if len(words) <= _MOST_SAID else f"“{words[:_MOST_SAID]}……”"


def choice_form(
    words: Mapping[Value, str], other: Mapping[str, Value] | None = None, *, blank: bool = False
) -> CellForm:
    """Return the form of a field with a few values: `words` is value to word, `other` more words to their values."""
    values: dict[str, Value] = {word: value for value, word in words.items()}
    values |= {str(value): value for value in words} | dict(other or {})
    allowed = "、".join(words.values())

    def take(cell: ReviewCell, _: str) -> Value | Mistake | None:
        typed = _BLANK.sub("", cell_words(cell))
        if not typed and blank:
            return None
        if typed in values:
            return values[typed]
        trouble = f"{said(typed)}不在可选的词里{nearest(typed, words.values())}" if typed else "这一格是空的"
        return Mistake(f"{trouble}。", f"请从下拉列表里选：{allowed}。")

    return CellForm(lambda value: words.get(value, value), take, choices=tuple(words.values()))


def _take_words(cell: ReviewCell, _: str) -> str | None:
    return cell_words(cell) or None


def _take_label(cell: ReviewCell, _: str) -> str:
    return _BLANK.sub("", cell_words(cell))


def _take_needed(cell: ReviewCell, _: str) -> str | Mistake:
    return cell_words(cell) or Mistake("这一格是空的。", "请填写；整条不要的，在“采用”一栏选“不采用”。")


def _take_names(cell: ReviewCell, _: str) -> tuple[str, ...]:
    return names_in_cell(cell_words(cell))


def names_in_cell(text: str) -> tuple[str, ...]:
    """Return the bodies named in a cell, cut as those of a note in the text are; half-width marks count as full ones.

    >>> names_in_cell("县工信局,县财政局\\n各市、县（区）人民政府")
    ('县工信局', '县财政局', '各市、县（区）人民政府')
    """
    return split_names(_SPACE.sub("", text).translate(_MARKS))


def _number_parts(cell: ReviewCell) -> tuple[Decimal, str] | None:
    """Return the number in a cell and the words behind it; None where the cell holds no number that a plan can have."""
    if isinstance(cell, Decimal):
        return (cell, "") if _is_usual(cell) else None
    match = _NUMBER.fullmatch(cell_words(cell).translate(_WIDTH).strip())
    if match is None:
        return None
    number = Decimal(match[1].replace(",", ""))
    return (number, match[2].strip()) if _is_usual(number) else None


def _is_usual(number: Decimal) -> bool:
    return number.is_finite() and (not number or _SMALLEST <= abs(number) < _LARGEST)


def _take_number(cell: ReviewCell, unit: str) -> Decimal | Mistake | None:
    if not cell_words(cell):
        return None
    parts = None if isinstance(cell, date) else _number_parts(cell)
    if parts is not None and parts[1] in ("", unit):
        return parts[0]
    return Mistake(
        f"{said(cell_words(cell))}不是一个数。",
        "只填数字，计量单位写在“单位”一栏；“3—5个”这样的，3 填在“目标值”，5 填在“上限”。",
    )


def _take_yuan(cell: ReviewCell, _: str) -> Decimal | Mistake | None:
    if not cell_words(cell):
        return None
    amount = None if isinstance(cell, date) else _yuan(cell)
    return amount or Mistake(f"{said(cell_words(cell))}不是金额。", "请按元填数字，如 200000；也可以写成“20万元”。")


def _yuan(cell: ReviewCell) -> Decimal | None:
    """Return a positive amount in 元, of a bare number or of a number with its unit of money."""
    parts = _number_parts(cell)
    if parts is None:
        return None
    try:
        amount = parts[0] if not parts[1] else Quantity.of(parts[0], parts[1]).to("元").number
    except GuatuError:
        return None
    return amount if amount > 0 else None


def _take_percent(cell: ReviewCell, _: str) -> Decimal | Mistake | None:
    if not cell_words(cell):
        return None
    parts = None if isinstance(cell, date) else _number_parts(cell)
    if parts is None or parts[1] not in ("", "%", "‰") or parts[0] <= 0:
        return Mistake(f"{said(cell_words(cell))}不是比例。", "请按百分数填数字：20% 填 20，2‰ 填 0.2。")
    return parts[0] / 10 if parts[1] == "‰" else parts[0]


def _take_unit(cell: ReviewCell, _: str) -> str | Mistake:
    unit = _BLANK.sub("", cell_words(cell)).translate(_WIDTH)
    if not unit or unit in UNITS or is_unit(unit):
        return unit
    return Mistake(f"{said(unit)}不是计量单位{nearest(unit, UNITS)}。", "请填计量单位，如：%、亿元、万元、户、个、亩。")


def is_unit(word: str) -> bool:
    """Tell whether a word counts things in plans, with a scale or without: 万户, 个工作日, 亿元."""
    measures = find_measures(f"1{word}")
    return len(measures) == 1 and measures[0].unit == word


def _show_period(value: str | None) -> str | None:
    if value is None or _PERIOD.fullmatch(value) is None:
        return value
    return value.replace("/", "—") + "年"


def _take_period(cell: ReviewCell, _: str) -> str | Mistake | None:
    typed = _BLANK.sub("", cell_words(cell)).translate(_WIDTH)
    if not typed:
        return None
    match = _PERIOD.fullmatch(typed)
    if match is None or (match[2] is not None and match[2] < match[1]):
        return Mistake(f"{said(typed)}不是目标期。", "请写年份，如“2028年”；跨年的写“2026—2028年”。")
    return match[1] if match[2] in (None, match[1]) else f"{match[1]}/{match[2]}"


def _take_day(cell: ReviewCell, _: str) -> date | Mistake | None:
    if cell is None or isinstance(cell, date):
        return cell
    typed = _BLANK.sub("", cell_words(cell)).translate(_WIDTH)
    if not typed:
        return None
    return _plain_day(typed) or Mistake(
        f"{said(typed)}不是日期。", "请写年月日，如“2026-10-31”；只到月份的写“2026年10月底前”。"
    )


def _plain_day(typed: str) -> date | None:
    if match := _PLAIN_DAY.fullmatch(typed):
        try:
            return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            return None
    return read_deadline(typed, None) if "年" in typed else None


def _take_issue(cell: ReviewCell, _: str) -> str | Mistake | None:
    """Read the day of issue: a day, or a month where that is all the text prints."""
    if isinstance(cell, date):
        return cell.isoformat()
    typed = _BLANK.sub("", cell_words(cell)).translate(_WIDTH)
    if not typed:
        return None
    if (match := _PLAIN_MONTH.fullmatch(typed)) and 1 <= int(match[2]) <= 12:
        return f"{match[1]}-{int(match[2]):02d}"
    day = _plain_day(typed)
    found = read_day(typed) if day is None else day.isoformat()
    return found or Mistake(f"{said(typed)}不是日期。", "请写年月日，如“2026-03-05”；只知道月份的写“2026-03”。")


def _show_tiers(tiers: tuple[Tier, ...]) -> str | None:
    return "\n".join(map(_tier_words, tiers)) or None


def _tier_words(tier: Tier) -> str:
    if tier.rate is not None:
        return f"{tier.threshold}：{tier.rate.normalize():f}%"
    return f"{tier.threshold}：{tier.amount.normalize():,f}元" if tier.amount is not None else f"{tier.threshold}："


def _take_tiers(cell: ReviewCell, _: str) -> tuple[Tier, ...] | Mistake:
    tiers = []
    for line in filter(None, map(str.strip, _TIER_ENDS.split(cell_words(cell)))):
        tier = _tier(line)
        if tier is None:
            way_out = "每档一行，先写条件，再写冒号和金额或比例，如“5亿元：50000元”“首次认定：2%”。"
            return Mistake(f"{said(line)}不是一档。", way_out)
        tiers.append(tier)
    return tuple(tiers)


def _tier(line: str) -> Tier | None:
    plain = line.translate(_WIDTH).rstrip("。，,")
    match = _TIER.fullmatch(plain) or _OPEN_TIER.fullmatch(plain)
    if match is None:
        name = line.rstrip("：:")
        return Tier(name) if name != line else None
    if match[3] in ("%", "‰"):
        rate = _take_percent(f"{match[2]}{match[3]}", "")
        return Tier(match[1].strip(), rate=rate) if isinstance(rate, Decimal) else None
    amount = _yuan(f"{match[2]}{match[3]}")
    return None if amount is None else Tier(match[1].strip(), amount=amount)


def _take_due(cell: ReviewCell, _: str) -> str | Mistake | None:
    if isinstance(cell, date):
        return cell.isoformat()
    typed = cell_words(cell).translate(_WIDTH)
    if not typed:
        return None
    return due_from_words(typed) or Mistake(
        f"{said(typed)}不是报送时限。",
        "请写成“次月5日前”“每月底前”“每季度末前”“每年1月15日前”“2026年1月31日前”或“收到后5个工作日内”。",
    )


def _as_is(value: ReviewCell) -> ReviewCell:
    return value or None


WORDS = CellForm(_as_is, _take_words)
LABEL = CellForm(_as_is, _take_label)
NEEDED = CellForm(_as_is, _take_needed)
NAMES = CellForm(lambda names: "、".join(names) or None, _take_names)
NUMBER = CellForm(lambda value: value, _take_number, ReviewForm.NUMBER)
YUAN = CellForm(lambda value: value, _take_yuan, ReviewForm.NUMBER)
PERCENT = CellForm(lambda value: value, _take_percent, ReviewForm.NUMBER)
UNIT = CellForm(_as_is, _take_unit)
PERIOD = CellForm(_show_period, _take_period)
DAY = CellForm(_as_is, _take_day, ReviewForm.DAY)
DAY_IN_WORDS = CellForm(lambda day: None if day is None else day.isoformat(), _take_day)
ISSUE = CellForm(_as_is, _take_issue)
TIERS = CellForm(_show_tiers, _take_tiers)
DUE = CellForm(due_words, _take_due)

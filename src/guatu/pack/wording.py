"""Entries of a pack as an official reads them: 增速 10%以上, 2019-01-01起, 主营业务收入增长额 × 2‰，最高 50万元."""

from collections.abc import Iterable, Mapping
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from guatu.domain import Period, Validity
from guatu.pack.column_nouns import Band, Branch, Condition, DatedTerm
from guatu.pack.keys import Key, Noun, keys_of
from guatu.pack.nouns import Target, TargetMeasure
from guatu.pack.reward_nouns import Amount
from guatu.pack.scorecard_nouns import Comparison, GroupWeight
from guatu.pack.scorecard_words import part_words
from guatu.pack.values import DatedValue

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

NOTHING = "（无）"
# Which side of the number the word of a comparator stands on: 超过 3000家, 10%以上.
_BEFORE = {"=": "达到 ", ">": "超过 ", "<": "低于 "}
_AFTER = {">=": "以上", "<=": "以内", "~": "左右"}
# A growth of nought is not printed as a number.
ZERO_GROWTH_WORDS: Mapping[str, str] = MappingProxyType(
    {">=": "不下降", ">": "正增长", "<=": "不增长", "<": "下降", "~": "基本持平", "=": "持平"}
)
_GROWTHS = frozenset({TargetMeasure.GROWTH, TargetMeasure.ANNUAL_AVERAGE_GROWTH})


def target_words(target: Target) -> str:
    """Return what a target asks for: `增速 10%以上`, `增量 达到 3—5个`; without a number, its reference."""
    measure = key_named(Target, "measure").choice_word(target.measure)
    if not target.value:
        return f"{measure} {target.reference or NOTHING}"
    if not target.value[-1].value and target.value_max is None and target.measure in _GROWTHS:
        return f"{measure} {ZERO_GROWTH_WORDS[target.comparator]}"
    number = f"{target.value[-1].value:f}"
    if target.value_max is not None:
        number += f"—{target.value_max:f}"
    before, after = _BEFORE.get(target.comparator, ""), _AFTER.get(target.comparator, "")
    return f"{measure} {before}{number}{target.unit}{after}"


def amount_words(amounts: Iterable[Amount]) -> str:
    """Return how much a reward gives: `战略性新兴产业：增长额 × 3‰，最高 60万元；其余：增长额 × 2‰`."""
    return _joined(tuple(amounts))


def key_named(noun: Noun, name: str) -> Key:
    """Return a key of a noun by its name."""
    return next(key for key in keys_of(noun) if key.name == name)


def value_words(key: Key, value: object) -> str:
    """Return the value of a key in words; nothing written is `（无）`, never an empty text."""
    if value is None or value in ((), "", Validity()):
        return NOTHING
    if isinstance(value, str) and key.shape.choices:
        word = key.choice_word(str(value))
        return word if word == value else f"{word}（{value}）"
    if isinstance(value, tuple) and key.shape.kind == "pairs":
        return "、".join(f"{name}: {one}" for name, one in value)
    return _words(value)


def _words(value: object) -> str:
    if isinstance(value, tuple):
        return _joined(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (Period, Validity, Decimal)):
        return _plain_words(value)
    if is_dataclass(value) and not isinstance(value, type):
        return _phrase(value) or _noun_words(value)
    return str(value)


def _plain_words(value: Period | Validity | Decimal) -> str:
    if isinstance(value, Period):
        return value.words
    if isinstance(value, Validity):
        return f"{value.start or '开始'} 至 {value.end or '长期'}"
    return f"{value:f}"


def _noun_words(noun: "DataclassInstance") -> str:
    """A noun written inside another: what was set, each with its title; a name alone needs none."""
    keys = [key for key in keys_of(type(noun)) if key.required or not _is_unset(getattr(noun, key.field))]
    if len(keys) == 1:
        return value_words(keys[0], getattr(noun, keys[0].field))
    return "，".join(f"{key.title} {value_words(key, getattr(noun, key.field))}" for key in keys)


def _is_unset(value: object) -> bool:
    """Tell whether nothing is said; nought is a number like any other."""
    return value is None or value is False or value in ((), Validity())


def _joined(values: tuple[object, ...]) -> str:
    if values and all(isinstance(one, (Amount, Branch)) for one in values):
        # Of several cases, the one without conditions after the others is for the rest.
        return "；".join(_words(one) if number == 0 else _rest(_words(one), one) for number, one in enumerate(values))
    listed = [f"［{_joined(one)}］" if isinstance(one, tuple) else _words(one) for one in values]
    # A noun inside is a phrase with commas of its own, unless it is as short as a value.
    short = (str, int, Decimal, date, tuple, DatedValue, DatedTerm, Condition, GroupWeight, Comparison)
    return ("、" if all(isinstance(one, short) for one in values) else "；").join(listed)


def _rest(words: str, case: object) -> str:
    return words if getattr(case, "if_", ()) else f"其余：{words}"


def _phrase(noun: object) -> str | None:
    """The words of a noun that has a short form, or None."""
    if isinstance(noun, (DatedValue, DatedTerm)):
        return _dated_words(noun)
    if isinstance(noun, Condition):
        return noun.test
    if isinstance(noun, Band):
        return _band(noun)
    if (words := part_words(noun)) is not None:
        return words
    if isinstance(noun, (Amount, Branch)):
        conditions = " 且 ".join(condition.test for condition in noun.if_)
        result = noun.then if isinstance(noun, Branch) else _amount(noun)
        return f"{conditions}：{result}" if conditions else result
    return None


def _amount(amount: Amount) -> str:
    each, of = _joined(amount.each), amount.of or NOTHING
    reached = "" if amount.above is None else f"，{amount.above} 已达到的不算"
    if amount.lump:
        words = _joined(amount.lump)
    elif amount.rate:
        words = f"{of} × {_joined(amount.rate)}"
    elif amount.step:
        words = f"{of} 每上 {_joined(amount.step)} 的台阶给 {each}{reached}"
    elif amount.items is not None:
        words = f"{amount.items} × {each}"
    elif amount.tiers:
        take = "逐档相加" if amount.take == "each" else "取最高一档"
        words = f"{of} 分档（{take}{reached}）：{'，'.join(_band(band) for band in amount.tiers)}"
    elif amount.scale is not None:
        words = f"{of} 按分级标准“{amount.scale}”"
    else:
        words = amount.then or NOTHING
    limits = (("最高", amount.cap), ("最低", amount.floor))
    return words + "".join(f"，{word} {_joined(terms)}" for word, terms in limits if terms)


def _band(band: Band) -> str:
    start, end, then = _joined(band.from_), _joined(band.to), _joined(band.then)
    if start:
        return f"{start} 至 {end} {then}" if end else f"{start} 起 {then}"
    return f"至 {end} {then}" if end else then


def _dated_words(dated: DatedValue | DatedTerm) -> str:
    notes = []
    if dated.effective is not None:
        notes.append(f"{dated.effective} 起")
    if dated.published is not None:
        notes.append(f"{dated.published} 公布")
    value = dated.value if isinstance(dated.value, str) else f"{dated.value:f}"
    return value + (f"（{'，'.join(notes)}）" if notes else "")

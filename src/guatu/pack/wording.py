"""Entries of a pack as an official reads them: 增速 10%以上, 2019-01-01起, 州工信局、州财政局."""

from collections.abc import Iterable
from dataclasses import is_dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from guatu.domain import Period, Validity
from guatu.pack.keys import Key, Noun, keys_of
from guatu.pack.nouns import Target
from guatu.pack.values import DatedValue

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

NOTHING = "（无）"
# Which side of the number the word of a comparator stands on: 超过 3000家, 10%以上.
_BEFORE = {"=": "达到 ", ">": "超过 ", "<": "低于 "}
_AFTER = {">=": "以上", "<=": "以内", "~": "左右"}


def target_words(target: Target) -> str:
    """Return what a target asks for: `增速 10%以上`, `增量 达到 3—5个`; without a number, its reference."""
    measure = key_named(Target, "measure").choice_word(target.measure)
    if not target.value:
        return f"{measure} {target.reference or NOTHING}"
    number = f"{target.value[-1].value:f}"
    if target.value_max is not None:
        number += f"—{target.value_max:f}"
    before, after = _BEFORE.get(target.comparator, ""), _AFTER.get(target.comparator, "")
    return f"{measure} {before}{number}{target.unit}{after}"


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
    return _words(value)


def _words(value: object) -> str:
    if isinstance(value, tuple):
        return _joined(value)
    if isinstance(value, DatedValue):
        return _dated_words(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (Period, Validity, Decimal)):
        return _plain_words(value)
    if is_dataclass(value) and not isinstance(value, type):
        return _noun_words(value)
    return str(value)


def _plain_words(value: Period | Validity | Decimal) -> str:
    if isinstance(value, Period):
        return value.words
    if isinstance(value, Validity):
        return f"{value.start or '开始'} 至 {value.end or '长期'}"
    return f"{value:f}"


def _noun_words(noun: "DataclassInstance") -> str:
    """A noun written inside another: what was set, each with its title; a name alone needs none."""
    keys = [
        key
        for key in keys_of(type(noun))
        if key.required or getattr(noun, key.name) not in (None, (), False, Validity())
    ]
    if len(keys) == 1:
        return _words(getattr(noun, keys[0].name))
    return "，".join(f"{key.title} {value_words(key, getattr(noun, key.name))}" for key in keys)


def _joined(values: Iterable[object]) -> str:
    return "、".join(f"［{_joined(one)}］" if isinstance(one, tuple) else _words(one) for one in values)


def _dated_words(dated: DatedValue) -> str:
    notes = []
    if dated.effective is not None:
        notes.append(f"{dated.effective} 起")
    if dated.published is not None:
        notes.append(f"{dated.published} 公布")
    return f"{dated.value:f}" + (f"（{'，'.join(notes)}）" if notes else "")

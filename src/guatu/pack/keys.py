"""The keys of each pack file, read off the nouns: name, whether it is needed, what may be written, what it means.

The loader, the JSON Schema and the page of pack keys all ask here, so none of them can say something else.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, Union, get_args, get_origin, get_type_hints

from pydantic.fields import FieldInfo

from guatu.domain import Period, Validity
from guatu.pack.column_nouns import (
    COLUMN_NAME,
    Aggregate,
    Branch,
    Classification,
    Condition,
    DatedTerm,
    Derived,
    PackColumn,
    Qualification,
    RuleParameter,
    Scale,
    Score,
)
from guatu.pack.nouns import (
    AgencyEntry,
    Alert,
    CalendarYear,
    Check,
    ClauseTitle,
    Duty,
    Grouping,
    Indicator,
    Light,
    PlaceEntry,
    Ruling,
    Target,
    Task,
)
from guatu.pack.pack import Manifest
from guatu.pack.reward_nouns import Amount, Case, Gate, Ladder, Reward, RewardGroup
from guatu.pack.scorecard_nouns import Grade, GroupWeight, Scorecard
from guatu.pack.values import DatedValue

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Noun: TypeAlias = type[DataclassInstance]
else:
    Noun = type

MANIFEST_FILE = "pack.yaml"
# File, the attribute of Pack that holds its entries, the noun of one entry, and what an official calls it.
LIST_FILES: tuple[tuple[str, str, Noun, str], ...] = (
    ("places.yaml", "places", PlaceEntry, "地区"),
    ("agencies.yaml", "agencies", AgencyEntry, "单位"),
    ("industries.yaml", "industries", Grouping, "产业体系"),
    ("indicators.yaml", "indicators", Indicator, "指标"),
    ("targets.yaml", "targets", Target, "目标"),
    ("tasks.yaml", "tasks", Task, "任务"),
    ("duties.yaml", "duties", Duty, "报送要求"),
    ("alerts.yaml", "alerts", Alert, "预警"),
    ("lights.yaml", "lights", Light, "亮灯规则"),
    ("checks.yaml", "checks", Check, "数据校验"),
    ("rulings.yaml", "rulings", Ruling, "口径决定"),
    ("calendar.yaml", "calendar", CalendarYear, "放假安排"),
    ("columns.yaml", "columns", PackColumn, "增加的列"),
    ("parameters.yaml", "parameters", RuleParameter, "参数"),
    ("aggregates.yaml", "aggregates", Aggregate, "汇总列"),
    ("derived.yaml", "derived", Derived, "计算列"),
    ("classes.yaml", "classes", Classification, "分类"),
    ("scores.yaml", "scores", Score, "评分"),
    ("qualifications.yaml", "qualifications", Qualification, "资格条件"),
    ("scales.yaml", "scales", Scale, "分级标准"),
    ("rewards.yaml", "rewards", Reward, "奖补条款"),
    ("groups.yaml", "groups", RewardGroup, "条款组"),
    ("gates.yaml", "gates", Gate, "准入门槛"),
    ("ladders.yaml", "ladders", Ladder, "梯度"),
    ("scorecards.yaml", "scorecards", Scorecard, "评价体系"),
    ("cases.yaml", "cases", Case, "用例"),
)
NOUNS: Mapping[str, Noun] = {MANIFEST_FILE: Manifest, **{file: noun for file, _, noun, _ in LIST_FILES}}

_ID_FIELD: Mapping[Noun, str] = {
    PlaceEntry: "code",
    CalendarYear: "year",
    ClauseTitle: "path",
    Case: "title",
    Grade: "name",
    GroupWeight: "group",
}
# What a bare text stands for where one of these nouns is wanted: `when: [规上工业]` is a condition with that test.
PLAIN_KEYS: Mapping[Noun, str] = {Condition: "test", DatedTerm: "value", Branch: "then"}
# A list of these may also be written as its only entry.
LONE_NOUNS = frozenset({*PLAIN_KEYS, Amount})
_CHOICES = re.compile(r"\^\(([^()]+)\)\$")


@dataclass(frozen=True)
class Key:
    """One key of a noun; `shape` says what may be written there, `field` where its value is kept."""

    name: str
    field: str
    required: bool
    meaning: str
    shape: "Shape"

    @property
    def title(self) -> str:
        """The key's Chinese name: the first words of its meaning."""
        return re.split("[：；，（]", self.meaning)[0]

    def choice_word(self, choice: str) -> str:
        """Return what one of the choices means, as the key's meaning says it: `growth` is `增速`."""
        match = re.search(rf"(?:^|[：、，；]){re.escape(choice)} ([^、，；（]+)", self.meaning)
        return choice if match is None else match[1].strip()


@dataclass(frozen=True)
class Shape:
    """What may be written: a scalar kind, a list of `item`s, entries of a `noun`, or a fixed row of several shapes."""

    kind: str
    item: "Shape | None" = None
    noun: Noun | None = None
    row: tuple["Shape", ...] = ()
    choices: tuple[str, ...] = ()
    pattern: str | None = None
    low: int | None = None
    high: int | None = None

    @property
    def words(self) -> str:
        """The shape in words, as the page of pack keys prints it."""
        if self.choices:
            return f"{'、'.join(self.choices)} 之一"
        if self.kind == "list" and self.item is not None:
            plain = "文字，或" if self.item.noun in PLAIN_KEYS else ""
            if self.item.noun in LONE_NOUNS:
                return f"{plain}{self.item.words}；可以列出几项"
            return f"列表，每项是{self.item.words}"
        if self.kind == "row":
            return "［" + "，".join(shape.words for shape in self.row) + "］"
        if self.kind == "noun" and self.noun is not None:
            return f"一组键（{'、'.join(key.name for key in keys_of(self.noun))}）"
        if self.low is not None and self.high is not None:
            return f"{self.low} 到 {self.high} 的整数"
        return "列名（小写字母、数字、下划线）" if self.pattern == COLUMN_NAME else _WORDS[self.kind]


_WORDS = {
    "text": "文字",
    "id": "编号（小写字母、数字、连字符）",
    "number": "数",
    "whole": "整数",
    "day": "日期（2019-01-31）",
    "flag": "true 或 false",
    "period": "报告期（2019、2026/2028、2019-09、2019Q3）",
    "validity": "有效期 {from: 日期, to: 日期}",
    "dated": "数，或带日期的数的列表",
    "pairs": "一组“名称: 值”",
}
_KINDS: Mapping[object, str] = {
    str: "text",
    int: "whole",
    Decimal: "number",
    date: "day",
    bool: "flag",
    Period: "period",
    Validity: "validity",
}


@cache
def keys_of(noun: Noun) -> tuple[Key, ...]:
    """Return the keys that may be written for a noun, in the order of the class; `span` is not one."""
    hints = get_type_hints(noun, include_extras=True)
    return tuple(
        _key(one.name, hints[one.name], required=one.default is MISSING) for one in fields(noun) if one.name != "span"
    )


@cache
def words_in(noun: Noun) -> frozenset[str]:
    """Return every key that may stand anywhere under a noun, and `from` and `to` of validity."""
    names = {"from", "to"}
    for key in keys_of(noun):
        names.add(key.name)
        inner = key.shape.item or key.shape
        if inner.noun is not None:
            names |= words_in(inner.noun)
    return frozenset(names)


@cache
def nouns_in(noun: Noun) -> tuple[Noun, ...]:
    """Return a noun and every noun written inside it, outer first."""
    found = [noun]
    for key in keys_of(noun):
        inner = key.shape.item or key.shape
        if inner.noun is not None:
            found.extend(one for one in nouns_in(inner.noun) if one not in found)
    return tuple(found)


def id_field(noun: Noun) -> str:
    """Return the key that tells entries of a noun apart: `id`, `code` (places), `year` (calendar), `path` (clauses)."""
    return _ID_FIELD.get(noun, "id")


def _key(name: str, hint: object, *, required: bool) -> Key:
    meanings = [one.description for one in _metadata(hint) if isinstance(one, FieldInfo) and one.description]
    # `if` and `from` are words of Python: the field has a line behind them, the key has not.
    return Key(name.rstrip("_"), name, required, meanings[-1] if meanings else "", _shape(hint))


def _shape(hint: object) -> Shape:
    plain = _bare(hint)
    if get_origin(plain) is tuple:
        return _tuple_shape(get_args(plain))
    if isinstance(plain, type) and issubclass(plain, StrEnum):
        return Shape("text", choices=tuple(one.value for one in plain))
    limits = tuple(_limits(hint))
    pattern = next((one.pattern for one in limits if hasattr(one, "pattern")), None)
    if pattern is not None:
        match = _CHOICES.fullmatch(pattern)
        return Shape("text", choices=tuple(match[1].split("|"))) if match else Shape("id", pattern=pattern)
    if plain in _KINDS:
        low = next((one.ge for one in limits if hasattr(one, "ge")), None)
        high = next((one.le for one in limits if hasattr(one, "le")), None)
        return Shape(_KINDS[plain], low=low, high=high)
    if isinstance(plain, type) and is_dataclass(plain):
        return Shape("noun", noun=plain)
    raise TypeError(f"no shape is known for {plain}")


def _tuple_shape(arguments: tuple[object, ...]) -> Shape:
    if arguments[0] is DatedValue:
        return Shape("dated", item=Shape("noun", noun=DatedValue))
    if arguments[0] == tuple[str, str]:
        return Shape("pairs")
    if arguments[-1] is Ellipsis:
        return Shape("list", item=_shape(arguments[0]))
    return Shape("row", row=tuple(_shape(one) for one in arguments))


def _bare(hint: object) -> object:
    """The type itself, without notes and without `| None`."""
    if get_origin(hint) is Annotated:
        return _bare(get_args(hint)[0])
    if get_origin(hint) in (Union, UnionType):
        return _bare(next(one for one in get_args(hint) if one is not NoneType))
    return hint


def _metadata(hint: object) -> Iterator[object]:
    """The notes on a type, inner ones first."""
    if get_origin(hint) is Annotated:
        inner, *notes = get_args(hint)
        yield from _metadata(inner)
        yield from notes
    elif get_origin(hint) in (Union, UnionType):
        for one in get_args(hint):
            yield from _metadata(one)


def _limits(hint: object) -> Iterator[Any]:  # Any: pydantic's notes (pattern, ge, le) share no public class
    for note in _metadata(hint):
        if isinstance(note, FieldInfo):
            yield from note.metadata

"""The columns of the review: which fields of an item a person sees, under which words, in which form.

The order of a kind's fields is the order of its columns; `key` is the field's name in the draft.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from guatu.pack import Confidence, TargetMeasure
from guatu.reader.draft import ReadDuty, ReadIncentive, ReadTarget, ReadTask
from guatu.reader.review_cells import (
    DAY,
    DAY_IN_WORDS,
    DUE,
    ISSUE,
    LABEL,
    NAMES,
    NEEDED,
    NEEDED_NAMES,
    NUMBER,
    PERCENT,
    PERIOD,
    TIERS,
    UNIT,
    WORDS,
    YUAN,
    CellForm,
    Mistake,
    choice_form,
)
from guatu.reader.review_values import ReviewColumn

NUMBER_HEADING, DECISION_HEADING, QUOTE_HEADING = "编号", "采用", "原文"
ACCEPTED, REFUSED, UNDECIDED = "采用", "不采用", "待定"
DECISIONS = (ACCEPTED, REFUSED, UNDECIDED)
CONFIDENCE_WORDS = {Confidence.HIGH: "高", Confidence.MEDIUM: "中", Confidence.LOW: "低"}
BY_HAND = "人工补充"  # the rule of an item that a person wrote

_MEASURES = {
    TargetMeasure.GROWTH: "增速",
    TargetMeasure.ANNUAL_AVERAGE_GROWTH: "年均增速",
    TargetMeasure.LEVEL: "总量",
    TargetMeasure.INCREMENT: "增量",
    TargetMeasure.SHARE: "占比",
    TargetMeasure.REDUCTION: "降幅",
    TargetMeasure.MULTIPLE: "倍数",
    TargetMeasure.RANK: "位次",
    TargetMeasure.RATE_OF_COMPLETION: "完成率",
}
_COMPARATORS = {"=": "达到", ">=": "以上", ">": "超过", "<=": "以内", "<": "低于", "~": "左右"}
_LIKE_COMPARATORS = {
    "": "=",
    "等于": "=",
    "不低于": ">=",
    "不少于": ">=",
    "至少": ">=",
    "高于": ">",
    "突破": ">",
    "不超过": "<=",
    "不高于": "<=",
    "以下": "<=",
    "小于": "<",
    "约": "~",
}
_LIMITS = {"=": "等于", ">=": "不低于", ">": "高于", "<=": "不超过", "<": "低于", "~": "左右"}
_PER = {"year": "每年", "quarter": "每季", "month": "每月"}
_KINDS = {
    "lump_sum": "定额",
    "per_unit": "按数量",
    "step": "按台阶",
    "rate_of_increment": "按增量比例",
    "rate_of_base": "按基数比例",
    "tiered": "分档",
    "cap_only": "只定上限",
}
_FREQUENCIES = {"monthly": "每月", "quarterly": "每季", "half_yearly": "每半年", "yearly": "每年", "once": "一次"}

_MEASURE = choice_form(
    _MEASURES,
    {
        "增长": TargetMeasure.GROWTH,
        "水平": TargetMeasure.LEVEL,
        "新增": TargetMeasure.INCREMENT,
        "比重": TargetMeasure.SHARE,
    },
)
_COMPARATOR = choice_form(_COMPARATORS, _LIKE_COMPARATORS)
_LIMIT = choice_form(_LIMITS, {"": "=", "达到": "=", "以上": ">=", "至少": ">=", "以内": "<=", "以下": "<=", "约": "~"})
_PER_FORM = choice_form(_PER, {"每季度": "quarter"}, blank=True)
_KIND = choice_form(_KINDS)
_FREQUENCY = choice_form(_FREQUENCIES, {"每季度": "quarterly", "半年": "half_yearly", "年度": "yearly"})


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an item, as a column of `width` Chinese characters."""

    key: str
    heading: str
    width: float
    form: CellForm = WORDS

    @property
    def column(self) -> ReviewColumn:
        """The field's column."""
        return ReviewColumn(self.key, self.heading, self.width, self.form.choices, form=self.form.form)


Item = ReadTarget | ReadTask | ReadIncentive | ReadDuty


@dataclass(frozen=True, slots=True)
class ItemKind:
    """One kind of items: its name in the draft, its word, its class, its fields and what each item must have."""

    key: str
    word: str
    item: type[Item]
    fields: tuple[Field, ...]
    quote_width: float
    check: Callable[[Item], tuple[str, Mistake] | None]


def _check_target(item: Item) -> tuple[str, Mistake] | None:
    """A target has a number or a yardstick, and its range goes upwards."""
    if not isinstance(item, ReadTarget):
        return None
    if item.value is None and not item.reference:
        return "目标值", Mistake("没有目标值，也没有参照。", "请填目标值；没有数的写“参照”，如“全省平均水平”。")
    if item.value_max is not None and (item.value is None or item.value_max < item.value):
        return "上限", Mistake("上限比目标值小。", "“3—5个”写成目标值 3、上限 5；不是范围的，上限留空。")
    return None


def _check_incentive(item: Item) -> tuple[str, Mistake] | None:
    """An incentive has a figure at least, and its ranges go upwards."""
    if not isinstance(item, ReadIncentive):
        return None
    if item.amount is None and item.rate is None and item.cap is None and not item.tiers:
        return "金额（元）", Mistake("没有金额、比例、封顶，也没有档次。", "请至少填一样；没有数的扶持不算奖补。")
    for heading, low, high in (
        ("金额上限（元）", item.amount, item.amount_max),
        ("比例上限（%）", item.rate, item.rate_max),
    ):
        if high is not None and high < (Decimal(0) if low is None else low):
            return heading, Mistake("上限比下限小。", "“5—10万元”写成金额 50000、金额上限 100000；不是范围的留空。")
    return None


def _check_nothing(_: Item) -> tuple[str, Mistake] | None:
    return None


_CLAUSE = Field("clause", "条款", 6.5, LABEL)
KINDS: tuple[ItemKind, ...] = (
    ItemKind(
        "targets",
        "目标",
        ReadTarget,
        (
            _CLAUSE,
            Field("indicator", "指标", 13, NEEDED),
            Field("measure", "类型", 5, _MEASURE),
            Field("comparator", "要求", 4, _COMPARATOR),
            Field("value", "目标值", 6, NUMBER),
            Field("value_max", "上限", 4.5, NUMBER),
            Field("unit", "单位", 4.5, UNIT),
            Field("period", "目标期", 5.5, PERIOD),
            Field("per", "频次", 4, _PER_FORM),
            Field("scope", "范围", 5),
            Field("reference", "参照", 7),
            Field("condition", "前提", 7),
            Field("modality", "语气", 4),
        ),
        32,
        _check_target,
    ),
    ItemKind(
        "tasks",
        "任务",
        ReadTask,
        (
            _CLAUSE,
            Field("title", "任务", 12),
            Field("lead", "牵头单位", 10, NEEDED_NAMES),
            Field("support", "责任单位", 20, NAMES),
            Field("deadline", "完成时限", 6, DAY),
        ),
        26,
        _check_nothing,
    ),
    ItemKind(
        "incentives",
        "奖补",
        ReadIncentive,
        (
            _CLAUSE,
            Field("recipient", "对象", 12, NEEDED),
            Field("kind", "方式", 6, _KIND),
            Field("comparator", "幅度", 4.5, _LIMIT),
            Field("amount", "金额（元）", 7, YUAN),
            Field("amount_max", "金额上限（元）", 6.5, YUAN),
            Field("rate", "比例（%）", 4.5, PERCENT),
            Field("rate_max", "比例上限（%）", 4.5, PERCENT),
            Field("base", "基数", 9),
            Field("cap", "封顶（元）", 7, YUAN),
            Field("tiers", "档次", 13, TIERS),
            Field("condition", "前提", 6),
            Field("stacking", "叠加规定", 7),
        ),
        28,
        _check_incentive,
    ),
    ItemKind(
        "duties",
        "报送",
        ReadDuty,
        (
            _CLAUSE,
            Field("who", "报送单位", 12, NEEDED),
            Field("what", "内容", 13, NEEDED),
            Field("to", "报给", 11),
            Field("frequency", "频次", 4.5, _FREQUENCY),
            Field("due", "时限", 8, DUE),
        ),
        25,
        _check_nothing,
    ),
)

DOCUMENT_FIELDS: tuple[Field, ...] = (
    Field("title", "标题", 40),
    Field("doc_number", "发文字号", 40),
    Field("issuers", "发文机关", 40, NAMES),
    Field("issued_on", "成文日期", 40, ISSUE),
    Field("period_start", "实施期起", 40, DAY_IN_WORDS),
    Field("period_end", "实施期止", 40, DAY_IN_WORDS),
)


def item_number(kind: ItemKind, at: int) -> str:
    """Return the number of an item by its place from zero: 目标-001."""
    return f"{kind.word}-{at + 1:03d}"

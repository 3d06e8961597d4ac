"""The columns of the review: which fields of an item a person sees, under which words, in which form.

The order of a kind's fields is the order of its columns; `key` is the field's name in the draft.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
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
# What people type or tick where they were asked to choose.
LIKE_DECISIONS = {
    **dict.fromkeys(("是", "√", "✓", "✔", "采纳", "同意"), ACCEPTED),
    **dict.fromkeys(("否", "×", "✗", "✘", "不采纳", "不同意"), REFUSED),
}
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
    meaning: str = ""

    @property
    def column(self) -> ReviewColumn:
        """The field's column."""
        form = self.form
        return ReviewColumn(self.key, self.heading, self.width, form.choices, form=form.form, meaning=self.meaning)


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


def _check_task(item: Item) -> tuple[str, Mistake] | None:
    """A task has somebody who does it."""
    if isinstance(item, ReadTask) and not item.lead:
        return "责任单位", Mistake("没有牵头单位，也没有责任单位。", "请至少填一栏单位名称，几个单位之间用“、”隔开。")
    return None


def _check_nothing(_: Item) -> tuple[str, Mistake] | None:
    return None


_CLAUSE = Field("clause", "条款", 6.5, LABEL, "在文件的第几条，如“二/（一）”；“2#一”是文件里第2个方案的第一条。")
KINDS: tuple[ItemKind, ...] = (
    ItemKind(
        "targets",
        "目标",
        ReadTarget,
        (
            _CLAUSE,
            Field("indicator", "指标", 13, NEEDED, "考核什么，如“规上工业增加值”；数和“增长”“达到”不写在里面。"),
            Field(
                "measure",
                "类型",
                5,
                _MEASURE,
                "到期末达到多少是“总量”，期内新增多少是“增量”；增长百分之几选“增速”。",
            ),
            Field(
                "comparator",
                "要求",
                4,
                _COMPARATOR,
                "“8%以上”“不低于8%”选“以上”，“不超过3天”选“以内”，都没写选“达到”。",
            ),
            Field("value", "目标值", 6, NUMBER, "只填数字；“3—5个”填 3，5 填在“上限”。"),
            Field("value_max", "上限", 4.5, NUMBER, "只有“3—5个”这样的范围才填。"),
            Field("unit", "单位", 4.5, UNIT, "计量单位，如：%、亿元、户、个、亩。"),
            Field("period", "目标期", 5.5, PERIOD, "哪一年考核，如“2028年”；几年合计的写“2026—2028年”。"),
            Field("per", "频次", 4, _PER_FORM, "“每年新增10户”选“每年”；不是按期重复的空着。"),
            Field("scope", "范围", 5, meaning="管到哪里，如“全县”“开发区”。"),
            Field("reference", "参照", 7, meaning="和什么比，如“全省平均水平”“较2024年”。"),
            Field("condition", "前提", 7, meaning="在什么条件下才考核。"),
            Field("modality", "语气", 4, meaning="原文写“力争”“争取”“确保”的照写；没有的空着。"),
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
            Field("title", "任务", 12, meaning="任务的名称，一般是条款的标题；没有的空着。"),
            Field("lead", "牵头单位", 10, NAMES, "原文写明牵头的单位；没有写的空着。"),
            Field("support", "责任单位", 16, NAMES, "其余各单位，几个单位之间用“、”隔开；可以从原文整段复制。"),
            Field("deadline", "完成时限", 6, DAY, "日期，如 2026-10-31；也可以写“2026年10月底前”。没有的空着。"),
        ),
        30,
        _check_task,
    ),
    ItemKind(
        "incentives",
        "奖补",
        ReadIncentive,
        (
            _CLAUSE,
            Field("recipient", "对象", 12, NEEDED, "给谁，连同要达到的条件，如“首次上规的工业企业”。"),
            Field(
                "kind",
                "方式",
                6,
                _KIND,
                "一笔钱是“定额”，每个、每件是“按数量”，百分之几是“按基数比例”，几档是“分档”。",
            ),
            Field("comparator", "幅度", 4.5, _LIMIT, "就是这个数选“等于”；“给予不超过10万元”选“不超过”。"),
            Field("amount", "金额（元）", 7, YUAN, "按元填，也可以写“20万元”。"),
            Field("amount_max", "金额上限（元）", 6.5, YUAN, "只有“5—10万元”这样的范围才填。"),
            Field("rate", "比例（%）", 4.5, PERCENT, "20% 填 20，2‰ 填 0.2。"),
            Field("rate_max", "比例上限（%）", 4.5, PERCENT, "只有“5%—10%”这样的范围才填。"),
            Field("base", "基数", 9, meaning="比例按什么算，如“设备投资额”；按数量的写“每件”“每个”。"),
            Field("cap", "封顶（元）", 7, YUAN, "最高给多少，按元填，也可以写“300万元”。"),
            Field("tiers", "档次", 13, TIERS, "分几档的，每档一行，如“国家级：100万元”“5亿元以上：2%”。"),
            Field("condition", "前提", 6, meaning="另外要满足的条件，如“经验收合格”。"),
            Field("stacking", "叠加规定", 7, meaning="能不能和别的奖补一起享受。"),
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
            Field("frequency", "频次", 4.5, _FREQUENCY, "多久报一次；只报一回的选“一次”。"),
            Field("due", "时限", 8, DUE, "如“次月5日前”“每季度末前”“2026年1月31日前”；没有写的空着。"),
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


def as_printed(task: ReadTask) -> ReadTask:
    """Return a task whose bodies stand as its note calls them: those of a note that names no 牵头 are 责任单位."""
    is_led = "牵头" in task.quote.text or not task.quote.text or bool(task.support)
    return task if is_led else replace(task, lead=(), support=task.lead)


def as_shown(item: Item) -> Item:
    """Return an item as its row shows it."""
    return as_printed(item) if isinstance(item, ReadTask) else item


def as_meant(item: Item) -> Item:
    """Return an item whose fields were read from a row: where nobody leads, all who answer do."""
    if not isinstance(item, ReadTask) or item.lead:
        return item
    return replace(item, lead=item.support, support=())


def item_number(kind: ItemKind, at: int) -> str:
    """Return the number of an item by its place from zero: 目标-001."""
    return f"{kind.word}-{at + 1:03d}"

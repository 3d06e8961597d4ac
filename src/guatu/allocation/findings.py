"""The findings of allocation: A001–A029 of dividing a target."""

from guatu.allocation.forecast_findings import FORECAST_FINDINGS
from guatu.allocation.matching_findings import MATCHING_FINDINGS
from guatu.allocation.sizing_findings import SIZING_FINDINGS
from guatu.domain import FindingCode, Severity

NO_BASE = FindingCode(
    "A001",
    "没有基数，分不到",
    "分增速、分总量都从上年基数出发；没有基数的地区不猜，留空。",
    "丙寅县没有2023年全年的数",
    "补报上年全年数，或在分解设置的“基数”一列填写",
    Severity.WARNING,
)
UNFIT_BASE = FindingCode(
    "A002",
    "基数为零或为负",
    "零或负的基数算不出增速，也摊不了增量。",
    "丁卯县上年利润为 -0.3 亿元",
    "改按总量单独商定，在分解设置的“基数”一列填写可比的基数",
    Severity.WARNING,
)
CLASH = FindingCode(
    "A003",
    "要求互相冲突，分不下去",
    "列出的这几条放在一起做不到，去掉其中任何一条就做得到。",
    "各县下限合计超过全州目标",
    "放宽列出的任一条，再分一次",
)
WIDE_MISS = FindingCode(
    "A004",
    "合计与目标的差超过最小基数的一档",
    "锁定、上下限太紧时，按整档凑不到最近处。",
    "只剩两个大县可以动",
    "放宽一个小县的上下限，或把取整改小",
    Severity.WARNING,
)
NOTHING_TO_DIVIDE = FindingCode(
    "A005",
    "没有一个地区可以分",
    "所有地区都没有可用的基数。",
    "固定资产投资只公布增速",
    "在分解设置里填写各地基数，或在“基数用哪个指标”写一个有总量的指标",
    Severity.WARNING,
)
LOCK_BEYOND = FindingCode(
    "A006",
    "手工锁定的数超出原来的上下限",
    "手工锁定优先于本地区的上下限和均衡要求，其余地区照旧。",
    "甲子市上限 9%，锁定 12%",
    "确要如此可以不管；否则改小锁定的数",
    Severity.WARNING,
)
LEVEL_CLAIMS = FindingCode(
    "A007",
    "名额相同，按次序定",
    "最后几个名额有几地资格完全相同，先给权重大的，再按列出的次序。",
    "两县基数相同，只剩一个名额",
    "要换一地，在分解表“调整值”填写并锁定",
    Severity.NOTE,
)
UNPROVEN = FindingCode(
    "A008",
    "取整没有在时限内证明最优",
    "求解到时限为止，给出的是已找到的最好办法，仍满足全部要求。",
    "几十个地区、要求很多",
    "可以照用；要证明最优，把取整改大或减少组内要求",
    Severity.NOTE,
)

UNLIKE_BASES = FindingCode(
    "A009",
    "各地基数之和与本级的数对不上",
    "增速目标按各地基数加权；各地之和与本级公布的数差得多时，各地都完成，本级也未必正好完成。",
    "十六州市生产总值之和大于全省",
    "核对各地上年数；确有口径差别的，可以用加码补上",
    Severity.NOTE,
)

SPLIT_FINDINGS = (
    NO_BASE,
    UNFIT_BASE,
    CLASH,
    WIDE_MISS,
    NOTHING_TO_DIVIDE,
    LOCK_BEYOND,
    LEVEL_CLAIMS,
    UNPROVEN,
    UNLIKE_BASES,
)
FINDING_CODES = (*SPLIT_FINDINGS, *FORECAST_FINDINGS, *MATCHING_FINDINGS, *SIZING_FINDINGS)

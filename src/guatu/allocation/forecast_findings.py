"""The findings of forecasts, A030–A049: what is wrong with a history, and what could not be made to agree."""

from guatu.domain import FindingCode, Severity

SHORT_HISTORY = FindingCode(
    "A030",
    "历史太短，不预测",
    "预测要在过去试过才知道会差多少；历史不够长，试不了一次，就不给数。",
    "只有 2024 年 1—9 月的数",
    "补报以前年度同口径的数，至少补到前年",
    Severity.NOTE,
)
GAP_IN_HISTORY = FindingCode(
    "A031",
    "历史中间缺数",
    "连缺三期以内的，前后累计数之差就是这几期合计，只为预测按上年同期比例分开，不当作数据；缺得更久的，只用缺口以后的部分。",
    "2023-05 没有报",
    "补报缺的月份",
    Severity.NOTE,
)
BROKEN_LEVEL = FindingCode(
    "A032",
    "历史有断层",
    "连续三期的同比一下子高出或低于前三期六成以上，多半是口径、范围或单位变了；断层以前的不用。",
    "2023 年 6 月起并入一家大企业，产值翻番",
    "补报按现在口径调整的历史数；确实没有变口径的，可以不管",
    Severity.WARNING,
)
REVISED_BASE = FindingCode(
    "A033",
    "上年基数可能修订过",
    "公布的增速和按两年总量算的差 3 个百分点以上。预测用总量，增速仍以公布的为准。",
    "公布增长 5.2%，按总量算下降 1.1%",
    "报来修订后的上年数；没有的，看预计增速时以公布口径为准",
    Severity.NOTE,
)
OLD_HISTORY = FindingCode(
    "A034",
    "数据停在上年，不预测",
    "今年还没有一个数，上年也没有到年底，隔得太远。",
    "最近的数是 2023-06",
    "补报到最近一期",
    Severity.NOTE,
)
NOT_RECONCILED = FindingCode(
    "A035",
    "各县合计与州数对不上，没有协调",
    "到本期为止各县之和与州数相差超过 1%，硬凑在一起，差多少都会摊到各县头上。",
    "州级另有跨县企业，单独统计",
    "核对口径；州数含县以外部分的，各自预测，不相加",
    Severity.NOTE,
)
MISSING_PART = FindingCode(
    "A036",
    "有县没有预测，没有协调",
    "少一个县，各县合计就不是全州。",
    "丙寅县历史太短",
    "补齐这个县的历史数",
    Severity.NOTE,
)
UNUSED_TOTAL = FindingCode(
    "A037",
    "人工给定的全年数没有用上",
    "给定的数要写明地区、指标和年底月份，而且各县都有预测，才能以它为准分到各县。",
    "给定了 2024-12 的数，但有一个县没有预测",
    "照前面的问题补齐，或去掉这一行",
    Severity.WARNING,
)

FORECAST_FINDINGS = (
    SHORT_HISTORY,
    GAP_IN_HISTORY,
    BROKEN_LEVEL,
    REVISED_BASE,
    OLD_HISTORY,
    NOT_RECONCILED,
    MISSING_PART,
    UNUSED_TOTAL,
)

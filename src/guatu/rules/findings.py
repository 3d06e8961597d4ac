"""The codes of mistakes that show when the rules of packs are put together. Each carries its own page."""

from guatu.domain import FindingCode, Severity

NAME_TAKEN = FindingCode(
    "R001",
    "名称已经有人用",
    "条件里写一个名称，只能指一样东西；列、参数、计算列、分类、评分、资格条件不能同名。",
    "计算列取名“主营业务收入”，而表里已有这一列",
    "换一个名称，如“核定主营业务收入”",
)
RULE_CYCLE = FindingCode(
    "R002",
    "规则互相依赖，绕成了圈",
    "一个数要靠另一个数算，另一个数又要靠它，谁也算不出来。",
    "增速分档要用补助系数，补助系数又要用增速分档",
    "删去其中一处，或把共用的部分另写成一个计算列",
)
UNKNOWN_RULE_TABLE = FindingCode(
    "R003",
    "规则用在哪张表不清楚",
    "规则逐行用在一张事实表上，表名写错就一行也不算。",
    "on: firm_year",
    "on: firm_years",
)
NO_TERM = FindingCode(
    "R004",
    "这一天没有生效的数",
    "带日期的数只在生效之后、公布之后才能用；运行的日子早于最早一个，就没有数可用。",
    "最早一个生效于 2019-01-01，而运行的是 2018 年",
    "补上更早的数，或改用那一年的政策包",
)
STATISTICS_READ = FindingCode(
    "R005",
    "兑现用了统计调查的数",
    "统计调查中取得的单个企业资料不得用于统计以外的目的；按它给钱，企业也会改报。",
    "条件里写了企业月报的 工业总产值",
    "改用企业申报并附审计报告、纳税证明的数",
)
NOT_CONSTANT = FindingCode(
    "R006",
    "参数要写成一个数",
    "参数在运行之前就要知道，不能用列。",
    "value: 营业收入 * 2",
    "value: 2000万元",
)
UNKNOWN_SUM = FindingCode(
    "R007",
    "合计里的评分没有",
    "评分合计要用同一张表上已有的评分。",
    "sum: [growth-point]",
    "核对编号，写成 sum: [growth-points]",
)
EMPTY_RULE = FindingCode(
    "R008",
    "规则没有写怎么算",
    "分类、评分要有分档表或情形；分档表要写 of。",
    "只有 id 和 name",
    "补上 of 和 bands，或 cases",
)
UNKNOWN_COLUMN_WORD = FindingCode(
    "R009",
    "没有这一列",
    "汇总、门槛和排队的列要在表里。",
    "by: [行业代玛]",
    "改成表里的列名",
)
NO_TABLE_COLUMN = FindingCode(
    "R010",
    "名册里缺列，规则只能得“不知道”",
    "规则要读的列，交来的名册里没有；凡用到它的条款都不知道。",
    "名册里没有“申报上年主营业务收入”",
    "在名册里补上这一列；确实没有的，结果就是不知道",
    Severity.WARNING,
)

FAILED_CASE = FindingCode(
    "R011",
    "用例不符",
    "用例是官方看得懂的算例；算出来和写的不一样，不是规则写错了，就是用例写错了。",
    "应为 4.0万元，算出 3.0万元",
    "对照原文逐项核对条件、比例和上限，改对的一边",
)
CASE_NAME = FindingCode(
    "R012",
    "用例里的名称不认识",
    "用例给的要是表里的列或汇总列，期望的要是规则的编号或名称。",
    "given: {主营收入: 1亿元}",
    "given: {主营业务收入: 1亿元}",
)
CASE_VALUE = FindingCode(
    "R013",
    "用例里的值读不懂",
    "值要照那一列的样子写：金额带单位，比率带 %，是否写 是 或 否，日期写 2019-03-01。",
    "主营业务收入: 一亿左右",
    "主营业务收入: 1亿元",
)
UNKNOWN_SETTING = FindingCode(
    "R014",
    "试算没有指到东西",
    "试算要写明改哪一条的哪个数；写错了名称，结果和现行的一样，会让人误以为没有影响。",
    "--set sales-expansoin.cap=80万元",
    "--set sales-expansion.cap=80万元",
)
SEVERAL_PLACES = FindingCode(
    "R015",
    "试算指到几处",
    "一条里有几项金额都有这个数，要写明改第几项。",
    "--set fair.each=3万元，而条款里有两项",
    "--set fair.2.each=3万元",
)
NEGATIVE_MONEY = FindingCode(
    "R016",
    "金额是负数",
    "奖补、上限和预算不会是负数；写成负数，多半是多打了一个减号。",
    "cap: -3万元",
    "cap: 3万元",
)
BARE_RATE = FindingCode(
    "R017",
    "比例没有写 % 或 ‰",
    "比例 2 就是两倍；忘了写 % 或 ‰，会多付几百倍。",
    "rate: 2",
    "rate: 2%，或 rate: 2‰；确是两倍的写 200%",
)
TOO_MANY_READINGS = FindingCode(
    "R018",
    "一条里没有定的口径太多",
    "每一种答复都要算一遍；几个口径的答复配起来太多，就不一一去算，凡会兑现的都列为不知道。",
    "一条里有 10 个口径，每个两种答复",
    "先定下几个口径，写进 rulings.yaml",
    Severity.WARNING,
)
CARD_UNIT = FindingCode(
    "R032",
    "评价指标的单位和算式不合",
    "满分线、基准值都照 unit 的单位写；算式算出来的不是这种量，就没有换算的办法，得分会差成千上万倍。",
    "of: 研发费用，per: 从业人员，unit: 万元/亩",
    "unit: 万元/人",
)
NOT_A_FIGURE = FindingCode(
    "R033",
    "评价指标的算式不是数",
    "评价指标要能比大小、能换成分；是否、文字、日期不能。",
    "of: 规上工业",
    "写成结果为数的算式，如 case when 规上工业 then 1 else 0 end",
)
NOT_POINTS = FindingCode(
    "R034",
    "加减分的算式不是分",
    "加几分、扣几分是没有单位的数，可以由个数、人数和它们的比算出来；金额、百分数要先除以多少得一分。",
    "points: 2%，或 points: 研发费用",
    "points: 2，或 points: 研发费用 / 100万元",
)

FINDING_CODES = (
    NAME_TAKEN,
    RULE_CYCLE,
    UNKNOWN_RULE_TABLE,
    NO_TERM,
    STATISTICS_READ,
    NOT_CONSTANT,
    UNKNOWN_SUM,
    EMPTY_RULE,
    UNKNOWN_COLUMN_WORD,
    NO_TABLE_COLUMN,
    FAILED_CASE,
    CASE_NAME,
    CASE_VALUE,
    UNKNOWN_SETTING,
    SEVERAL_PLACES,
    NEGATIVE_MONEY,
    BARE_RATE,
    TOO_MANY_READINGS,
    CARD_UNIT,
    NOT_A_FIGURE,
    NOT_POINTS,
)

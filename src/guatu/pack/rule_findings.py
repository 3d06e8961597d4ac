"""The codes of mistakes in the rules of packs: questions and readings, amounts, bands, groups, versions, columns."""

from guatu.domain import FindingCode, Severity

UNKNOWN_QUESTION = FindingCode(
    "P053",
    "没有这个口径问题",
    why="规则说“未定的口径”时，问题必须写在 rulings.yaml 里，才知道问的是什么、由谁决定。",
    example="questions: [base-yaer]",
    instead="questions: [base-year]",
)
ANSWER_NOT_A_CHOICE = FindingCode(
    "P054",
    "答案不在可选的答案里",
    why="决定、读法和用例里的答案要和 rulings.yaml 的 choices 一字不差，否则对不上，答案不起作用。",
    example="choices: [按次, 按年]\nanswer: 每次",
    instead="choices: [按次, 按年]\nanswer: 按次",
)
READINGS_INCOMPLETE = FindingCode(
    "P055",
    "读法没有一个答案一个",
    why="要算出每个答案各要多少钱，就要给每个可选的答案写一个读法；缺一个或重一个都算不出。",
    example="choices: [按次, 按年]\nreadings:\n  - {question: per-event, answer: 按次, …}",
    instead="readings:\n  - {question: per-event, answer: 按次, …}\n  - {question: per-event, answer: 按年, …}",
)
READING_NOT_ASKED = FindingCode(
    "P056",
    "读法的问题没有列出",
    why="读法只在问题没有决定时起作用；问题不在本条的 questions 里，读法就用不上。",
    example="readings:\n  - {question: per-event, answer: 按次, …}",
    instead="questions: [per-event]\nreadings:\n  - {question: per-event, answer: 按次, …}",
)
RULING_UNSIGNED = FindingCode(
    "P057",
    "决定没有写谁定的、何时定的",
    why="口径决定关系到发不发钱，要能说出是谁、什么时候定的。",
    example="answer: 按次",
    instead="answer: 按次\ndecided_by: 州财政局\ndecided_on: 2019-03-01",
    severity=Severity.WARNING,
)
UNKNOWN_REWARD = FindingCode(
    "P058",
    "没有这条奖补条款",
    why="例外的原条、条款组里的条款必须在 rewards.yaml 里；编号写错，限制就不起作用，钱会多发。",
    example="rewards: [scale-upp]",
    instead="rewards: [scale-up]",
)
EXCEPTION_AS_BASE = FindingCode(
    "P059",
    "把例外当成了原条",
    why="例外只改一条原条的条件和金额，随原条一起进条款组；例外不能再有例外，也不单独进条款组。",
    example="exception_to: 另一个例外的编号",
    instead="exception_to: 原条的编号",
)
IN_TWO_GROUPS = FindingCode(
    "P060",
    "一条条款在两个条款组里比高低",
    why="一条在这一组落选、在那一组当选时，发不发要看先算哪一组；按文件里的次序算，但多半不是原意。",
    example="两个 kind: highest 的条款组都写了 scale-up",
    instead="合成一个条款组，或者只留在一个组里",
    severity=Severity.WARNING,
)
UNKNOWN_SCALE = FindingCode(
    "P061",
    "没有这个分级标准",
    why="金额用到的分级标准必须在 scales.yaml 里。",
    example="scale: tax-bracket",
    instead="scale: tax-brackets",
)
UNKNOWN_QUALIFICATION = FindingCode(
    "P062",
    "没有这个资格条件",
    why="层级用到的资格条件必须在 qualifications.yaml 里，才能逐条说出够不够。",
    example="standards: [litle-giant]",
    instead="standards: [little-giant]",
)
UNKNOWN_SCORE = FindingCode(
    "P063",
    "没有这个评分",
    why="合计用到的评分必须在 scores.yaml 里；少一项，总分就不对。",
    example="sum: [创新能力, 成长姓]",
    instead="sum: [创新能力, 成长性]",
)
UNKNOWN_VERSION = FindingCode(
    "P064",
    "没有要替代的旧条",
    why="replaces 写的是同一类条目里旧的那一条的编号；对不上，就查不出两版之间有没有空档。",
    example="replaces: giant-2202",
    instead="replaces: giant-2022",
)
VERSION_GAP = FindingCode(
    "P065",
    "新旧两版的有效期接不上",
    why="旧版已经到期、新版还没有生效的日子里，没有一版管用，这几天的申请会算不出来。",
    example="旧版 to: 2019-12-31，新版 from: 2020-04-01",
    instead="新版 from: 2020-01-01；确实停了一段的，可以不改",
    severity=Severity.WARNING,
)
VERSION_OVERLAP = FindingCode(
    "P066",
    "新旧两版同时有效",
    why="同一天有两版管用，分不清按哪一版，奖补还会发两次。",
    example="旧版没有写 to，新版 from: 2026-04-01",
    instead="旧版 to: 2026-03-31",
)
DATED_TERMS = FindingCode(
    "P067",
    "带日期的值次序不对",
    why="几个值按生效日期从早到晚列出，用的是当日已经生效的最后一个；次序乱了或同一天写两个，就会用错。",
    example="- {value: 30万元, effective: 2023-01-01}\n- {value: 10万元, effective: 2019-01-01}",
    instead="- {value: 10万元, effective: 2019-01-01}\n- {value: 30万元, effective: 2023-01-01}",
)
RULE_FORM = FindingCode(
    "P068",
    "算法没有写，或写了不止一种",
    why="一项金额、一个分类或评分只能有一种算法；两种都写，不知道按哪一种。",
    example="amount: {lump: 10万元, rate: 2‰, of: 主营业务收入}",
    instead="amount: {rate: 2‰, of: 主营业务收入}",
)
MISSING_COMPANION = FindingCode(
    "P069",
    "缺少配套的键",
    why="有的键要和别的键一起写才算得出：比例要有基数，台阶要有每个台阶的金额，预算要有总额。",
    example="amount: {rate: 2‰}",
    instead="amount: {rate: 2‰, of: 主营业务收入增长额}",
)
UNUSED_KEY = FindingCode(
    "P070",
    "写了用不上的键",
    why="这个键在这种算法里不起作用；多半是算法选错了，或者少写了别的键。",
    example="amount: {lump: 10万元, of: 主营业务收入}",
    instead="amount: {lump: 10万元}",
    severity=Severity.WARNING,
)
UNREACHED_BRANCH = FindingCode(
    "P071",
    "后面的情形永远轮不到",
    why="情形按次序看，第一个成立的为准；不写 if 的一项什么都成立，排在它后面的就没有用了。",
    example="- {then: 50万元}\n- {if: 战略性新兴产业, then: 60万元}",
    instead="- {if: 战略性新兴产业, then: 60万元}\n- {then: 50万元}",
)
REWARD_WITHOUT_AMOUNT = FindingCode(
    "P072",
    "奖补条款没有金额",
    why="没有金额就不知道发多少。要先审查的写明 review；只给例外用的不写金额就是不予兑现。",
    example="- {id: buy-local, name: 采购本地产品}",
    instead="- {id: buy-local, name: 采购本地产品, review: 公平竞争审查}",
)
BANDS_WITHOUT_EDGE = FindingCode(
    "P073",
    "分档表一个界点也没有",
    why="没有起点也没有止点，所有的数都落在第一档。",
    example="bands: [{then: 大型}, {then: 小型}]",
    instead="bands: [{to: 300人, then: 小型}, {from: 300人, then: 大型}]",
)
PRINTED_TWICE = FindingCode(
    "P074",
    "同一条奖补写了两遍",
    why="两个条款写的是同一件事时，各写一条就会发两次。",
    example="两条奖补条款的对象、条件、金额都相同，条款不同",
    instead="只留一条，另一处的条款写进 also_in",
)
COLUMN_UNIT = FindingCode(
    "P075",
    "列的单位与量对不上",
    why="金额的列用元、万元，人数的列用人；对不上，条件里的比较就没有意义。",
    example="measure: money\nunit: 人",
    instead="measure: money\nunit: 万元",
)
COLUMNS_DIFFER = FindingCode(
    "P076",
    "两个政策包对同一列说法不同",
    why="一张表里同名的列只能有一个意思；两个政策包各说各的，同一份数据会被读成两样。",
    example="一个写 measure: money，另一个写 measure: number",
    instead="只在基础政策包里写这一列，或者给其中一列换个列名",
)

RULE_CODES: tuple[FindingCode, ...] = (
    UNKNOWN_QUESTION,
    ANSWER_NOT_A_CHOICE,
    READINGS_INCOMPLETE,
    READING_NOT_ASKED,
    RULING_UNSIGNED,
    UNKNOWN_REWARD,
    EXCEPTION_AS_BASE,
    IN_TWO_GROUPS,
    UNKNOWN_SCALE,
    UNKNOWN_QUALIFICATION,
    UNKNOWN_SCORE,
    UNKNOWN_VERSION,
    VERSION_GAP,
    VERSION_OVERLAP,
    DATED_TERMS,
    RULE_FORM,
    MISSING_COMPANION,
    UNUSED_KEY,
    UNREACHED_BRANCH,
    REWARD_WITHOUT_AMOUNT,
    BANDS_WITHOUT_EDGE,
    PRINTED_TWICE,
    COLUMN_UNIT,
    COLUMNS_DIFFER,
)

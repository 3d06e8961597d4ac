"""The codes of what the rules of packs say together (规则合起来看): found when packs are checked, before any figure."""

from guatu.domain import FindingCode, Severity

BANDS_OVERLAP = FindingCode(
    "R020",
    "两档重叠",
    "一个数落在两档里，只按排在前面的一档算，后一档对它就不起作用。",
    "bands: [{to: 300人, then: 小型}, {from: 200人, then: 中型}]",
    "bands: [{to: 200人, then: 小型}, {from: 200人, then: 中型}]",
)
BANDS_GAP = FindingCode(
    "R021",
    "档与档之间有空档",
    "一个数哪一档都落不进，结果就是不知道，或者没有金额。",
    "bands: [{to: 299人, then: 小型}, {from: 300人, then: 中型}]，299人落不进任何一档",
    "只写起点，不写止点：[{to: 300人, then: 小型}, {from: 300人, then: 中型}]",
)
BANDS_ORDER = FindingCode(
    "R022",
    "档次没有从低到高排",
    "不写止点的一档到下一档的起点为止；次序乱了，有的档就空了，有的数落不进去。",
    "tiers: [{from: 10亿元, then: 10万元}, {from: 5亿元, then: 5万元}]",
    "tiers: [{from: 5亿元, then: 5万元}, {from: 10亿元, then: 10万元}]",
)
BAND_UNREACHED = FindingCode(
    "R023",
    "这一档永远轮不到",
    "止点不高于起点，或者整档都被前面的档占了，没有一个数落得进来。",
    "{from: 500万元, to: 500万元, then: 3}",
    "核对原文，改对起点和止点，或者删去这一档",
)
EXCEPTIONS_MEET = FindingCode(
    "R024",
    "同一条的两个例外会同时成立",
    "两个例外都成立时只按排在前面的算；原文没有说谁先谁后的，结果就要看书写的次序。",
    "一个例外：战略性新兴产业；另一个例外：合并重组企业",
    "在其中一个例外的 when 里加上：非 合并重组企业",
)
NEVER_HOLDS = FindingCode(
    "R025",
    "条件自相矛盾，永远不会成立",
    "要求同时成立的几个条件不可能都成立，这一条就没有一户能符合。",
    "when: [主营业务收入 >= 10亿元, 主营业务收入 < 5亿元]",
    "核对原文的“以上”“以下”和单位，改对其中一个；只要其一的，写成一句，用“或”连接",
)
EXCEPTION_NEVER = FindingCode(
    "R026",
    "例外与原条矛盾，永远用不上",
    "例外的条件是在原条的条件之上再加的；和原条矛盾，就没有一户用得上。",
    "原条：规上工业；例外：非 规上工业",
    "改对例外的条件；本来就是另一批企业的，另写一条，不写 exception_to",
)
BRANCH_COVERED = FindingCode(
    "R027",
    "后面的情形永远轮不到",
    "情形按次序看，第一个成立的为准；凡符合后一项的，前面都已经成立了。",
    "- {if: 主营业务收入 >= 5亿元, then: 5万元}\n- {if: 主营业务收入 >= 10亿元, then: 10万元}",
    "- {if: 主营业务收入 >= 10亿元, then: 10万元}\n- {if: 主营业务收入 >= 5亿元, then: 5万元}",
)
SAME_CONDITIONS = FindingCode(
    "R028",
    "条件与前面一项完全相同",
    "两项条件一样，后一项永远用不上；多半是抄写时忘了改。",
    "- {if: 战略性新兴产业, lump: 10万元}\n- {if: 战略性新兴产业, lump: 15万元}",
    "核对原文，改对其中一项的条件，或者删去一项",
)
AMOUNT_FALLS = FindingCode(
    "R029",
    "数上去了，金额反而下来",
    "过了界点反而拿得少，企业会把数压在界点以下；多半是金额或比例写反、漏了一个零。",
    "tiers: [{from: 5亿元, then: 50万元}, {from: 10亿元, then: 10万元}]",
    "对照原文核对各档的金额；原文就是这样的，可以不改",
    Severity.WARNING,
)
CAP_BELOW_FLOOR = FindingCode(
    "R030",
    "上限低于下限",
    "上限比下限还低，算出来永远是上限，下限不起作用。",
    "{rate: 2‰, of: 主营业务收入增长额, floor: 50万元, cap: 5万元}",
    "{rate: 2‰, of: 主营业务收入增长额, floor: 5万元, cap: 50万元}",
)
NOT_POSITIVE = FindingCode(
    "R031",
    "台阶或每份的金额不是正数",
    "台阶为零就除不出有几个，每份不是正数就没有钱可发。",
    "{step: 0元, each: 1万元, of: 主营业务收入}",
    "{step: 1亿元, each: 1万元, of: 主营业务收入}",
)

FINDING_CODES = (
    BANDS_OVERLAP,
    BANDS_GAP,
    BANDS_ORDER,
    BAND_UNREACHED,
    EXCEPTIONS_MEET,
    NEVER_HOLDS,
    EXCEPTION_NEVER,
    BRANCH_COVERED,
    SAME_CONDITIONS,
    AMOUNT_FALLS,
    CAP_BELOW_FLOOR,
    NOT_POSITIVE,
)

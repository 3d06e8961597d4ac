"""What can be wrong when a scorecard meets the figures (S codes): nothing here keeps the rest from being scored."""

from guatu.domain import FindingCode, Severity

WEIGHTS_DO_NOT_SUM = FindingCode(
    "S001",
    "权重合计不是 1 也不是 100",
    "同一上级之内的权重应合为一个整体；合计不对多半是漏了一项或写错一个数。",
    "三项权重写成 0.4、0.3、0.2。",
    "核对文件后改正；不改时按各自占合计的比例折算。",
    Severity.WARNING,
)
WEIGHT_UNKNOWN = FindingCode(
    "S002",
    "权重不知道",
    "同级里有一项权重不知道，其余各项占多少也就不知道，上级不能评分；编一个数会变成谁也说不清的排名。",
    "文件只公布了一级指标的权重，二级指标没有写 weight。",
    "向主管部门问清后写上 weight；只想看各项指标时不用管，最下级照常有分。",
    Severity.WARNING,
)
CONSTANT_ITEM = FindingCode(
    "S003",
    "各家的数都一样，不能分出高低",
    "最高与最低相同时，极差、标准差都是 0，不能作除数；给谁满分都没有道理。",
    "全部园区的“是否有管委会”都是 1。",
    "这一项不评，权重归同级其他各项；长期如此就换一个指标，或改用上下限（goalposts）。",
    Severity.WARNING,
)
ALONE_IN_GROUP = FindingCode(
    "S004",
    "一组只有一家",
    "一家排第 1 位（共 1 家）不说明好坏。",
    "化工园区只有一个，单独成组。",
    "与相近的组合并，或只看得分、不看位次。",
    Severity.WARNING,
)
ITEM_WITHOUT_FIGURES = FindingCode(
    "S005",
    "一项指标全都没有数",
    "没有一家报数的指标不能评分。",
    "“研发投入”一列全空。",
    "催报这一项；等不到时从评价体系里去掉，不要记零。",
    Severity.WARNING,
)
UNIT_WITHOUT_FIGURES = FindingCode(
    "S006",
    "一项数都没有",
    "什么数都没有的对象不能评分，更不能排名。",
    "新设的园区还没有报表。",
    "催报；不该参加评价的，写进一票否决里的“不适合评价”。",
    Severity.WARNING,
)
NEGATIVE_LOG = FindingCode(
    "S007",
    "有负数，不能取对数",
    "负数没有对数；平移以后再取，亏损和盈利的差别就看不出来了。",
    "对“利润增加额”取对数，有的园区是负数。",
    "改用缩尾（winsorise）；一定要平移后取对数的，用 winsorise_or_log。",
    Severity.WARNING,
)
BAD_DENOMINATOR = FindingCode(
    "S008",
    "除数是零或负数",
    "用地面积、人数是零或负数时，商没有意义。",
    "某企业用地面积填了 0。",
    "核实后改正；确实没有用地的，这一项就是没有数，不按零算。",
    Severity.WARNING,
)
BASE_NOT_POSITIVE = FindingCode(
    "S009",
    "上年数是零或负数，算不出增速",
    "增速以上年数为底；底是零或负数时没有增速可言。",
    "上年亏损、本年盈利。",
    "这一项只算总量和增量，增速的权重归其余两项。",
    Severity.WARNING,
)
LINES_MISSING = FindingCode(
    "S010",
    "没有写零分线、满分线或基准值",
    "这一种无量纲化要靠这条线才能算分。",
    "用 goalposts，只写了 full。",
    "goalposts 写 zero 和 full，target 写 full。",
    Severity.WARNING,
)
LINES_CONTRADICT = FindingCode(
    "S011",
    "满分线和方向或数据对不上",
    "越高越好时满分线应在零分线（不写时为最低的一家）之上，越低越好时应在其下；反过来会把差的评成好的。",
    "能耗越低越好，却写 zero: 0、full: 2。",
    "对照文件改 direction、zero 或 full。",
    Severity.WARNING,
)
REFERENCE_MISSING = FindingCode(
    "S012",
    "参照对象没有数",
    "比参照对象的方法以它的数为满分；它没有数，或者是最低的一家，就比不出来。",
    "reference 写的园区这一年没有报数。",
    "改 normalise 里的 unit，或换一种方法。",
    Severity.WARNING,
)
NOT_POSITIVE_POINTS = FindingCode(
    "S013",
    "有零分或负分，不能求几何平均或调和平均",
    "几何平均要取对数，调和平均要取倒数，分数必须大于零。",
    "极差法最低的一家得 0 分，又要求几何平均。",
    "在 normalise 里写 low: 1，使最低分大于零；或改用加权平均。",
    Severity.WARNING,
)
COMPARISONS_INCOMPLETE = FindingCode(
    "S014",
    "判断矩阵不全或写错",
    "层次分析要每两项都比过一次，而且只在同一上级之内比，倍数在 1 到 9 之间。",
    "三项只比了两对。",
    "补上没有比的一对；重复的留一条。",
    Severity.WARNING,
)
INCONSISTENT_JUDGEMENTS = FindingCode(
    "S015",
    "判断前后不一致",
    "一致性比率超过上限（通常 0.1），说明“甲比乙重要、乙比丙重要、丙又比甲重要”一类的判断太多。",
    "甲是乙的 3 倍，乙是丙的 3 倍，丙是甲的 2 倍。",
    "请专家重新比较；超限的权重只供参考。",
    Severity.WARNING,
)
NEGATIVE_WEIGHT = FindingCode(
    "S016",
    "有负的权重",
    "负权重等于“这一项越好，总分越低”，对外说不清。",
    "主成分法中与其他指标反向的一项，载荷是负数。",
    "检查这一项的方向；方向没错就换一种赋权方法。",
    Severity.WARNING,
)
WEIGHTS_NOT_FOUND = FindingCode(
    "S017",
    "数据太少，定不出权重",
    "熵权、CRITIC、主成分都要从各家的差别里取权重；数据不全或都一样时取不出来。",
    "同级四项，只有两家四项都有数。",
    "补齐数据，先补缺（impute），或改用文件给定的权重。",
    Severity.WARNING,
)
WEIGHTS_NOT_REACHED = FindingCode(
    "S018",
    "调不到给定的相关程度",
    "不是任何一组相关程度都有权重能做到；两项几乎相同或互相抵触时就做不到。",
    "要求两项与总分同样相关，其中一项与其余各项都是负相关。",
    "看清哪一项差得多，换指标或放宽要求。",
    Severity.WARNING,
)
UNSETTLED = FindingCode(
    "S019",
    "加减分或一票否决的条件还不清楚",
    "条件里用的数没有报，不能当作没有发生；先照常排名，标明待定。",
    "“当年是否发生较大以上事故”一格空着。",
    "向主管部门核实后填上，再算一遍。",
    Severity.WARNING,
)
NEGATIVE_MARK = FindingCode(
    "S020",
    "加减分写成了负数",
    "加分、扣分都写正数，加还是扣看类型；负负得正会把扣分变成加分。",
    "扣分项 points 写成 -5。",
    "改成正数。",
    Severity.WARNING,
)
NO_GROUP = FindingCode(
    "S021",
    "不知道属于哪一组",
    "分组排名时，没有组别的对象放进哪一组都不公平。",
    "园区没有填“园区类型”。",
    "补填分组列。",
    Severity.WARNING,
)
UNKNOWN_GROUP = FindingCode(
    "S022",
    "没有这一组",
    "分组权重或“只用于”里写的组名，数据里一个也没有，多半是写错了字。",
    "写成“高新技术区”，数据里是“高新区”。",
    "照数据里的组名改。",
    Severity.WARNING,
)
SCREENED_OUT = FindingCode(
    "S023",
    "有数的指标太少，不参加评价",
    "少数几项有数就评分，等于拿不同的尺子量。",
    "十项里只有三项有数，筛选线是 0.65。",
    "催报；或者按文件规定改 screen。",
    Severity.NOTE,
)
BEYOND_FULL = FindingCode(
    "S024",
    "得分超过满分",
    "距目标、比参照对象的方法本身不封顶，超过满分线的按比例多得。",
    "目标 100，完成 130，得 130 分。",
    "文件规定封顶的，给这一项写 cap: 1。",
    Severity.NOTE,
)
COLUMN_NOT_GIVEN = FindingCode(
    "S025",
    "没有这一列",
    "按这一列分组，但数据里没有它，只能放在一起算。",
    "within 写成 kinds，表里是 kind。",
    "改成表里有的列名。",
    Severity.WARNING,
)
SHIFTED_LOG = FindingCode(
    "S026",
    "有负数，平移后取了对数",
    "缩尾以后仍然偏得厉害，按方法平移后取对数；负数与正数的差别被压缩了。",
    "“净增额”最低 -300，最高 90000。",
    "不想这样的，给这一项写 treat: winsorise。",
    Severity.NOTE,
)

FINDING_CODES = (
    WEIGHTS_DO_NOT_SUM,
    WEIGHT_UNKNOWN,
    CONSTANT_ITEM,
    ALONE_IN_GROUP,
    ITEM_WITHOUT_FIGURES,
    UNIT_WITHOUT_FIGURES,
    NEGATIVE_LOG,
    BAD_DENOMINATOR,
    BASE_NOT_POSITIVE,
    LINES_MISSING,
    LINES_CONTRADICT,
    REFERENCE_MISSING,
    NOT_POSITIVE_POINTS,
    COMPARISONS_INCOMPLETE,
    INCONSISTENT_JUDGEMENTS,
    NEGATIVE_WEIGHT,
    WEIGHTS_NOT_FOUND,
    WEIGHTS_NOT_REACHED,
    UNSETTLED,
    NEGATIVE_MARK,
    NO_GROUP,
    UNKNOWN_GROUP,
    SCREENED_OUT,
    BEYOND_FULL,
    COLUMN_NOT_GIVEN,
    SHIFTED_LOG,
)

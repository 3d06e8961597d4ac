"""The codes of mistakes in scorecards (评价体系): the tree, weights, lines, levels, grades, steps and marks."""

from guatu.domain import FindingCode, Severity

ITEM_PARENT = FindingCode(
    "P077",
    "评价指标的上级不对",
    why="指标按 parent 一级一级汇总；上级没有、写在后面或绕成了圈，这一支就汇总不上去。",
    example="- {id: tax, parent: benefits, …}，而没有 benefits",
    instead="- {id: benefit, name: 效益, weight: 60}\n- {id: tax, parent: benefit, …}",
)
ITEM_FORM = FindingCode(
    "P078",
    "评价指标没有算式，或者上级指标写了算式",
    why="最下级指标要有 of 才知道取哪个数；上级指标的分由下级汇总，自己再写 of 就有两个来历。",
    example="- {id: tax, name: 亩均税收, weight: 30}，下面没有指标，也没有 of",
    instead="- {id: tax, name: 亩均税收, weight: 30, of: 税金, per: 用地面积}",
)
WEIGHT_SLIP = FindingCode(
    "P079",
    "权重像是写错了",
    why="权重按各自占合计的比例算，合计不必是 1 或 100；但差一点点的，多半是漏了一项或写错一个数。",
    example="weight: 30、weight: 40、weight: 29，合计 99",
    instead="weight: 30、weight: 40、weight: 30",
    severity=Severity.WARNING,
)
WEIGHT_UNKNOWN = FindingCode(
    "P080",
    "有的权重没有写，算不出总分",
    why="同级里一项的权重不知道，其余各项占多少也就不知道；编一个数，排名就没有依据。",
    example="- {id: a, weight: 60, …}\n- {id: b, …}",
    instead="- {id: a, weight: 60, …}\n- {id: b, weight: 40, …}",
    severity=Severity.WARNING,
)
LINES_WRONG = FindingCode(
    "P081",
    "无量纲化要用的数没有写，或者写反了",
    why="上下限要有零分线和满分线，距目标要有满分线，比参照对象要有参照对象；越高越好的，满分线在零分线之上。",
    example="normalise: {method: goalposts}, full: 20",
    instead="normalise: {method: goalposts}, zero: 5, full: 20",
)
BASE_MISSING = FindingCode(
    "P082",
    "没有写基准值",
    why="比基准值而不写基准值的，以同组最好的一家为基准；每年的尺子都不一样。",
    example="normalise: {method: capped_ratio}，没有 base",
    instead="normalise: {method: capped_ratio}, base: 24.097",
    severity=Severity.WARNING,
)
COMPARISONS_WRONG = FindingCode(
    "P083",
    "两两比较不全或写错",
    why="层次分析要同一上级之内每两项都比一次，倍数在 1 到 9 之间；少一对就定不出权重。",
    example="三项只比了两对",
    instead="a 和 b、b 和 c、a 和 c 各比一次，如 {over: a, under: b, times: 2}",
)
UNKNOWN_LEVEL = FindingCode(
    "P084",
    "没有这一级可以汇总",
    why="最下一级是 1，往上每级加 1；写了不存在的一级，这种汇总办法一次也用不上。",
    example="只有两级指标，写 aggregate: [{level: 3, method: geometric}]",
    instead="aggregate: [{level: 1, method: arithmetic}, {level: 2, method: geometric}]",
)
GRADE_ORDER = FindingCode(
    "P085",
    "等次的界线不成次序",
    why="等次从高到低写：按分数的起点逐等降低，按比例的逐等增加、最后一等到 1；否则有的对象没有等次。",
    example="grades: [{name: 良好, from: 80}, {name: 优秀, from: 90}]",
    instead="grades: [{name: 优秀, from: 90}, {name: 良好, from: 80}, {name: 其他}]",
)
UNKNOWN_GRADE = FindingCode(
    "P086",
    "没有这个等次",
    why="一票否决“不得高于”的等次要在 grades 里，否则限制不起作用。",
    example="effect: at_most, grade: 良",
    instead="effect: at_most, grade: 良好",
)
UNKNOWN_STEP = FindingCode(
    "P087",
    "没有这一步，或者写了两次",
    why="步骤次序只能用这五个词各一次：screen、denominate、impute、treat、normalise。",
    example="order: [normalize, impute]",
    instead="order: [denominate, impute, treat, normalise]",
)
MARK_NOT_POSITIVE = FindingCode(
    "P088",
    "加减分要写正数",
    why="加还是扣看 kind；写成负数，扣分就变成了加分。",
    example="kind: deduction, points: '-5'",
    instead="kind: deduction, points: '5'",
)
GROUP_TWICE = FindingCode(
    "P089",
    "分组写了两次",
    why="同一个分组列、同一组的权重写两次，后一个会盖住前一个。",
    example="groups: [园区类型, 园区类型]",
    instead="groups: [园区类型]",
)
SHARE_RANGE = FindingCode(
    "P090",
    "比例要写成 0 到 1 之间的小数",
    why="筛选和汇总的最少比例以小数写；写成 65，就没有一家够得上。",
    example="screen: 65",
    instead="screen: 0.65",
)
PART_ID = FindingCode(
    "P091",
    "指标的编号与三量合并的一部分相同",
    why="写了 blend 的指标分成三项，编号是它的编号加 -level、-increment、-growth；另一项再用这样的编号，两项就分不开。",
    example="id: revenue 写了 blend，另一项的 id 是 revenue-growth",
    instead="另一项换一个编号，如 revenue-rate",
)

SCORECARD_CODES: tuple[FindingCode, ...] = (
    ITEM_PARENT,
    ITEM_FORM,
    WEIGHT_SLIP,
    WEIGHT_UNKNOWN,
    LINES_WRONG,
    BASE_MISSING,
    COMPARISONS_WRONG,
    UNKNOWN_LEVEL,
    GRADE_ORDER,
    UNKNOWN_GRADE,
    UNKNOWN_STEP,
    MARK_NOT_POSITIVE,
    GROUP_TWICE,
    SHARE_RANGE,
    PART_ID,
)

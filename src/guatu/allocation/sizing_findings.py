"""The findings of sizing a supply: A070–A089."""

from guatu.domain import FindingCode, Severity

HOURS_MISSING = FindingCode(
    "A070",
    "逐时数据不全",
    "一年要有 8760 个小时（闰年 8784），一个不少；缺的小时不补、不当作零。",
    "只有 8759 行，缺第 2018 小时（导出时按夏令时跳了一小时）",
    "照提示的小时补齐；北京时间没有夏令时，导出时请关掉夏令时换算",
)
IMPOSSIBLE_LOAD = FindingCode(
    "A071",
    "负荷不可能",
    "负荷是用电的平均功率，不会是负数，也不会全年是零。",
    "第 100 小时负荷 -35 千瓦（把上网也记进去了）",
    "改成用电负荷；自发自用的电要加回来，上网的不要减",
)
WRONG_OUTPUT = FindingCode(
    "A072",
    "单位出力不对",
    "每千瓦装机一小时最多发一千瓦时上下；超过 1.2 多半写成了总出力或百分数，负数是站用电。",
    "光伏单位出力 85（其实是 85%）",
    "除以装机容量，写成 0 至 1 的数；夜间的负数写 0",
)
NO_PRICE = FindingCode(
    "A073",
    "购电价不全",
    "每小时的购电价决定储能值不值得建；缺的不猜。",
    "第 1 至 24 小时没有购电价",
    "补齐逐时购电价；只有一个价的，每小时写同一个数",
)
MISSING_TERM = FindingCode(
    "A074",
    "缺参数",
    "一种设施有投资就要有寿命；储能要功率投资、容量投资、寿命、充放电效率都有。没有写的不代填。",
    "写了光伏投资，没有写光伏寿命",
    "在供能参数（supply_terms）里补上；不考虑这种设施的，几行都不写",
)
UNKNOWN_TERM = FindingCode(
    "A075",
    "不认识的参数",
    "名称对不上，这一行没有用。",
    "参数写“光伏造价”",
    "改成认识的名称",
    Severity.WARNING,
)
WRONG_UNIT = FindingCode(
    "A076",
    "取值或单位不对",
    "取值要是数（或 是、否），单位要能换算成这个参数的单位。",
    "光伏投资 3.2，单位写“元/千瓦时”",
    "照提示的单位改",
)
BEYOND_RANGE = FindingCode(
    "A077",
    "取值不可能",
    "效率和比例在 0 与 100% 之间，投资、寿命、装机不会是负数，寿命不会是零。",
    "储能充电效率 940%",
    "核对后改正",
)
CLASH = FindingCode(
    "A078",
    "要求互相冲突，做不到",
    "照填的上限和要求，没有一种装机能同时满足；差多少、差在哪里写在说明里。",
    "绿电比例 95%，但光伏、风电装机上限合计只够 80%",
    "放宽提示的一项：降低绿电比例，提高装机上限或购电最大功率，或允许更大的储能",
)
SELL_AND_BUY = FindingCode(
    "A079",
    "上网电价不低于有的小时的购电价",
    "这些小时会一边买电、一边卖电；只有一个关口表的做不到，结果偏好。",
    "上网电价 0.30，谷段购电价 0.24",
    "核对上网电价；确有两个关口的可以不管",
    Severity.WARNING,
)
NO_SOURCE = FindingCode(
    "A080",
    "没有一种可以建的电源",
    "没有光伏投资，也没有风电投资。",
    "供能参数里只有储能",
    "在供能参数里至少写一种电源的投资和寿命",
)
NOT_SETTLED = FindingCode(
    "A081",
    "没有算到底",
    "费用和理论下界还没有合上，结果不可靠，没有写出。",
    "参数相差十几个数量级",
    "核对参数的数量级，尤其是投资和电价的单位",
)
WHICH_PLACE = FindingCode(
    "A082",
    "要写明是哪个园区",
    "逐时负荷里有几个园区，一次算一个；写了的园区要有负荷和参数。",
    "两个园区各 8760 行",
    "加 --place 园区",
)

SIZING_FINDINGS = (
    HOURS_MISSING,
    IMPOSSIBLE_LOAD,
    WRONG_OUTPUT,
    NO_PRICE,
    MISSING_TERM,
    UNKNOWN_TERM,
    WRONG_UNIT,
    BEYOND_RANGE,
    CLASH,
    SELL_AND_BUY,
    NO_SOURCE,
    NOT_SETTLED,
    WHICH_PLACE,
)

"""The codes of what stands in the way of testing how robust a scoring is (S030–S049)."""

from guatu.domain import FindingCode, Severity

TOO_FEW_UNITS = FindingCode(
    "S030",
    "参加排名的对象太少",
    "不到三个对象时，位次区间和位次相关说明不了什么。",
    "一组只有一个园区",
    "并入相近的组，或者不做稳健性检验",
    Severity.WARNING,
)
NOTHING_VARIES = FindingCode(
    "S031",
    "没有可以变动的地方",
    "权重不变、方法也只有一种，每次结果都一样，检验没有意义。",
    "权重浮动写 0，也没有写可替换的方法",
    "权重浮动写 0.25，或者写上可替换的方法",
    Severity.WARNING,
)
VARIANT_FAILED = FindingCode(
    "S032",
    "换一种方法，有的对象评不了分",
    "有的方法对数据有要求，如几何平均要求得分为正；少一个对象，其他对象的位次就没法比，这种组合不进入检验。",
    "得分有负数，却换成几何平均",
    "不列这种方法，或者先补报、补缺",
    Severity.WARNING,
)
TOO_MANY_RUNS = FindingCode(
    "S033",
    "要重算的遍数太多",
    "逐个去掉每个对象要把评价重算同样多遍。",
    "对二千八百个园区逐个去掉",
    "只去掉末位，或者点名去掉哪几个",
    Severity.WARNING,
)
TOO_MANY_DRAWS = FindingCode(
    "S034",
    "要算的次数太多",
    "对象数乘以次数超过内存能容纳的数量。",
    "一千万家企业抽一万次",
    "减少次数，或者只检验其中一组",
)
UNKNOWN_NODE = FindingCode(
    "S035",
    "没有这项指标",
    "编号写错就不知道要变动哪一项的权重。",
    "inovation",
    "写评价体系里的指标编号，如 innovation",
)
UNKNOWN_UNIT = FindingCode(
    "S036",
    "没有这个对象，或者它没有参加排名",
    "没有位次的对象谈不上差几分、什么时候换位。",
    "一个被取消资格的园区",
    "写参加排名的对象的代码",
)
NOT_A_SHARE = FindingCode(
    "S037",
    "权重不在 0 到 1 之间",
    "这里的权重是同一上级之内所占的比例，同级其他指标按原比例分其余部分。",
    "25",
    "写 0.25",
)
NOT_FOR_FIRMS = FindingCode(
    "S038",
    "不对企业反推数字",
    "替企业算出报多少数就能升等，会诱发虚报；只告诉地区和园区弱在哪里。",
    "对企业评价办法查询差几分",
    "对企业只公布得分、等次和理由",
)
DIFFERENT_CARDS = FindingCode(
    "S039",
    "两次评价用的不是同一套办法",
    "指标不同的两次得分不能相减。",
    "去年按旧办法，今年按新办法",
    "用同一套办法把两年都算一遍再比较",
)
NOT_BLENDED_ALONE = FindingCode(
    "S040",
    "这一项没有同级指标",
    "只有一项时它的权重总是全部，变动没有意义。",
    "一级指标只有一项",
    "变动它的上级或下级的权重",
)

ROBUSTNESS_CODES = (
    TOO_FEW_UNITS,
    NOTHING_VARIES,
    VARIANT_FAILED,
    TOO_MANY_RUNS,
    TOO_MANY_DRAWS,
    UNKNOWN_NODE,
    UNKNOWN_UNIT,
    NOT_A_SHARE,
    NOT_FOR_FIRMS,
    DIFFERENT_CARDS,
    NOT_BLENDED_ALONE,
)

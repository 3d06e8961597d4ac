"""The findings of matching projects to parks: A050–A069."""

from guatu.domain import FindingCode, Severity

NO_OFFERS = FindingCode(
    "A050",
    "没有一个园区填了承载能力",
    "没有园区的产业定位、余地和余能，就没有可匹配的。",
    "用 2024 年运行，园区承载里只有 2023 年的行",
    "在园区承载（park_offers）里填这一年度的行，或换年度",
)
NO_PROPOSALS = FindingCode(
    "A051",
    "没有要落地的项目",
    "招商线索一行也没有，没有可匹配的。",
    "招商线索只有表头",
    "在招商线索（leads）里一个项目填一行",
)
UNKNOWN_INDUSTRY = FindingCode(
    "A052",
    "行业对不上产业体系",
    "产业按政策包的产业体系比较；对不上的照写的字比较，写法不同就当成两个产业。",
    "主导产业写“新材料产业链”，产业体系里是“新材料”",
    "改成产业体系里的编号、名称或国民经济行业代码，或在政策包的 industries.yaml 里加上",
    Severity.WARNING,
)
NOT_ONE_AND_TWO = FindingCode(
    "A053",
    "产业定位不是“1个主导+2个潜力”",
    "园区产业定位要求 1 个主导、2 个潜力；多于或少于的照填的比较。",
    "潜力产业填了三个",
    "核对园区产业定位，主导填一个，潜力填两个，用顿号隔开",
    Severity.WARNING,
)
NO_POSITION = FindingCode(
    "A054",
    "没有填产业定位",
    "主导或潜力产业空着的园区，不在已填之内的项目都是待核，不当作符合，也不当作不符合。",
    "主导产业一格空着",
    "补填主导产业和潜力产业",
    Severity.WARNING,
)
IMPOSSIBLE_AMOUNT = FindingCode(
    "A055",
    "数不可能",
    "余量和需求不会是负数，用地需求不会是零；这一个数当作没有填，不当作零。",
    "剩余用地填了 -20",
    "核对后改正；已经用完的余量填 0",
    Severity.WARNING,
)
UNFIT_PEER = FindingCode(
    "A056",
    "投产项目不能用来比较",
    "没有园区、行业、用地的投产项目算不出亩均，没有计入平均。",
    "某投产项目用地面积是 0 亩",
    "在项目（projects）里补填园区、行业、用地面积",
    Severity.NOTE,
)
UNKNOWN_LEAD = FindingCode(
    "A057",
    "运距的线索或园区不在表里",
    "这一行运距没有对象，没有用。",
    "运距表写了线索 X-9，招商线索里没有",
    "核对线索编号和园区",
    Severity.WARNING,
)
PARTIAL_DISTANCES = FindingCode(
    "A058",
    "运距没有给全",
    "运距要对每个园区都有才可比；这个项目没有用运距，这部分权重摊给其余各部分。",
    "六个园区只给了四个的运距",
    "补全这个项目到每个园区的运距，或都不填",
    Severity.NOTE,
)
UNKNOWN_EXCEPTION_PARK = FindingCode(
    "A059",
    "例外园区对不上",
    "例外只对写明的园区有效；对不上的，例外没有用。",
    "例外园区写“高新区”，园区承载里是“甲子高新区”",
    "改成园区承载里的代码或名称",
    Severity.WARNING,
)

MATCHING_FINDINGS = (
    NO_OFFERS,
    NO_PROPOSALS,
    UNKNOWN_INDUSTRY,
    NOT_ONE_AND_TWO,
    NO_POSITION,
    IMPOSSIBLE_AMOUNT,
    UNFIT_PEER,
    UNKNOWN_LEAD,
    PARTIAL_DISTANCES,
    UNKNOWN_EXCEPTION_PARK,
)

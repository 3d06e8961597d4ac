"""What a scorecard may ask only of a sheet, and not of a whole register scored in the database (S050 onwards)."""

from guatu.domain import FindingCode

SHEET_METHOD = FindingCode(
    "S050",
    "企业名册的评价用不了这种方法",
    "企业成百上千万家时在数据库里一次评完；要反复试算或两两比较的方法，只能用在几千家以内的地区、园区上。",
    "on: firm_years，normalise: {method: reference}",
    "normalise 用 capped_ratio、goalposts、target、min_max、maximum、z、rank、percentile、as_is",
)
SHEET_WEIGHTS = FindingCode(
    "S051",
    "企业名册的评价只用给定的权重",
    "权重由当年的数据算出来的，企业一增一减人人的分都变；对企业的评价，权重要先公布。",
    "on: firm_years，weigh: {method: entropy}",
    "weigh: {method: given}，给每项写 weight",
)
NEEDS_LAST_YEAR = FindingCode(
    "S052",
    "企业名册的评价不读上年的评价数",
    "三量合并和沿用上年要把上年的数一起取来，名册里一行只有一年。",
    "blend: {level: 0.5, increment: 0.3, growth: 0.2}",
    "把增速写成一项单独的指标，如 of: 同比增速(营业收入, 上年营业收入)",
)

CARD_STEP_CODES = (SHEET_METHOD, SHEET_WEIGHTS, NEEDS_LAST_YEAR)

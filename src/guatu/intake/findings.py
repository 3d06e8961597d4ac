"""What can be wrong in figures that people typed (F codes)."""

from guatu.domain import FindingCode, Severity

UNKNOWN_SHEET = FindingCode(
    "F001",
    "认不出是哪张事实表",
    "文件名、表名和表头都对不上任何一张事实表，读进来会张冠李戴。",
    "一张表只有“序号、内容、备注”三列。",
    "把表名改成“观测数据”“目标”等，或把表头写成“地区、指标、报告期、口径、数值”。",
    Severity.WARNING,
)
UNKNOWN_COLUMN = FindingCode(
    "F002",
    "表头里有不认识的列",
    "不认识的列不读，写错一个字的列会因此丢数。",
    "表头写成“同笔”。",
    "改成登记的列名；不需要读的列可以留着。",
    Severity.NOTE,
)
MISSING_COLUMN = FindingCode(
    "F003",
    "缺少必须有的列",
    "缺了这一列，数就不知道是哪里、哪项、哪月的。",
    "观测数据没有“报告期”一列。",
    "在表头补上这一列并填写。",
)
DOUBLE_COLUMN = FindingCode(
    "F004",
    "两列写的是同一项",
    "同一项有两列时不知道该信哪一列。",
    "表头有“数值”，又有“完成值”。",
    "留一列；另一列改名或删去。",
)
EMPTY_SHEET = FindingCode(
    "F005",
    "有表头没有数据",
    "表头下面没有任何一行可读。",
    "只有一行表头的观测数据表。",
    "在表头下填写数据；不用的表请删去。",
    Severity.WARNING,
)
NOT_A_NUMBER = FindingCode(
    "F010",
    "数字格里不是数",
    "文字不能参加计算；猜着读会出错数。",
    "数值写成“约12亿”。",
    "只写数，如 12.5；没有数请留空或写“—”。",
)
NO_GROWTH_UNIT = FindingCode(
    "F011",
    "增速没有写明是不是 %",
    "12.5 与 0.125 差一百倍，不写单位不能猜。",
    "列名写“同比”，格里写 12.5。",
    "把列名改成“同比（%）”，或在格里写 12.5%。",
)
UNIT_MISMATCH = FindingCode(
    "F012",
    "计量单位对不上",
    "单位不同类，不能换算。",
    "工业增加值（亿元）的单位写成“户”。",
    "改成与指标同类的单位，如 元、万元、亿元。",
)
NO_RATE_UNIT = FindingCode(
    "F013",
    "比率没有写明单位",
    "以 % 计的指标写 12.5 还是 0.125，差一百倍。",
    "“工业利润率”的数值写 12.5，没有单位。",
    "在单位列、列名或格里写明 %。",
)
ASSUMED_UNIT = FindingCode(
    "F014",
    "金额列没有写单位",
    "没有写单位的金额按登记的单位读，写错会差一万倍。",
    "列名写“营业收入”。",
    "列名写成“营业收入（万元）”。",
    Severity.NOTE,
)
SUSPECT_PERCENT = FindingCode(
    "F015",
    "增速的大小可疑",
    "百分比格式的单元格存的是小数；读错会差一百倍。",
    "列名写“同比（%）”，整列都是 0.05 这样的数。",
    "核对这一列：写 5.2 就在列名标（%），写 0.052 就用英文列名 growth。",
    Severity.WARNING,
)
SUSPECT_SCALE = FindingCode(
    "F016",
    "数值大小相差约一万倍",
    "亿元与万元写在一列里，合计和增速都会错。",
    "各月都是 30 亿元左右，有一个月是 325000。",
    "核对单位；确实是万元的，在格里写明，如 325000万元。",
    Severity.WARNING,
)
BAD_PERIOD = FindingCode(
    "F020",
    "报告期读不懂",
    "没有这个月，或写法不唯一。",
    "2024-13；2024.1（不知是 1 月还是 10 月）。",
    "写成 2024-09、2024年1-9月 或 2024。",
)
NO_YEAR = FindingCode(
    "F021",
    "年份不知道",
    "年份不明的数不能与任何数接续，不能用。",
    "20XX-06。",
    "查清年份后写成 2024-06。",
)
BAD_DAY = FindingCode(
    "F022",
    "日期读不懂",
    "没有这一天，或写法不唯一。",
    "2024-02-30。",
    "写成 2024-10-25。",
)
BASIS_UNKNOWN = FindingCode(
    "F023",
    "不知道是累计还是当月",
    "“2024-09”可以是 1—9 月累计，也可以是 9 月当月，差好几倍。",
    "流量指标没有口径列，报告期写 2024-09。",
    "加一列“口径”写累计或当月，或把报告期写成 2024年1-9月。",
)
BASIS_CONTRADICTS = FindingCode(
    "F024",
    "口径与报告期矛盾",
    "两处说法不一，不知道信哪个。",
    "报告期写 2024年1-9月，口径写当月。",
    "改成一致。",
)
BAD_YEAR = FindingCode(
    "F025",
    "年度不像一个年份",
    "年度错了，这一行会算到别的年去，基数和增速都会错。",
    "年度写成 2109，或 2019-06。",
    "写成四位年份，如 2019；一年一张的表也可以在表名或标题里写“2019年度”。",
)
UNKNOWN_PLACE = FindingCode(
    "F030",
    "地区不在名单里",
    "名单里没有的地区不能排进台账。",
    "把“姚安县”写成“姚安线”。",
    "写六位代码或登记的名称；新设的园区请先加到政策包的 places.yaml。",
)
UNKNOWN_INDICATOR = FindingCode(
    "F031",
    "指标没有登记",
    "没有登记的指标不知道单位和口径。",
    "把“工业投资”写成“工业投姿”。",
    "写指标编号或登记的名称；新指标请先加到政策包的 indicators.yaml。",
)
UNKNOWN_CHOICE = FindingCode(
    "F032",
    "不是可选的词",
    "这一列只能填固定的几个词。",
    "口径写成“合计”。",
    "改成列出的词之一。",
)
MISSING_REQUIRED = FindingCode(
    "F033",
    "必填的格是空的",
    "缺了它，这一行不知道说的是什么。",
    "数值一行没有写地区。",
    "补上；不要的行整行删去。",
)
BAD_FIRM_CODE = FindingCode(
    "F034",
    "统一社会信用代码校验不过",
    "校验位不对的代码多半写错了一位，会与别的企业混淆。",
    "91532300MA6K0000X0。",
    "对照营业执照改正；数据暂且保留。",
    Severity.WARNING,
)
TOTAL_ROW = FindingCode(
    "F035",
    "合计行没有读",
    "“合计”没有说是哪个地区，也不该与各地区并列。",
    "地区一列写“合计”。",
    "要读就写地区名称，如“楚雄州”。",
    Severity.NOTE,
)
TWO_SOURCES = FindingCode(
    "F040",
    "同一个数有两个出处，数值不同",
    "都保留；取用次序：报送日期晚的在先，其次看数据状态（定案、修订、初步、快报、预计），仍相同的，来源名称排在前的优先。",
    "统计公报写 834.32，新闻通稿写 834.2。",
    "核对两处来源；不用的一处请删去。",
    Severity.WARNING,
)
CONTRADICTION = FindingCode(
    "F041",
    "同一行写了两次，内容不同",
    "出处、日期都相同而数不同，至少一个是错的；只留先出现的。",
    "同一天的月报里楚雄市工业投资写了两个数。",
    "删去错的一行；是修订数的，写上新的报送日期或数据状态。",
)
WIDENED = FindingCode(
    "F042",
    "金额超过万亿元，已加宽存储",
    "超过 10 的 12 次方元的金额需要更宽的列，精度不变。",
    "营业收入 1500000000000 元。",
    "核对一下单位；无误就不必处理。",
    Severity.NOTE,
)
SAME_KEY = FindingCode(
    "F043",
    "名册里同一项有两行",
    "同一企业同一年度只能有一行；两行的数不同时，按哪一行兑现都是猜。",
    "一户企业 2019 年度有两行，主营业务收入不同。",
    "核对后留一行；分期拨付的，合成一行写合计。",
)
RENAMED = FindingCode(
    "F044",
    "同一代码有不同的企业名称",
    "多半是企业改了名，也可能是代码抄错了行；不自动合并。",
    "2018 年叫“甲县云海水泥厂”，2019 年叫“云海建材有限公司”。",
    "对照登记机关的变更记录：是改名的统一写现名，不是的改正代码。",
    Severity.WARNING,
)
TWIN = FindingCode(
    "F045",
    "两个代码的企业名称像是同一户",
    "去掉地名和“有限公司”等字以后名称相同；同一户用两个代码会重复兑现，上年的数也接不上。",
    "“甲县云海水泥厂”和“云海水泥有限责任公司”代码不同。",
    "对照营业执照：是同一户的改成现在的代码，确是两户的不必处理。",
    Severity.WARNING,
)

FINDING_CODES = (
    UNKNOWN_SHEET,
    UNKNOWN_COLUMN,
    MISSING_COLUMN,
    DOUBLE_COLUMN,
    EMPTY_SHEET,
    NOT_A_NUMBER,
    NO_GROWTH_UNIT,
    UNIT_MISMATCH,
    NO_RATE_UNIT,
    ASSUMED_UNIT,
    SUSPECT_PERCENT,
    SUSPECT_SCALE,
    BAD_PERIOD,
    NO_YEAR,
    BAD_DAY,
    BASIS_UNKNOWN,
    BASIS_CONTRADICTS,
    BAD_YEAR,
    UNKNOWN_PLACE,
    UNKNOWN_INDICATOR,
    UNKNOWN_CHOICE,
    MISSING_REQUIRED,
    BAD_FIRM_CODE,
    TOTAL_ROW,
    TWO_SOURCES,
    CONTRADICTION,
    WIDENED,
    SAME_KEY,
    RENAMED,
    TWIN,
)

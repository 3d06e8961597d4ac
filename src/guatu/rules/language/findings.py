"""The finding codes of expressions (表达式): one page for each kind of mistake. Codes are never reused."""

from guatu.domain import FindingCode

SYNTAX = FindingCode(
    "E001",
    "表达式写法不对",
    "少了括号、引号或运算符，程序读不出这句话的意思。",
    "营业收入 >= (500万元",
    "营业收入 >= 500万元",
)
UNKNOWN_COLUMN = FindingCode(
    "E002",
    "没有这一列",
    "条件只能用这张表里有的列、已登记的参数和“是”“否”。",
    "营业收如 >= 500万元",
    "营业收入 >= 500万元",
)
UNKNOWN_FUNCTION = FindingCode(
    "E003",
    "没有这个函数",
    "只有登记过的函数可用，这样换一个数据库结果也不变。",
    "绝对(增速) > 5%",
    "绝对值(增速) > 5%",
)
AGGREGATE = FindingCode(
    "E004",
    "条件里不能汇总",
    "条件逐行判断，一行里没有合计、平均和个数可言。",
    "sum(营业收入) > 1亿元",
    "用台账里已经汇总好的列，或 least、greatest 比较同一行的几个数",
)
STATEMENT = FindingCode(
    "E005",
    "不能写查询或语句",
    "条件只是一句判断，不能查别的表，也不能改数据。",
    "(select max(营业收入) from firms) > 1",
    "营业收入 > 500万元",
)
COMMENT = FindingCode(
    "E006",
    "不能写注释和分号",
    "“--”“/*”后面的字会被当作注释丢掉，分号会断成两句。",
    "营业收入 > 500万元 -- 规上",
    "营业收入 > 500万元",
)
UNKNOWN_UNIT = FindingCode(
    "E007",
    "不认识的计量单位",
    "数字后面跟的字要是登记过的计量单位，否则单位会悄悄丢失。",
    "营业收入 > 500万园",
    "营业收入 > 500万元",
)
MISSING_OPERATOR = FindingCode(
    "E008",
    "两个词之间少了运算符",
    "两个词挨在一起，数据库会把后一个当成别名丢掉。",
    "完成率 序时进度",
    "完成率 >= 序时进度",
)
UNLIKE = FindingCode(
    "E009",
    "单位或类型不一致",
    "金额、比率、户数、文字、日期各是各的，不能互相比较或加减。",
    "营业收入 > 15%",
    "营业收入 > 500万元",
)
POINTS = FindingCode(
    "E010",
    "百分比与百分点混用",
    "两个比率相减得到的是百分点；用 % 容易看成相对变化。",
    "完成率 - 序时进度 < -5%",
    "完成率 - 序时进度 < -5个百分点",
)
INDICATOR_UNIT = FindingCode(
    "E011",
    "各行指标单位不同，不能与带单位的数比较",
    "这一列每行的单位随指标而变，有的是亿元，有的是户。",
    "累计完成 > 500万元",
    "累计完成 > 全年目标",
)
MISSING_UNIT = FindingCode(
    "E012",
    "数字没有写单位",
    "15 是 15% 还是 15 倍、2000 是元还是万元，不写就会差一百倍、一万倍。",
    "同比 > 15",
    "同比 > 15%",
)
TOO_LARGE = FindingCode(
    "E013",
    "表达式太长或嵌套太深",
    "太长的条件没有人能核对，也会拖垮数据库。",
    "((((…))))",
    "拆成几条条件分别写",
)
QUOTED_NUMBER = FindingCode(
    "E014",
    "数字加了引号",
    "加了引号就成了文字，与数比较时大小会错。",
    "营业收入 >= '2000'",
    "营业收入 >= 2000万元",
)
CLOCK = FindingCode(
    "E015",
    "不能用当前时间和随机数",
    "同样的数据必须得出同样的结果，今天算和明天算不能两样。",
    "报告期 < today()",
    "报告期 < '2024-09-30'",
)
ZERO_DIVISION = FindingCode(
    "E016",
    "除数是零",
    "除以零没有结果。",
    "营业收入 / 0",
    "营业收入 / 上年营业收入",
)
ARGUMENTS = FindingCode(
    "E017",
    "函数的用法不对",
    "函数里的项数和类型是规定好的。",
    "四舍五入(完成率, 序时进度)",
    "四舍五入(完成率, 3)",
)
UNKNOWN_CHOICE = FindingCode(
    "E018",
    "没有这个选项",
    "这一列只有固定的几个值，写别的永远不会成立。",
    "亮灯 = '橙'",
    "亮灯 = '黄'",
)
WRONG_RESULT = FindingCode(
    "E019",
    "结果的类型不对",
    "条件的结果要是“是”或“否”，金额的结果要是金额。",
    "完成率 - 序时进度",
    "完成率 - 序时进度 < 0",
)
NULL_COMPARED = FindingCode(
    "E020",
    "不能与空值比大小",
    "空值是“不知道”，与它比较永远得不到“是”。",
    "完成率 = null",
    "缺(完成率)",
)
DATE_TEXT = FindingCode(
    "E021",
    "日期写法不对",
    "日期要写明年月日，或写明年月（按当月1日算）。",
    "报告期 >= '2024.9.31'",
    "报告期 >= '2024-09-01'",
)
NUMBER_TEXT = FindingCode(
    "E022",
    "数字写法不对",
    "数字只写阿拉伯数字和一个小数点，不写千分位、科学记数，也不能太长。",
    "营业收入 > 1e6",
    "营业收入 > 100万元",
)
NOT_OFFERED = FindingCode(
    "E023",
    "这种写法不能用",
    "条件只用列、数、加减乘除、比较、并且、或者、非、case 和登记过的函数。",
    "营业收入::int > 1",
    "营业收入 > 1元",
)
AMBIGUOUS = FindingCode(
    "E024",
    "参数与列重名",
    "同一个词又是列又是参数，读的人分不清用的是哪一个。",
    "参数也叫“营业收入”",
    "参数改名为“收入标准”",
)

FINDING_CODES = (
    SYNTAX,
    UNKNOWN_COLUMN,
    UNKNOWN_FUNCTION,
    AGGREGATE,
    STATEMENT,
    COMMENT,
    UNKNOWN_UNIT,
    MISSING_OPERATOR,
    UNLIKE,
    POINTS,
    INDICATOR_UNIT,
    MISSING_UNIT,
    TOO_LARGE,
    QUOTED_NUMBER,
    CLOCK,
    ZERO_DIVISION,
    ARGUMENTS,
    UNKNOWN_CHOICE,
    WRONG_RESULT,
    NULL_COMPARED,
    DATE_TEXT,
    NUMBER_TEXT,
    NOT_OFFERED,
    AMBIGUOUS,
)

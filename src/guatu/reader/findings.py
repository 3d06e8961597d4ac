"""What is to be said of a draft (X codes): what contradicts itself or loaded packs, who and what is not known."""

from guatu.domain import FindingCode, Severity

TWO_FIGURES = FindingCode(
    "X001",
    "同一目标写了两个数",
    "同一指标、范围、目标期在文件里有两个不同的要求，考核不知道听哪一个。草案两个都保留。",
    "前一条写增长10%以上，后一条写增长16%",
    "请牵头单位定下以哪个为准，写进 rulings.yaml；范围不同的，在核对表里写明各自的范围",
    Severity.WARNING,
)
REWARD_PRINTED_TWICE = FindingCode(
    "X002",
    "同一奖补写了两遍",
    "两个条款写的对象和金额相同；各算一条就会发两次。草案按一条记，另一处写进 also_in。",
    "两个方案都写“新纳规企业奖励10万元”",
    "确实各发一次的，请在奖补文件里分成两条，并写进一个 kind: stack 的条款组",
    Severity.WARNING,
)
DATES_DISAGREE = FindingCode(
    "X003",
    "时间前后不符",
    "完成时限或目标期早于发文，或者发文晚于计划期，多半有一个年份写错了。数照原文记下，没有改。",
    "2023年印发的文件要求2022年底前完成",
    "请核对原件上的日期和年份，在核对表里改正",
    Severity.WARNING,
)
TWO_LEADS = FindingCode(
    "X004",
    "同一件事有两个牵头单位",
    "标题相同的任务在不同地方写了不同的牵头单位，办事的人不知道向谁报。",
    "正文写甲局牵头，分工表写乙局牵头",
    "请核对分工，只留一个牵头单位，其余列为责任单位",
    Severity.WARNING,
)
DIFFERS_FROM_PACK = FindingCode(
    "X005",
    "与已有政策包的目标不一致",
    "同一指标、地区、目标期，已有的政策包写的是另一个数。两个都会参加计算。",
    "州的政策包写增长15%，县的方案写增长12%",
    "请核对是下达的任务不同，还是有一处写错；由有权单位定后写进 rulings.yaml",
    Severity.WARNING,
)
AGENCY_RENAMED = FindingCode(
    "X006",
    "单位当时不叫这个名称",
    "政策包认得这个名称，但它的有效期不含发文那一天：可能是更名前后的名称用混了。",
    "2019年的文件写了2021年才有的名称",
    "请核对单位名称和发文日期；名称没有错的，在 agencies.yaml 里改别名的有效期",
    Severity.WARNING,
)
AGENCY_NEARLY_KNOWN = FindingCode(
    "X007",
    "单位名称与已有的相近",
    "政策包里没有这个单位，但有一个很像的，可能是同一个单位的另一种写法，也可能写错了字。",
    "县工业信息局",
    "是同一个单位的，在 agencies.yaml 里给已有的单位加一个别名；不是的，不用改",
    Severity.WARNING,
)
AGENCIES_NEW = FindingCode(
    "X008",
    "新的单位",
    "政策包里没有这些单位，草案给它们各列了一条。",
    "第一次为这个地区建政策包",
    "请核对全称，把同一单位的不同写法合成一条，写成别名",
    Severity.NOTE,
)
PLACE_UNKNOWN = FindingCode(
    "X009",
    "地区没有登记",
    "已有的政策包里没有这个地区；草案给了一个临时代码，数据里用正式代码的就对不上。",
    "发文机关所在的县不在 places.yaml 里",
    "请在草案的 places.yaml 里把代码改成行政区划六位码（园区用自定的代码），写上上级代码",
    Severity.WARNING,
)
INDICATORS_NEW = FindingCode(
    "X010",
    "新的指标",
    "政策包里没有这些指标，草案按名称和数给了单位和口径，推得不一定对。",
    "新增绿色工厂，单位个，按流量",
    "请逐条核对单位、类型和增速口径；与已有指标是同一件事的，改用已有的编号",
    Severity.NOTE,
)

FINDING_CODES = (
    TWO_FIGURES,
    REWARD_PRINTED_TWICE,
    DATES_DISAGREE,
    TWO_LEADS,
    DIFFERS_FROM_PACK,
    AGENCY_RENAMED,
    AGENCY_NEARLY_KNOWN,
    AGENCIES_NEW,
    PLACE_UNKNOWN,
    INDICATORS_NEW,
)

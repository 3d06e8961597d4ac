"""Sentences that promise something measurable, and what the reader makes of each: the rules one by one."""

import pytest

from guatu.reader.draft import DocumentFacts, ReadTarget
from guatu.reader.outline import read_outline
from guatu.reader.sentences import read_sentences
from guatu.reader.source import read_source
from guatu.reader.targets import read_targets

PLAN = DocumentFacts(title="青河县提质行动方案", issued_on="2024-03-01")


def read_items(body: str, facts: DocumentFacts = PLAN) -> tuple[ReadTarget, ...]:
    """Read a body of text as the first clause of a plan."""
    plan = read_source(f"一、主要任务\n（一）重点工作。\n{body}\n二、保障措施\n加强领导。\n")
    outline = read_outline(plan)
    return read_targets(plan, read_sentences(plan, outline), facts)


def shown(item: ReadTarget) -> str:
    """One item in one line: indicator, comparator with figure or yardstick, unit."""
    figure = item.reference if item.value is None else f"{item.value.normalize():f}"
    upper = "" if item.value_max is None else f"—{item.value_max}"
    return f"{item.indicator} {item.comparator} {figure}{upper}{item.unit}"


GOOD = [
    # growth and reduction
    ("growth", "固定资产投资增长10%以上。", ["固定资产投资 >= 10%"]),
    ("growth", "粮食产值年均增速保持在5%左右。", ["粮食产值 ~ 5%"]),
    ("growth", "关键工序数控化率提高5个百分点。", ["关键工序数控化率 = 5个百分点"]),
    ("reduction", "单位能耗下降16%。", ["单位能耗 = 16%"]),
    ("reduction", "压减审批环节30%以上。", ["审批环节 >= 30%"]),
    # shares
    ("share", "绿化覆盖率达到42%以上。", ["绿化覆盖率 >= 42%"]),
    ("share", "诉求按时办结率100%。", ["诉求按时办结率 = 100%"]),
    ("share-behind", "新建小区100%配建充电设施。", ["新建小区配建充电设施 = 100%"]),
    ("share-behind", "80%以上的社区建成服务站。", ["社区建成服务站 >= 80%"]),
    ("share-of", "预留份额不低于预算总额的40%。", ["预留份额占预算总额比例 >= 40%"]),
    ("completion", "确保完成年度投资任务的100%。", ["年度投资任务完成率 = 100%"]),
    ("coverage", "推动村级服务站全覆盖。", ["村级服务站覆盖 = 100%"]),
    # multiples, ranks, first ones, yardsticks
    ("multiple", "到2027年，规上企业数量翻一番。", ["规上企业数量 = 2倍"]),
    ("breakthrough", "上市企业实现零的突破。", ["上市企业 >= 1个"]),
    ("rank", "综合评价进入全省前十。", ["综合评价 <= 10位"]),
    ("yardstick", "工业增速高于全省平均水平。", ["工业增速 > 全省平均水平"]),
    ("yardstick", "单位能耗完成省下达目标。", ["单位能耗 = 省下达目标"]),
    # levels, with and without a verb of reaching
    ("level", "技术合同成交额突破20亿元。", ["技术合同成交额 > 20亿元"]),
    ("level", "力争规上企业达到120户。", ["规上企业 = 120户"]),
    ("level", "质量抽检不少于7批次/千人。", ["质量抽检 >= 7批次/千人"]),
    ("level-listed", "星级饭店达到30家、旅行社100家。", ["星级饭店 = 30家", "旅行社 = 100家"]),
    ("count-part", "企业中心达到50家，其中国家级3家。", ["企业中心 = 50家", "国家级企业中心 = 3家"]),
    # counts
    ("count-behind", "打造3—5个特色产业园区。", ["特色产业园区 = 3—5个"]),
    ("count-behind", "建成10个以上的示范车间。", ["示范车间 >= 10个"]),
    ("count-behind", "帮扶50家外贸企业。", ["帮扶外贸企业 = 50家"]),
    ("count-listed", "建成3个中心、8个站点和20个窗口。", ["中心 = 3个", "站点 = 8个", "窗口 = 20个"]),
    ("count-before", "新增商贸企业2.35万户。", ["新增商贸企业 = 2.35万户"]),
    ("count-before", "引进高层次人才50名、创新团队10个。", ["高层次人才 = 50名", "创新团队 = 10个"]),
    ("count-before", "引进营收8亿元以上企业6家。", ["营收8亿元以上企业 = 6家"]),
    ("count-marked", "全年力争“店转企”70户以上。", ["“店转企” >= 70户"]),
    ("count-done-to", "对3万户困难家庭进行厨房改造。", ["困难家庭厨房改造 = 3万户"]),
    ("count-meant", "确保60个项目竣工投产。", ["项目竣工投产 = 60个"]),
    ("count-marked", "力争年内板块挂牌企业4户以上。", ["板块挂牌企业 >= 4户"]),
    ("count-behind", "力争每县建立一个青年驿站。", ["青年驿站 = 1个"]),
    # money
    ("fund", "县财政每年安排350万元专项资金。", ["专项资金 = 350万元"]),
    ("fund", "设立总规模50亿元的产业投资基金。", ["产业投资基金 = 50亿元"]),
    ("fund", "统筹安排8亿元，支持观测站建设。", ["支持观测站建设 = 8亿元"]),
    ("amount", "推动发放助农贷款4亿元以上。", ["发放助农贷款 >= 4亿元"]),
    ("amount", "企业开办成本0元。", ["企业开办成本 = 0元"]),
    # time limits and service standards
    ("time-limit", "查勘办理时限不超过6天。", ["查勘办理时限 <= 6天"]),
    ("time-limit", "压缩登报时间至12天。", ["登报时间 = 12天"]),
    ("time-limit", "报装时限由10个工作日压缩至3个工作日。", ["报装时限 = 3个工作日"]),
    ("service-limit", "企业诉求3个工作日内办结。", ["企业诉求办结时间 <= 3个工作日"]),
    ("service-limit", "奖补资金在15个工作日内拨付到位。", ["奖补资金拨付时间 <= 15个工作日"]),
]


@pytest.mark.parametrize(("rule", "sentence", "items"), GOOD, ids=[sentence for _, sentence, _ in GOOD])
def test_a_promise_becomes_an_item_per_figure(rule: str, sentence: str, items: list[str]) -> None:
    found = read_items(sentence)
    assert [shown(item) for item in found] == items
    assert rule in {item.rule for item in found}


BAD = [
    ("a reward", "对年产值5亿元以上的企业，给予10万元奖励。"),
    ("what a reward asks for", "营收首次突破10亿元、20亿元的，分别奖励5万元、10万元。"),
    ("a cap", "单户企业最高不超过200万元。"),
    ("who may apply", "申报企业应满足以下条件，研发人员不少于10人。"),
    ("a condition", "持证人员不少于12人的，可申请认定。"),
    ("a result", "已建成园区5个。"),
    ("a past year", "2022年，生产总值达到500亿元，增长6%。"),
    ("the years behind us", "近年来，新增企业300家。"),
    ("a name with digits", "实施“7720”工程和“1+8”平台。"),
    ("a network of the fifth generation", "推进5G网络建设。"),
    ("the structure of industry", "主攻3个优势产业，培育4个特色产业。"),
    ("a list summed up", "推进招标、立项、验收等11个审批事项联办。"),
    ("an area", "由10个县市人民政府落实。"),
    ("a rhythm of meetings", "每季度召开1次碰头会议。"),
    ("a term", "贷款期限不超过3年，利率不高于4.5%。"),
    ("a period of publicity", "公示期不少于5个工作日。"),
    ("a price", "检测费按2%收取。"),
    ("a slogan", "达到国内先进水平。"),
    ("some", "培育一批领军企业，打造一个品牌理念。"),
    ("a way of working", "实行全覆盖监管。"),
    ("a campaign", "推进企业上市倍增行动。"),
    ("a telephone", "联系电话：5550123。"),
    ("a voltage", "20千伏以下线路工程免于审批。"),
]


@pytest.mark.parametrize(("what", "sentence"), BAD, ids=[what for what, _ in BAD])
def test_a_figure_that_promises_nothing_is_left_alone(what: str, sentence: str) -> None:
    assert [shown(item) for item in read_items(sentence)] == [], what


def test_a_goal_beside_a_reward_is_still_a_goal() -> None:
    found = read_items("对新入库企业给予一次性3万元的奖励，年内新培育链上企业14户以上。")
    assert [shown(item) for item in found] == ["新培育链上企业 >= 14户"]


def test_indicators_that_share_a_rate_are_told_apart() -> None:
    found = read_items("产品收入、利润总额年均增长6%左右。")
    assert [shown(item) for item in found] == ["产品收入 ~ 6%", "利润总额 ~ 6%"]


def test_figures_behind_respectively_are_matched_one_by_one() -> None:
    found = read_items("工业增加值、固定资产投资、零售总额分别增长8%、10%、9%以上。")
    assert [shown(item) for item in found] == ["工业增加值 = 8%", "固定资产投资 = 10%", "零售总额 >= 9%"]


def test_figures_behind_respectively_look_back_over_the_comma() -> None:
    found = read_items("接待游客300万人次、实现旅游总收入30亿元，分别增长10%和12%。")
    assert [shown(item) for item in found[2:]] == ["接待游客 = 10%", "旅游总收入 = 12%"]


def test_years_listed_with_figures_are_matched_one_by_one() -> None:
    found = read_items("到2025年、2026年，数字产业占比分别达到8%、10%。")
    assert [(item.period, shown(item)) for item in found] == [
        ("2025", "数字产业占比 = 8%"),
        ("2026", "数字产业占比 = 10%"),
    ]


def test_a_bracket_behind_a_count_names_its_parts() -> None:
    found = read_items("全年力争“小升高”企业44户以上。其中，服务业企业30户（仓储业20户、维修业6户）以上。")
    assert [shown(item) for item in found] == [
        "“小升高”企业 >= 44户",
        "服务业企业 >= 30户",
        "仓储业 >= 20户",
        "维修业 >= 6户",
    ]


def test_a_bare_statistic_takes_the_topic_of_the_phrase_before() -> None:
    found = read_items("加快推进竹藤制造业发展，力争增加值增长11%。")
    assert [shown(item) for item in found] == ["竹藤制造业增加值 = 11%"]


def test_a_yearly_quantity_says_so_and_a_yearly_rate_does_not() -> None:
    yearly, listed, rate = read_items("每年新增企业20家，培育龙头3家。产值年均增长5%。")
    assert (yearly.per, listed.per, rate.per) == ("year", "year", None)


def test_an_item_carries_scope_modality_and_its_printed_phrase() -> None:
    (item,) = read_items("力争全县 规上企业达到 120户以上，带动就业。")
    assert (item.scope, item.modality, item.clause) == ("全县", "力争", "一/（一）")
    assert item.quote.text == "力争全县 规上企业达到 120户以上"


def test_a_text_without_figures_or_without_text_gives_nothing() -> None:
    assert read_items("加强统筹协调，压实工作责任。") == ()
    empty = read_source("")
    assert read_targets(empty, read_sentences(empty, read_outline(empty)), DocumentFacts()) == ()

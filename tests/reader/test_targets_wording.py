"""The wordings that other plans have, one row each: what stands in the sentence, and the items it should give.

An item is written indicator, comparator, figure; then measure, and scope, period, rhythm, yardstick where there is one.
"""

from pathlib import Path

import pytest

from guatu.reader.document import read_facts
from guatu.reader.draft import DocumentFacts, ReadTarget
from guatu.reader.outline import read_outline
from guatu.reader.sentences import read_sentences
from guatu.reader.source import read_source
from guatu.reader.targets import read_targets

PLAN = DocumentFacts(title="青河州提质三年行动方案", issued_on="2024-03-01")
EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "plan.txt"


def read_items(body: str) -> tuple[ReadTarget, ...]:
    plan = read_source(f"一、主要任务\n（一）重点工作。\n{body}\n二、保障措施\n加强领导。\n")
    outline = read_outline(plan)
    return read_targets(plan, read_sentences(plan, outline), PLAN)


def shown(item: ReadTarget) -> str:
    """One item in one line; what is absent is left out."""
    figure = item.reference if item.value is None else f"{item.value.normalize():f}"
    upper = "" if item.value_max is None else f"—{item.value_max}"
    margin = item.reference if item.value is not None else None
    more = [item.measure.value, item.scope, item.period, item.per, margin]
    return f"{item.indicator} {item.comparator} {figure}{upper}{item.unit} " + " ".join(one for one in more if one)


WORDINGS = [
    # reached, raised, kept
    (
        "到2027年，全州生产总值、工业增加值、固定资产投资分别达到900亿元、260亿元、410亿元。",
        [
            "生产总值 = 900亿元 level 全州 2027",
            "工业增加值 = 260亿元 level 全州 2027",
            "固定资产投资 = 410亿元 level 全州 2027",
        ],
    ),
    ("规上企业由320户提高到450户。", ["规上企业 = 450户 level"]),
    ("数字产业增加值占生产总值比重由3%提高到5%。", ["数字产业增加值占生产总值比重 = 5% share"]),
    ("园区营业收入力争突破300亿元。", ["园区营业收入 > 300亿元 level"]),
    ("工业总产值突破1000亿元大关。", ["工业总产值 > 1000亿元 level"]),
    ("工业总产值突破1000亿，规上企业达到500以上。", ["工业总产值 > 1000亿元 level", "规上企业 >= 500家 level"]),
    ("森林覆盖率稳定在68%以上。", ["森林覆盖率 >= 68% share"]),
    ("登记失业率控制在4.5%以内。", ["登记失业率 <= 4.5% share"]),
    ("颗粒物年均浓度控制在22微克/立方米以下。", ["颗粒物年均浓度 <= 22微克/立方米 level"]),
    ("粮食播种面积稳定在260万亩以上，产量达到95万吨。", ["粮食播种面积 >= 260万亩 level", "粮食产量 = 95万吨 level"]),
    ("城乡居民收入比缩小到2.3∶1。", ["城乡居民收入比 = 2.3∶1 level"]),
    ("平均担保费率不高于1%。", ["平均担保费率 <= 1% level"]),
    ("每千人口执业医师数达到3.2人。", ["每千人口执业医师数 = 3.2人 level"]),
    # growth and decline
    ("全州生产总值年均增长7%左右。", ["生产总值 ~ 7% annual_average_growth 全州"]),
    ("居民消费价格涨幅控制在3%左右。", ["居民消费价格 ~ 3% growth"]),
    ("税收收入增长5%，争取达到6%。", ["税收收入 = 5% growth", "税收收入 = 6% growth"]),
    ("到位资金实现1200亿元，年均增长10%。", ["到位资金 = 1200亿元 level", "到位资金 = 10% annual_average_growth"]),
    ("年底全州专利数量同比增长5%。", ["专利数量 = 5% growth 全州 2024"]),
    ("城镇化率每年提高1个百分点。", ["城镇化率 = 1个百分点 growth"]),
    ("万元GDP能耗下降13.5%。", ["万元GDP能耗 = 13.5% reduction"]),
    ("单位产值用水量较2020年下降16%。", ["单位产值用水量 = 16% reduction"]),
    ("项目落地时间缩短三分之一。", ["项目落地时间 = 33.33% reduction"]),
    ("审批材料减少一半以上。", ["审批材料 >= 50% reduction"]),
    ("旅游收入翻一番、游客人数翻两番。", ["旅游收入 = 2倍 multiple", "游客人数 = 4倍 multiple"]),
    (
        "服务业营业收入增长10%左右，高于全省平均水平2个百分点。",
        ["服务业营业收入 ~ 10% growth", "服务业营业收入 = 2个百分点 growth 全省平均水平"],
    ),
    ("农村居民收入增速快于城镇居民2个百分点。", ["农村居民收入增速 = 2个百分点 growth 城镇居民"]),
    # ranks
    ("营商环境评价进入全省前5位。", ["营商环境评价 <= 5位 rank"]),
    ("综合排名在同类园区中前移10位。", ["综合排名 = 10位 increment"]),
    ("经济总量提升3个位次。", ["经济总量 = 3个位次 increment"]),
    # counts and what each place shall have
    ("培育龙头企业10家以上。", ["龙头企业 >= 10家 increment"]),
    ("企业上市5家、项目开工30个。", ["企业上市 = 5家 increment", "项目开工 = 30个 increment"]),
    ("新增园区30个；车间10个。", ["新增园区 = 30个 increment", "车间 = 10个 increment"]),
    ("新增点位30个，总计达60个。", ["新增点位 = 30个 increment", "点位总计 = 60个 level"]),
    ("建成500亩以上开放公园5个。", ["500亩以上开放公园 = 5个 increment"]),
    ("新增绿地50公顷达到建设要求。", ["新增绿地 = 50公顷 increment"]),
    ("绿地建设不少于200公顷。", ["绿地建设 >= 200公顷 increment"]),
    ("做好4家基地复核，命名5家以上示范园。", ["基地复核 = 4家 increment", "示范园 >= 5家 increment"]),
    ("每年建设高标准农田15万亩。", ["高标准农田 = 15万亩 increment year"]),
    (
        "每年培育企业20家左右，三年内累计培育60家以上。",
        ["培育企业 ~ 20家 increment year", "培育企业 >= 60家 increment"],
    ),
    ("每个乡镇至少建成1个养老中心。", ["养老中心 >= 1个 level 每个乡镇"]),
    ("每年每个县（市）至少招引重大项目5个。", ["重大项目 >= 5个 increment 每个县（市） year"]),
    ("推进项目代码应用全覆盖。", ["项目代码应用覆盖 = 100% share"]),
    ("年底前完成80%的管网改造工作。", ["管网改造完成率 = 80% rate_of_completion 2024"]),
    # parts of a whole
    (
        "新增规上企业30户，其中甲子市10户、乙丑县8户。",
        [
            "新增规上企业 = 30户 increment",
            "新增规上企业 = 10户 increment 甲子市",
            "新增规上企业 = 8户 increment 乙丑县",
        ],
    ),
    (
        "完成投资500亿元，其中2024年完成120亿元、2025年完成180亿元。",
        ["投资 = 500亿元 level", "投资 = 120亿元 level 2024", "投资 = 180亿元 level 2025"],
    ),
    (
        "新增农田20万亩（甲子市8万亩、乙丑县12万亩）。",
        ["新增农田 = 20万亩 increment", "新增农田 = 8万亩 increment 甲子市", "新增农田 = 12万亩 increment 乙丑县"],
    ),
    (
        "甲子市、乙丑县分别新增规上企业10户、8户。",
        ["新增规上企业 = 10户 increment 甲子市", "新增规上企业 = 8户 increment 乙丑县"],
    ),
    ("园区总数达到12个；其中省级园区5个。", ["园区总数 = 12个 level", "省级园区 = 5个 level"]),
    # money and time
    ("州财政安排设备贴息资金1亿元。", ["设备贴息资金 = 1亿元 level 州财政"]),
    ("设立产业基金，首期规模5亿元。", ["产业基金规模 = 5亿元 level"]),
    ("普通案件于24个月内审结。", ["普通案件审结时间 <= 24个月 level"]),
    ("5个工作日内向申领人兑付奖励资金。", ["奖励资金兑付时间 <= 5个工作日 level"]),
    (
        "政府投资项目审批时限不超过70个工作日，社会投资项目不超过40个工作日。",
        ["政府投资项目审批时限 <= 70个工作日 level", "社会投资项目审批时限 <= 40个工作日 level"],
    ),
    (
        "用水、用气报装时限分别压缩至2.5、5个工作日以内。",
        ["用水报装时限 <= 2.5个工作日 level", "用气报装时限 <= 5个工作日 level"],
    ),
    ("审批时限压缩至法定时限的50%以内。", ["审批时限占法定时限比例 <= 50% share"]),
    ("全州12345热线办结率99%以上。", ["12345热线办结率 >= 99% share 全州"]),
    # yardsticks
    ("完成州下达的绿化目标任务。", ["绿化目标任务 = 州下达的绿化目标任务 rate_of_completion"]),
]


@pytest.mark.parametrize(("sentence", "items"), WORDINGS, ids=[sentence for sentence, _ in WORDINGS])
def test_a_usual_wording_is_read_with_measure_scope_and_rhythm(sentence: str, items: list[str]) -> None:
    assert [shown(item) for item in read_items(sentence)] == items


SILENT = [
    ("the instalments of a reward", "按不高于80%的比例分档实施奖补，其中第一年为80%，第二年为70%。"),
    ("what a reward asks for", "年贡献额达到30万元以上，一次性给予5万元奖励。"),
    ("what support asks for", "新上项目固定资产投资5000万元以上，按实际投资额给予10%补助。"),
    ("a step of a procedure", "办公室在收到材料之日起20个工作日内提交审定。"),
    ("a right that lapses", "自公示之日起六个月内未领取的，视为放弃。"),
    ("trainings, so often", "开展合规培训不少于2次。"),
    ("the size of what is there", "范围东至河岸，面积约8.6平方公里。"),
    ("a way of working in a list", "按照全领域、全覆盖、全流程要求强化功能。"),
    ("a weight", "考核中满意度权重占30%。"),
]


@pytest.mark.parametrize(("what", "sentence"), SILENT, ids=[what for what, _ in SILENT])
def test_a_figure_that_no_goal_stands_behind_is_left_alone(what: str, sentence: str) -> None:
    assert [shown(item) for item in read_items(sentence)] == [], what


def test_a_clause_that_strengthens_foundations_is_work_and_one_that_states_them_is_not() -> None:
    for heading, count in (("夯实产业发展基础", 1), ("发展基础", 0)):
        plan = read_source(f"一、{heading}\n确保服务业增加值增长3%。\n二、保障\n略。\n")
        outline = read_outline(plan)
        assert len(read_targets(plan, read_sentences(plan, outline), PLAN)) == count, heading


def test_a_plan_that_names_no_reach_takes_that_of_the_government_that_signs_it() -> None:
    plan = read_source("一、主要目标\n产值增长5%。\n二、保障\n略。\n")
    outline = read_outline(plan)
    facts = DocumentFacts(title="提质方案", issued_on="2024-03-01", issuers=("青河市白石区人民政府",))
    (item,) = read_targets(plan, read_sentences(plan, outline), facts)
    assert item.scope == "全区"


def test_every_target_of_the_example_plan_is_read_in_full() -> None:
    plan = read_source(EXAMPLE.read_text(encoding="utf-8"))
    outline = read_outline(plan)
    found = read_targets(plan, read_sentences(plan, outline), read_facts(plan, outline))
    assert [shown(item) for item in found] == [
        "规模以上工业增加值 >= 8% growth 全州 2026",
        "工业投资 = 12% growth 全州 2026",
        "技术改造投资占工业投资的比重 ~ 40% share 全州 2026",
        "新增规模以上工业企业 = 30户 increment 全州 2026",
        "新增规模以上工业企业 = 10户 increment 甲子市 2026",
        "新增规模以上工业企业 = 8户 increment 乙丑县 2026",
        "园区营业收入 > 900亿元 level 全州园区 2028",
        "高新技术企业数量 = 2倍 multiple 全州 2028",
        "企业用电报装时间 <= 3个工作日 level 全州 2026",
        "技术改造项目 = 60个 increment 全州 2026",
        "数字化车间 = 5—8个 increment 全州 2026",
        "园区工业用地亩均投资强度 >= 全州平均水平 level 全州 2026",
        "“标准地”出让比例 = 100% share 全州 2026",
        "亿元以上项目 = 3个 increment 每个园区 2026 year",
        "工业发展专项资金 = 3000万元 level 州财政 2026",
    ]

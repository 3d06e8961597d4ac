"""Reporting duties in prose, good and bad side by side. All sentences are made up."""

import pytest

from guatu.reader.document import read_facts
from guatu.reader.draft import ReadDuty
from guatu.reader.duties import read_duties
from guatu.reader.outline import read_outline
from guatu.reader.sentences import read_sentences
from guatu.reader.source import read_source
from guatu.reader.tasks import read_tasks

HEAD = "甲县2028年工业提质行动方案\n一、总体要求\n坚持稳中求进。\n二、工作机制\n"


def duties_of(text: str) -> tuple[ReadDuty, ...]:
    plan = read_source(text)
    outline = read_outline(plan)
    facts = read_facts(plan, outline)
    return read_duties(plan, read_sentences(plan, outline), facts, read_tasks(plan, outline, facts))


def brief(duty: ReadDuty) -> tuple[str, str | None, str, str | None]:
    return duty.who, duty.to, duty.frequency, duty.due


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("各镇每月5日前将上月进展报县工信局。", ("各镇", "县工信局", "monthly", "day 5 of next month")),
        ("各镇应于次月8日前将运行数据报送县统计局。", ("各镇", "县统计局", "monthly", "day 8 of next month")),
        ("县直各部门每月25日前向领导小组办公室报送工作台账。",
         ("县直各部门", "领导小组办公室", "monthly", "day 25 of each month")),
        ("各园区每月底前将用工情况上报县人社局。", ("各园区", "县人社局", "monthly", "end of each month")),
        ("每季度最后一个月20日前，各镇将整改情况报送县政府办公室。",
         ("各镇", "县政府办公室", "quarterly", "day 20 of last month of each quarter")),
        ("各成员单位于3月、6月、9月、12月15日前将推进情况报县发改局。",
         ("各成员单位", "县发改局", "quarterly", "day 15 of last month of each quarter")),
        ("县财政局要于每季度末将资金拨付情况报县政府。", ("县财政局", "县政府", "quarterly", "end of each quarter")),
        ("县供电公司每季度第一个月10日前将上季度用电量报县工信局。", ("县供电公司", "县工信局", "quarterly", None)),
        ("各乡镇（街道）每半年向县政府报告一次产业发展情况。", ("各乡镇（街道）", "县政府", "half_yearly", None)),
        ("各责任单位于每年6月底、12月底前将落实情况报县政府督查室。",
         ("各责任单位", "县政府督查室", "half_yearly", None)),
        ("县商务局应于每年1月31日前将上年度工作总结报市商务局。",
         ("县商务局", "市商务局", "yearly", "01-31 each year")),
        ("各镇要在每年10月底前编制次年项目计划报县发改局。", ("各镇", "县发改局", "yearly", "10-31 each year")),
        ("每年年底前，各牵头单位要形成专题报告，报县委、县政府。",
         ("各牵头单位", "县委、县政府", "yearly", "12-31 each year")),
        ("请各单位于2028年6月10日前将联络员名单报送县商务局。", ("各单位", "县商务局", "once", "2028-06-10")),
        ("各单位联系人名单于4月15日前报送县工信局。", ("各单位", "县工信局", "once", "2028-04-15")),
        ("县直各部门收到征求意见函后3个工作日内反馈书面意见。",
         ("县直各部门", None, "once", "within 3 working days of receipt")),
        ("各部门应在3个工作日内将意见反馈县发改局。",
         ("各部门", "县发改局", "once", "within 3 working days of receipt")),
        ("各镇分别于6月20日、12月20日前将落实情况报县政府督查室。", ("各镇", "县政府督查室", "half_yearly", None)),
        ("各镇贯彻落实情况请于每年12月底前报县商务局。", ("各镇", "县商务局", "yearly", "12-31 each year")),
        ("县财政部门每年3月底前将上年度绩效自评报告报市财政局。",
         ("县财政部门", "市财政局", "yearly", "03-31 each year")),
        ("实行“周调度、月通报”机制，由县督查室对各镇进展情况进行通报。", ("县督查室", None, "monthly", None)),
        ("由县政府督查室每季度通报一次工作进度。", ("县政府督查室", None, "quarterly", None)),
        ("县工信局会同县统计局按月通报主要指标完成情况。", ("县工信局", None, "monthly", None)),
        ("县审计局每年将专项审计结果通报县财政局。", ("县审计局", "县财政局", "yearly", None)),
        ("各镇明确一名同志作为信息员，每月20日前上报工作信息。", ("信息员", None, "monthly", "day 20 of each month")),
        ("各园区每月10日前将招商情况报送至县投资促进中心。",
         ("各园区", "县投资促进中心", "monthly", "day 10 of each month")),
        ("各责任单位每季度末25日前将进展报县发改局。",
         ("各责任单位", "县发改局", "quarterly", "day 25 of last month of each quarter")),
        ("请各镇于3月25日、6月25日、9月25日、11月30日前报送各季度进展表。",
         ("各镇", None, "quarterly", "day 25 of last month of each quarter")),
        ("各镇应于季后10日内将数据报县统计局。", ("各镇", "县统计局", "quarterly", None)),
        ("请各县局于2028年10月15日前将书面总结盖章后发送市局促进科。",
         ("各县局", "市局促进科", "once", "2028-10-15")),
        ("县统计局每月15日前将主要指标数据推送至县工信局。",
         ("县统计局", "县工信局", "monthly", "day 15 of each month")),
        ("各镇每月25日前通过系统上传企业用工数据。", ("各镇", None, "monthly", "day 25 of each month")),
        ("方案应由镇主管部门正式印发，4月20日前抄报县住建局。",
         ("镇主管部门", "县住建局", "once", "2028-04-20")),
        ("请各镇自2028年6月起至任务完成为止，于每月5日前将进展反馈至县工信局。",
         ("各镇", "县工信局", "monthly", "day 5 of each month")),
        ("县法规科定期调度工作进展，每季度末向局领导汇报并报县政府办公室。",
         ("县法规科", "局领导", "quarterly", "end of each quarter")),
        ("各镇每月5日前更新项目台账，并报送县发改局。", ("各镇", "县发改局", "monthly", "day 5 of each month")),
    ],
)  # fmt: skip
def test_a_body_that_reports_by_a_fixed_time_has_a_duty(
    sentence: str, expected: tuple[str, str | None, str, str | None]
) -> None:
    found = duties_of(HEAD + sentence)
    assert [brief(duty) for duty in found] == [expected]
    assert found[0].clause == "二"


@pytest.mark.parametrize(
    "sentence",
    [
        "各镇要及时报告重大情况。",
        "各成员单位定期向领导小组办公室报送工作进展。",
        "各镇每周五前向县工信局报送进展。",
        "企业应于每年3月底前向县工信局提交申请材料。",
        "县工信局每季度召开一次调度会，通报工作情况。",
        "工作专班每半月通报一次进展。",
        "县工信局每月对在建项目开展一次检查。",
        "市场主体未按时报送年度报告的，列入异常名录。",
        "2027年，各镇已向县工信局报送项目12个，每月新增1个。",
        "纳税人按月申报的，可延期缴纳税款。",
        "县工信局每月向企业推送惠企政策。",
        "县工信局每年将参评企业的认定报告整理成册。",
        "县商务局每年组织企业报名参加展会。",
        "进展缓慢的，由县政府督查室予以通报。",
        "到2028年底，全县规上企业达到120户。",
    ],
)
def test_no_duty_without_a_body_a_report_and_a_fixed_time(sentence: str) -> None:
    assert duties_of(HEAD + sentence) == ()


def test_a_report_that_is_passed_on_gives_a_second_duty_without_the_first_day() -> None:
    found = duties_of(HEAD + "各镇每月5日前将进展情况报县工信局，由县工信局汇总后报县政府。")
    assert [brief(duty) for duty in found] == [
        ("各镇", "县工信局", "monthly", "day 5 of each month"),
        ("县工信局", "县政府", "monthly", None),
    ]
    assert found[1].what == "进展情况"


def test_several_days_of_one_report_are_several_duties() -> None:
    found = duties_of(HEAD + "各镇应分别于6月10日、10月10日前将工作情况和存在的问题，形成报告报送县工信局。")
    assert [brief(duty) for duty in found] == [
        ("各镇", "县工信局", "once", "2028-06-10"),
        ("各镇", "县工信局", "once", "2028-10-10"),
    ]
    found = duties_of(HEAD + "各镇于2028年6月15日、9月15日和12月5日前将工作情况报送县工信局。")
    assert [duty.due for duty in found] == ["2028-06-15", "2028-09-15", "2028-12-05"]


def test_who_deals_with_a_report_passes_it_on_by_a_date_of_every_year() -> None:
    found = duties_of(HEAD + "各镇在每年1月底前，将奖励名单和认定报告，提交县商务局审核，于2月底前提出意见报县政府。")
    assert [brief(duty) for duty in found] == [
        ("各镇", "县商务局", "yearly", "01-31 each year"),
        ("县商务局", "县政府", "yearly", "02-28 each year"),
    ]


def test_a_notice_that_asks_for_a_report_means_those_it_is_sent_to() -> None:
    head = "甲县商务局关于印发消费提振方案的通知\n各镇人民政府，县直各部门：\n请遵照执行。\n甲县商务局\n2028年3月1日\n"
    found = duties_of(head + "一、目标\n坚持稳中求进。\n二、机制\n请于6月30日前将实施方案报我局市场科。")
    assert [brief(duty) for duty in found] == [("各镇人民政府，县直各部门", "甲县商务局市场科", "once", "2028-06-30")]
    assert duties_of(head + "一、目标\n扶持企业。\n二、程序\n每年3月底前将申请材料报县商务局。") == ()


def test_the_note_of_the_clause_above_says_who_reports() -> None:
    found = duties_of(
        HEAD + "（一）运行监测。（牵头单位：县统计局；责任单位：各镇）\n1.按月通报主要指标完成情况。\n2.做好服务。"
    )
    assert [brief(duty) for duty in found] == [("县统计局", None, "monthly", None)]


def test_two_rhythms_side_by_side_are_two_duties() -> None:
    found = duties_of(HEAD + "领导小组办公室要对工作落实情况按月报送、按季通报。")
    assert [(duty.who, duty.frequency) for duty in found] == [
        ("领导小组办公室", "monthly"),
        ("领导小组办公室", "quarterly"),
    ]


def test_the_body_of_an_earlier_phrase_or_sentence_reports() -> None:
    found = duties_of(HEAD + "各镇要压实责任，制定清单，每半年报送工作进度。")
    assert [brief(duty) for duty in found] == [("各镇", None, "half_yearly", None)]
    found = duties_of(HEAD + "各镇要压实责任。每季度末将工作进度报县工信局。")
    assert [brief(duty) for duty in found] == [("各镇", "县工信局", "quarterly", "end of each quarter")]
    assert found[0].confidence == "medium"


def test_without_a_subject_the_lead_of_the_next_note_reports() -> None:
    found = duties_of(HEAD + "做好运行监测，按月监测、预警、通报。（牵头单位：县统计局；责任单位：各镇）")
    assert [brief(duty) for duty in found] == [("县统计局", None, "monthly", None)]
    assert duties_of(HEAD + "做好运行监测，按月监测、预警、通报。") == ()


def test_a_stage_in_the_heading_fixes_the_day_of_its_report() -> None:
    text = HEAD + "（一）总结阶段（2028年11月—12月）。各镇对全年工作进行总结，形成总结报告报县工信局。"
    found = duties_of(text)
    assert [brief(duty) for duty in found] == [("各镇", "县工信局", "once", "2028-12-31")]
    assert found[0].rule == "stage-of-clause"


def test_what_is_reported_is_read_from_before_or_behind_the_verb() -> None:
    for sentence, what in (
        ("各镇每月5日前将上月进展报县工信局。", "上月进展"),
        ("各镇每月5日前向县工信局报送用工台账。", "用工台账"),
        ("县统计局将对指标完成情况进行月通报。", "指标完成情况"),
        ("县发改局编制下年度资金使用计划，于每年9月底报县政府。", "下年度资金使用计划"),
    ):
        assert [duty.what for duty in duties_of(HEAD + sentence)] == [what]

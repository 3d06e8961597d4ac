"""Facts of a document from dirty heads and ends. All texts are made up."""

from datetime import date

import pytest

from guatu.reader.document import date_doubts, read_facts
from guatu.reader.draft import DocumentFacts
from guatu.reader.outline import read_outline
from guatu.reader.source import read_source

BODY = "甲县工业提质行动方案\n为推动工业提质，制定本方案。\n一、总体要求\n坚持稳中求进。\n二、主要任务\n加快项目建设。"
NOTICE = (
    "甲县人民政府办公室关于印发甲县工业提质行动方案的通知\n甲政办发〔2028〕7号\n各镇人民政府，县直各部门：\n"
    "《甲县工业提质行动方案》已经县政府同意，现印发给你们，请认真贯彻执行。\n甲县人民政府办公室\n2028年3月5日\n（此件公开发布）\n"
)


def facts_of(text: str) -> DocumentFacts:
    plan = read_source(text)
    return read_facts(plan, read_outline(plan))


def test_a_notice_gives_title_number_issuer_and_date() -> None:
    facts = facts_of(NOTICE + BODY)
    assert facts.title == "甲县人民政府办公室关于印发甲县工业提质行动方案的通知"
    assert (facts.doc_number, facts.issuers) == ("甲政办发〔2028〕7号", ("甲县人民政府办公室",))
    assert (facts.issued_on, facts.period_start, facts.period_end) == ("2028-03-05", None, None)
    assert {field for field, _ in facts.quotes} == {"title", "doc_number", "issuers", "issued_on"}


def test_a_text_without_a_head_leaves_everything_empty() -> None:
    assert facts_of("一、总体要求\n坚持稳中求进。") == DocumentFacts(quotes=())


def test_lines_about_the_web_page_are_neither_title_nor_date_of_signature() -> None:
    page = "首页 > 政策文件\n分享到\n日期：2028/3/9 来源：甲县人民政府 点击：12\n"
    facts = facts_of(page + NOTICE + BODY)
    assert (facts.title, facts.issued_on) == ("甲县人民政府办公室关于印发甲县工业提质行动方案的通知", "2028-03-05")


def test_a_news_item_has_the_title_of_its_first_line_and_the_day_of_its_page() -> None:
    facts = facts_of(
        "甲县园区聚力攻坚 打造发展新高地\n- 时间：2028-06-03\n- 来源：\n日前，甲县召开座谈会，企业反响热烈。"
    )
    assert facts.title is not None
    assert facts.title.startswith("甲县园区聚力攻坚")
    assert (facts.issuers, facts.issued_on) == ((), "2028-06-03")


def test_a_number_of_the_collection_and_a_day_behind_the_title_are_no_part_of_it() -> None:
    facts = facts_of("5. 甲县人民政府关于扩大投资的意见（2028 年3 月5 日）\n甲政发〔2028〕2 号\n各镇：\n" + BODY[12:])
    assert (facts.title, facts.doc_number, facts.issued_on) == (
        "甲县人民政府关于扩大投资的意见",
        "甲政发〔2028〕2号",
        "2028-03-05",
    )
    assert facts.issuers == ("甲县人民政府",)


def test_a_number_before_the_title_on_its_line_is_found() -> None:
    facts = facts_of("甲政发〔2028〕3号-甲县人民政府关于印发《甲县惠企措施（暂行）》的通知\n各镇：\n" + BODY[12:])
    assert facts.doc_number == "甲政发〔2028〕3号"
    assert facts.title == "甲县人民政府关于印发《甲县惠企措施（暂行）》的通知"


def test_a_number_of_another_document_in_the_text_is_not_taken() -> None:
    facts = facts_of("甲县惠企措施\n根据《乙省惠企措施》（乙政发〔2027〕9号），制定本措施。\n一、降成本\n落实减税。")
    assert facts.doc_number is None


@pytest.mark.parametrize(
    ("signature", "issuers", "day"),
    [
        ("甲县商务局\n甲县财政局\n2028年5月1日\n", ("甲县商务局", "甲县财政局"), "2028-05-01"),
        ("县商务局\n2028年5月1日\n", ("甲县商务局",), "2028-05-01"),
        ("甲县商务局 2028年5月1日\n", ("甲县商务局",), "2028-05-01"),
        ("甲县商务局甲县财政局\n甲县教育局\n2028年5月1日\n", ("甲县商务局", "甲县财政局", "甲县教育局"), "2028-05-01"),
        ("附件：2.甲县企业情况报送表（略）甲县商务局\n2028年5月1日\n", ("甲县商务局",), "2028-05-01"),
        ("2028年5月1日\n", ("甲县商务局",), "2028-05-01"),
        ("甲县商务局\n二〇二八年五月十日\n", ("甲县商务局",), "2028-05-10"),
        ("甲县商务局\n2028年2月30日\n", ("甲县商务局",), "2028-02-30"),
        ("", ("甲县商务局",), None),
    ],
)
def test_signing_bodies_stand_above_the_date(signature: str, issuers: tuple[str, ...], day: str | None) -> None:
    facts = facts_of(f"甲县商务局关于印发消费提振措施的通知\n各镇：\n现印发给你们，请遵照执行。\n{signature}{BODY}")
    assert (facts.issuers, facts.issued_on) == (issuers, day)


def test_a_signature_at_the_end_of_the_text_counts() -> None:
    facts = facts_of(f"{BODY}\n甲县人民政府\n2028年4月1日\n（此件公开发布）")
    assert (facts.issuers, facts.issued_on) == (("甲县人民政府",), "2028-04-01")


@pytest.mark.parametrize(
    ("title", "start", "end"),
    [
        ("甲县2028年工业提质实施方案", date(2028, 1, 1), date(2028, 12, 31)),
        ("甲县工业提质行动计划（2025—2027年）", date(2025, 1, 1), date(2027, 12, 31)),
        ("甲县工业提质三年行动方案2026-2028年", None, None),
        ("甲县惠企资金管理办法（2028版）", None, None),
        ("关于2028年第12号建议的答复", None, None),
    ],
)
def test_years_in_a_plan_s_title_are_its_period(title: str, start: date | None, end: date | None) -> None:
    facts = facts_of(title + "\n" + BODY[11:])
    assert (facts.period_start, facts.period_end) == (start, end)


@pytest.mark.parametrize(
    ("clause", "start", "end"),
    [
        ("本措施自印发之日起施行，有效期三年。", date(2028, 3, 5), date(2031, 3, 4)),
        ("本办法自2028年5月15日起实施，有效期2年。", date(2028, 5, 15), date(2030, 5, 14)),
        ("本意见自2028年1月1日起执行，暂定三年。", date(2028, 1, 1), date(2030, 12, 31)),
        ("本政策自印发之日起施行，有效期至2029年12月31日。", date(2028, 3, 5), date(2029, 12, 31)),
        ("本措施执行期限2028年1月1日至12月31日。", date(2028, 1, 1), date(2028, 12, 31)),
        ("以上政策自公布之日起实施，未注明时限的，有效期到2028年12月31日。", date(2028, 3, 5), date(2028, 12, 31)),
        ("本措施自印发之日起施行。", None, None),
        ("原许可仍在有效期内的，继续有效。贷款期限三年。", None, None),
        ("减免执行期限从2028年1月16日起至2028年12月31日。", None, None),
    ],
)
def test_a_clause_about_the_document_s_own_force_is_its_period(
    clause: str, start: date | None, end: date | None
) -> None:
    facts = facts_of(f"{NOTICE}{BODY}\n三、附则\n{clause}")
    assert (facts.period_start, facts.period_end) == (start, end)


def test_a_heading_printed_twice_over_itself_is_read_once() -> None:
    facts = facts_of(
        "40 2028.08甲山园区：甲山园区：聚焦六大行动打造引擎聚焦六大行动打造引擎 甲山园区管委会园区风采"
        + "甲山园区位于甲县。" * 30
    )
    assert facts.title == "甲山园区：聚焦六大行动打造引擎"
    assert facts.issued_on == "2028-08"
    assert facts.issuers == ("甲山园区管委会",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (NOTICE.replace("〔2028〕", "〔2029〕") + BODY, "文号"),
        (NOTICE.replace("3月5日", "2月30日") + BODY, "不存在"),
        (NOTICE.replace("方案的通知\n", "方案的通知（2028年3月9日）\n") + BODY, "不一致"),
        ("日期：2028-03-01\n" + NOTICE + BODY, "早于落款日期"),
        (NOTICE.replace("甲县工业提质行动方案的通知", "甲县2027年工业提质行动方案的通知") + BODY, "实施期"),
    ],
)
def test_a_date_that_contradicts_the_text_is_doubted(text: str, words: str) -> None:
    plan = read_source(text)
    (doubt,) = date_doubts(plan, read_facts(plan, read_outline(plan)))
    assert words in doubt


def test_dates_that_agree_raise_no_doubt() -> None:
    plan = read_source("日期：2028-03-09\n" + NOTICE + BODY)
    assert date_doubts(plan, read_facts(plan, read_outline(plan))) == ()

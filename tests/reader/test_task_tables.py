from datetime import date

from guatu.reader.document import read_facts
from guatu.reader.draft import ReadTask
from guatu.reader.outline import read_outline
from guatu.reader.source import read_source
from guatu.reader.tasks import read_tasks

HEAD = "云溪县2026年工业任务分工表\n"


def tasks(text: str) -> tuple[ReadTask, ...]:
    plan = read_source(HEAD + text)
    outline = read_outline(plan)
    found = read_tasks(plan, outline, read_facts(plan, outline))
    for task in found:
        assert (HEAD + text)[task.quote.start : task.quote.end] == task.quote.text
    return found


def test_a_row_with_columns_of_lead_and_support_is_a_task() -> None:
    (task,) = tasks(
        "序号\t重点任务\t牵头单位\t配合单位\t完成时限\n1\t建设工业互联网平台\t县大数据局\t县工信局、县财政局\t2026年10月底前\n"
    )
    assert (task.title, task.lead, task.support) == ("建设工业互联网平台", ("县大数据局",), ("县工信局", "县财政局"))
    assert task.deadline == date(2026, 10, 31)
    assert task.quote.text == "县大数据局\t县工信局、县财政局"


def test_a_column_of_bodies_may_say_itself_who_leads() -> None:
    first, second = tasks(
        "序号\t工作任务\t责任单位\n1\t培育企业\t县工信局牵头，县财政局配合\n2\t做强园区\t县工信局、园区管委会\n"
    )
    assert (first.lead, first.support) == (("县工信局",), ("县财政局",))
    assert (second.lead, second.support) == (("县工信局", "园区管委会"), ())


def test_a_row_without_a_body_and_a_table_of_figures_are_no_tasks() -> None:
    assert tasks("序号\t工作任务\t责任单位\n1\t培育企业\t\n") == ()
    assert tasks("指标\t2025年\t2026年\n产值\t100\t120\n") == ()


def test_a_table_ends_with_its_rows() -> None:
    found = tasks("工作任务\t责任单位\n培育企业\t县工信局\n以上任务按月调度。\n做强园区\t县工信局\n")
    assert [task.title for task in found] == ["培育企业"]

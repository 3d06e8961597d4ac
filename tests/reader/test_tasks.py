"""Responsibility notes become tasks; other brackets do not. All sentences and bodies are made up."""

from datetime import date

import pytest

from guatu.reader.draft import DocumentFacts, ReadTask
from guatu.reader.outline import read_outline
from guatu.reader.source import read_source
from guatu.reader.tasks import read_tasks

HEAD = "甲县工业提质行动方案\n一、总体要求\n坚持稳中求进。\n二、主要任务\n（一）培育企业。"


def tasks_of(text: str, facts: DocumentFacts | None = None) -> tuple[ReadTask, ...]:
    plan = read_source(text)
    return read_tasks(plan, read_outline(plan), facts or DocumentFacts())


@pytest.mark.parametrize(
    ("note", "lead", "support"),
    [
        ("（牵头单位：县工信局；责任单位：县财政局、各镇）", ("县工信局",), ("县财政局", "各镇")),
        ("（责任单位：县工信局、县财政局）", ("县工信局", "县财政局"), ()),
        ("(责任单位:县工信局,配合单位:县财政局)", ("县工信局",), ("县财政局",)),
        ("（牵头部门：县工信局；配合部门：县财政局；完成时限：长期）", ("县工信局",), ("县财政局",)),
        ("（县工信局牵头，县财政局、县税务局配合）", ("县工信局",), ("县财政局", "县税务局")),
        ("（县工信局、县科技局牵头，县财政局，各镇人民政府配合）",
         ("县工信局", "县科技局"), ("县财政局", "各镇人民政府")),
        ("（县工信局牵头）", ("县工信局",), ()),
        ("（县工信局牵头，县财政局等按职责分工负责）", ("县工信局",), ("县财政局",)),
        ("（由县工信局牵头会同县财政局落实）", ("县工信局",), ("县财政局",)),
        ("（县工信局、县财政局按职责分工负责）", ("县工信局", "县财政局"), ()),
        ("（县工信局、县财政局，各镇人民政府按职责分工负责）", ("县工信局", "县财政局", "各镇人民政府"), ()),
        ("（县工信局负责）", ("县工信局",), ()),
        ("（县工信局负责，各镇落实）", ("县工信局",), ("各镇",)),
        ("（责任单位：县工信局牵头，县财政局配合）", ("县工信局",), ("县财政局",)),
        ("（主办单位：县工信局；协办单位：县财政局）", ("县工信局",), ("县财政局",)),
        ("（登记指导处负责）", ("登记指导处",), ()),
        ("〔责任单位：县工信局，各县（市、区）人民政府〕", ("县工信局", "各县（市、区）人民政府"), ()),
        ("（各有关单位）", ("各有关单位",), ()),
        ("（县工信局、县财政局）", ("县工信局", "县财政局"), ()),
        ("（县领导：张三；县工信局牵头）", ("县工信局",), ()),
        ("（牵头县领导：张三；牵头单位：县工信局；配合单位：县财政局）", ("县工信局",), ("县财政局",)),
        ("（第一责任单位：县工信局，其他责任单位：县财政局）", ("县工信局",), ("县财政局",)),
        ("（县工信局负责牵头，县财政局密切配合）", ("县工信局",), ("县财政局",)),
        ("（县工信局主要负责；县财政局、各镇会商）", ("县工信局",), ("县财政局", "各镇")),
        ("（县工信局牵头，各有关部门及各市、县级政府按职责分工负责）", ("县工信局",), ("各有关部门", "各市、县级政府")),
        ("（甲山海关、外办）", ("甲山海关", "外办"), ()),
        ("［县工信局负责］", ("县工信局",), ()),
        ("（全县）", ("全县",), ()),
        ("（县工信局、县财政局负责组织落实）", ("县工信局", "县财政局"), ()),
        ("（县工信局、县科技局分别牵头，县财政局配合组织落实）", ("县工信局", "县科技局"), ("县财政局",)),
        ("（县工信局、县财政局按职责分工牵头负责）", ("县工信局", "县财政局"), ()),
        ("（县工信局总牵头，县财政局、各镇具体落实）", ("县工信局",), ("县财政局", "各镇")),
        ("（县工信局等按职能职责负责）", ("县工信局",), ()),
        ("（任务分工：县工信局牵头，县财政局按职责分工负责）", ("县工信局",), ("县财政局",)),
        ("〔县工信局负责。以下工作均需各县（市、区）政府和园区管委会负责，不再列出〕", ("县工信局",), ()),
        ("（责任领导：张三；责任单位：县工信局）", ("县工信局",), ()),
        ("（责任单位：县工信局，以下政策均需各镇落实，不再单独列出）", ("县工信局",), ()),
    ],
)  # fmt: skip
def test_a_note_names_who_leads_and_who_supports(note: str, lead: tuple[str, ...], support: tuple[str, ...]) -> None:
    tasks = tasks_of(f"{HEAD}支持企业上规模。{note}\n（二）扩大投资。加快项目建设。")
    assert [(task.lead, task.support) for task in tasks] == [(lead, support)]
    assert (tasks[0].clause, tasks[0].title, tasks[0].quote.text) == ("二/（一）", "培育企业", note)


@pytest.mark.parametrize(
    "bracket",
    [
        "（以下简称县工信局）",
        "（联系人：张三，电话：123）",
        "（此件公开发布）",
        "（含扩建、改建）",
        "（2028年）",
        "（负责人：张三）",
        "（县工信局提供材料）",
        "（按职责分工负责）",
        "（县政府公报）",
        "（试行）",
        "（团队）",
        "（含县工信局）",
    ],
)
def test_other_brackets_are_no_notes(bracket: str) -> None:
    assert tasks_of(f"{HEAD}支持企业上规模{bracket}，扩大生产。") == ()


def test_a_bracket_that_explains_a_body_is_no_note() -> None:
    assert tasks_of(f"{HEAD}进展情况报领导小组办公室（县工信局）。") == ()
    assert tasks_of("甲报讯，园区建成投产。（县工信局）") == ()


def test_prose_that_assigns_work_is_no_task() -> None:
    assert tasks_of(f"{HEAD}由县商务局负责统筹，县财政局配合做好保障。") == ()


def test_a_bracket_that_never_closes_ends_with_its_paragraph() -> None:
    tasks = tasks_of(
        f"{HEAD}支持上规模。（责任单位：县工信局、县财政局县税务局\n（二）扩大投资。加快建设。（责任单位：各镇"
    )
    assert [task.lead for task in tasks] == [("县工信局", "县财政局", "县税务局"), ("各镇",)]
    assert tasks[0].rule == "unclosed-bracket"
    assert tasks[0].confidence == "medium"


def test_labelled_lines_behind_a_clause_are_one_note() -> None:
    note = "牵头单位：县工信局\n配合单位：县财政局、各镇\n完成时限：2028年9月底"
    text = f"{HEAD}支持上规模。\n{note}\n（二）扩大投资。加快建设。"
    (task,) = tasks_of(text)
    assert (task.lead, task.support, task.deadline) == (("县工信局",), ("县财政局", "各镇"), date(2028, 9, 30))
    assert task.quote.text.startswith("牵头单位")
    assert task.quote.text.endswith("9月底")


def test_a_label_that_lost_its_colon_before_bodies_alone_is_a_note() -> None:
    text = f"{HEAD}支持上规模。\n责任单位 县工信局、县财政局\n（二）扩大投资。\n责任单位要按时完成建设。"
    (task,) = tasks_of(text)
    assert (task.lead, task.rule) == (("县工信局", "县财政局"), "unmarked-run")


def test_a_whole_county_in_brackets_behind_words_says_only_what_they_are_about() -> None:
    assert tasks_of(f"{HEAD}发展规上工业企业（全县）。") == ()


def test_every_note_of_a_clause_is_a_task_of_its_own() -> None:
    tasks = tasks_of(f"{HEAD}支持上规模。（责任单位：县工信局）落实补贴。（责任单位：县财政局）")
    assert [task.lead for task in tasks] == [("县工信局",), ("县财政局",)]


def test_a_line_break_of_paper_inside_a_note_stays_in_the_quote_only() -> None:
    (task,) = tasks_of(f"{HEAD}支持上规模。（责任单位：县工信\n局、县财政局）\n（二）扩大投资。加快建设。")
    assert task.lead == ("县工信局", "县财政局")
    assert "\n" in task.quote.text


@pytest.mark.parametrize(
    ("note", "deadline"),
    [
        ("（县工信局负责，2028年10月底前完成）", date(2028, 10, 31)),
        ("（县工信局负责，6月底前完成）", date(2028, 6, 30)),
        ("（责任单位：县工信局；完成时限：2028年底前）", date(2028, 12, 31)),
        ("（县工信局、县财政局，2028年6月底前完成）", date(2028, 6, 30)),
        ("（县工信局负责，长期坚持）", None),
        ("（县工信局负责）", None),
    ],
)
def test_the_deadline_is_what_the_note_says(note: str, deadline: date | None) -> None:
    (task,) = tasks_of(f"{HEAD}到2027年建成2个园区。{note}", DocumentFacts(issued_on="2028-03-01"))
    assert task.deadline == deadline


def test_a_text_that_says_the_first_body_leads_is_taken_at_its_word() -> None:
    note = "（责任单位：县工信局、县财政局）"
    (task,) = tasks_of(f"{HEAD}支持上规模。{note}\n三、附注\n列第一位的为牵头单位，其余为配合单位。")
    assert (task.lead, task.support) == (("县工信局",), ("县财政局",))


def test_a_text_that_says_bodies_before_the_comma_lead_is_taken_at_its_word() -> None:
    first = "（责任单位：县工信局、县科技局，县财政局（逗号前为牵头单位，下同））"
    tasks = tasks_of(f"{HEAD}支持上规模。{first}\n（二）扩大投资。加快建设。（责任单位：县发改局、各镇）")
    assert [(task.lead, task.support) for task in tasks] == [
        (("县工信局", "县科技局"), ("县财政局",)),
        (("县发改局", "各镇"), ()),
    ]


def test_thousands_of_open_brackets_are_read_in_time() -> None:
    assert tasks_of("（责任单位：" * 3000) == ()

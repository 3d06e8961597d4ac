"""The table of tasks (任务分工表) of a plan."""

from dataclasses import replace
from datetime import date

from guatu.pack import Confidence
from guatu.reader import DocumentFacts, Draft, Quote, ReadTask
from guatu.reader.outline import read_outline
from guatu.reader.source import read_source
from guatu.report import Table, task_pages
from guatu.report.task_table import shortened

NOTES = ("（牵头单位：县工信局；责任单位：县财政局；完成时限：2026年10月底前）", "（县商务局负责）")
TEXT = f"""青溪县工业提质行动方案
一、主要任务
（一）壮大企业。
建立培育库，逐户帮扶。{NOTES[0]}
（二）扩大市场。组织产销对接；开展网上促销。{NOTES[1]}
"""


def task(note: str, clause: str, title: str | None, **fields: object) -> ReadTask:
    start = TEXT.index(note)
    read = ReadTask(
        clause=clause,
        quote=Quote(start, start + len(note), note),
        rule="责任注记",
        confidence=Confidence.HIGH,
        title=title,
        lead=("县工信局", "县科技局"),
    )
    return replace(read, **fields)  # type: ignore[arg-type]  # fields of ReadTask, named by the tests


def draft(*tasks: ReadTask, text: str = TEXT, title: str = "青溪县工业提质行动方案") -> Draft:
    return Draft(
        text=text,
        document=DocumentFacts(title=title),
        outline=read_outline(read_source(text)),
        targets=(),
        tasks=tasks,
        incentives=(),
        duties=(),
    )


def rows(table: Table) -> list[dict[str, object]]:
    labels = [column.label for column in table.columns]
    return [dict(zip(labels, row.cells, strict=True)) for section in table.sections for row in section.rows]


def test_a_row_has_clause_task_measure_bodies_and_deadline() -> None:
    first = task(NOTES[0], "一/（一）", "壮大企业", support=("县财政局",), deadline=date(2026, 10, 31))
    assert rows(task_pages(draft(first)).sheet) == [
        {
            "序号": 1,
            "条款": "一/（一）",
            "任务": "壮大企业",
            "措施": "建立培育库，逐户帮扶。",
            "牵头单位": "县工信局、县科技局",
            "责任单位": "县财政局",
            "完成时限": date(2026, 10, 31),
        }
    ]


def test_a_measure_begins_behind_the_last_note_and_does_not_repeat_the_heading() -> None:
    both = (task(NOTES[0], "一/（一）", "壮大企业"), task(NOTES[1], "一/（二）", "扩大市场"))
    assert [row["措施"] for row in rows(task_pages(draft(*both)).sheet)] == [
        "建立培育库，逐户帮扶。",
        "组织产销对接；开展网上促销。",
    ]


UNDER = f"""青溪县工业提质行动方案
一、主要任务
（一）壮大企业。
1．建立培育库，逐户帮扶。{NOTES[0]}
2．组织产销对接，开展促销。{NOTES[1]}
"""


def test_a_task_without_a_heading_is_a_measure_under_the_heading_above_it() -> None:
    tasks = tuple(
        replace(task(note, path, title), quote=Quote(UNDER.index(note), UNDER.index(note) + len(note), note))
        for note, path, title in (
            (NOTES[0], "一/（一）/1", None),
            (NOTES[1], "一/（一）/2", "组织产销对接，开展促销"),
        )
    )
    assert [(row["任务"], row["措施"]) for row in rows(task_pages(draft(*tasks, text=UNDER)).sheet)] == [
        ("壮大企业", "建立培育库，逐户帮扶"),
        ("壮大企业", "组织产销对接，开展促销"),
    ]


def test_a_heading_that_every_plan_has_is_no_task() -> None:
    bare = task(NOTES[0], "一/（一）", None)
    assert rows(task_pages(draft(bare)).sheet)[0]["任务"] is None


def test_an_added_task_without_a_sentence_has_no_measure() -> None:
    added = replace(task(NOTES[0], "一", None), quote=Quote(0, 0, ""))
    assert rows(task_pages(draft(added)).sheet)[0]["措施"] == ""


def test_long_measures_are_cut_on_paper_after_a_whole_sentence_and_a_note_says_so() -> None:
    long = "建立培育库。" + "逐户上门帮扶，" * 40
    text = TEXT.replace("建立培育库，逐户帮扶。", long)
    start = text.index(NOTES[0])
    one = replace(task(NOTES[0], "一/（一）", "壮大企业"), quote=Quote(start, start + len(NOTES[0]), NOTES[0]))
    pages = task_pages(draft(one, text=text))
    assert rows(pages.sheet)[0]["措施"] == long
    assert len(str(rows(pages.paper)[0]["措施"])) <= 162
    assert "……" in pages.paper.notes[0]
    assert pages.sheet.notes == ()


def test_a_cut_text_ends_with_a_sentence_unless_too_little_would_be_left() -> None:
    assert shortened("甲乙。丙丁戊己庚辛。", 9) == "甲乙。……"
    assert shortened("甲。乙丙丁戊己庚辛壬癸，子丑", 11) == "甲。乙丙丁戊己庚辛壬癸……"
    assert shortened("甲乙。", 3) == "甲乙。"


def test_the_title_is_that_of_the_plan_without_the_notice() -> None:
    notice = draft(title="青溪县人民政府办公室关于印发《青溪县工业提质行动方案》的通知")
    assert task_pages(notice).sheet.title == "青溪县工业提质行动方案任务分工表"
    assert task_pages(draft()).sheet.title == "青溪县工业提质行动方案任务分工表"


def test_several_plans_in_one_file_are_sections_under_their_titles() -> None:
    text = f"甲类企业培育工作实施方案\n一、目标\n做强。\n二、任务\n建立培育库。{NOTES[0]}\n\n" * 2
    outline = read_outline(read_source(text))
    paths = [clause.path for clause in outline if clause.path.endswith("#二")]
    start = text.index(NOTES[0])
    starts = (start, text.index(NOTES[0], start + 1))
    tasks = tuple(
        replace(task(NOTES[0], path, "任务"), quote=Quote(at, at + len(NOTES[0]), NOTES[0]))
        for path, at in zip(paths, starts, strict=True)
    )
    table = task_pages(draft(*tasks, text=text)).sheet
    assert [section.title for section in table.sections] == ["甲类企业培育工作实施方案"] * 2
    assert [(row["序号"], row["条款"], row["措施"]) for row in rows(table)] == [
        (1, "二", "建立培育库。"),
        (2, "二", "建立培育库。"),
    ]


def test_bodies_of_a_note_that_names_no_lead_answer_for_the_task() -> None:
    led, answering = task(NOTES[0], "一/（一）", "壮大企业"), task(NOTES[1], "一/（二）", "扩大市场")
    both = rows(task_pages(draft(led, answering)).sheet)
    assert [(row["牵头单位"], row["责任单位"]) for row in both] == [
        ("县工信局、县科技局", None),
        (None, "县工信局、县科技局"),
    ]
    table = task_pages(draft(answering)).sheet
    assert [column.label for column in table.columns] == ["序号", "条款", "任务", "措施", "责任单位", "完成时限"]
    assert rows(table)[0]["责任单位"] == "县工信局、县科技局"


def test_a_plan_without_tasks_says_so() -> None:
    table = task_pages(draft()).sheet
    assert rows(table) == []
    assert "没有" in table.nothing

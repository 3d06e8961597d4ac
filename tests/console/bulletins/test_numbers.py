"""核数: what was typed has no source until somebody answers for it; what was corrected since the run is told."""

import pytest
from tests.console.bulletins.conftest import Desk, report

from guatu.console.bulletins.models import Issue, IssueAct
from guatu.console.bulletins.number_lines import check_numbers
from guatu.console.monitor.models import MonthRun


def confirm(office: Desk, issue: Issue, reason: str) -> str:
    line = check_numbers(issue).open[0].found
    sent = {"where": line.where, "number": line.number, "sentence": line.sentence, "reason": reason}
    answer = office.at("wang").post(f"/bulletins/{issue.pk}/numbers/confirm", sent, follow=True)
    issue.refresh_from_db()
    return answer.content.decode()


def test_a_draft_has_a_source_for_every_number(issue: Issue) -> None:
    check = check_numbers(issue)
    assert check.counts["figure"] > 200
    assert check.typed == ()
    assert check.newer_run is None


def test_a_typed_number_stops_the_issue_until_it_is_confirmed(office: Desk, issue: Issue) -> None:
    office.write(issue, 0, {"text-0": "现将情况通报如下，其中三家企业停产。"})
    assert [one.found.number for one in check_numbers(issue).open] == ["三家"]
    assert "没有来源：三家" in office.step("wang", issue, "send")
    assert issue.state == Issue.State.DRAFT
    assert "无来源" in office.page("wang", f"/bulletins/{issue.pk}/numbers")
    assert "请写明这个数从哪里来" in confirm(office, issue, " ")
    confirm(office, issue, "10月8日调度会纪要")
    assert check_numbers(issue).open == ()
    assert issue.acts.get(what=IssueAct.What.CONFIRM).comment == "10月8日调度会纪要"
    office.step("wang", issue, "send")
    assert issue.state == Issue.State.REVIEW


def test_other_words_around_a_confirmed_number_ask_again(office: Desk, issue: Issue) -> None:
    office.write(issue, 0, {"text-0": "其中三家企业停产。"})
    confirm(office, issue, "调度会纪要")
    office.write(issue, 0, {"text-0": "其中甲子市三家企业停产。"})
    assert len(check_numbers(issue).open) == 1


@pytest.mark.parametrize(
    "text", ["增长15%。", "提高２.5个百分点。", "占百分之三十。", "十二个县完成。", "翻一番。", "1,200万元。"]
)
def test_numbers_are_found_however_they_are_written(office: Desk, issue: Issue, text: str) -> None:
    office.write(issue, 0, {"text-0": text})
    assert len(check_numbers(issue).open) == 1


def test_a_number_of_the_draft_in_other_words_needs_no_reason(office: Desk, issue: Issue) -> None:
    office.write(issue, 0, {"text-0": "示例州2024年1—9月的目标任务完成情况，现通报如下。"})
    assert check_numbers(issue).open == ()


def test_a_hidden_paragraph_has_no_numbers(office: Desk, issue: Issue) -> None:
    office.write(issue, 0, {"text-0": "增长15%。"})
    office.at("wang").post(f"/bulletins/{issue.pk}/blocks/0/hide", {"hidden": "yes"})
    issue.refresh_from_db()
    assert check_numbers(issue).open == ()


def test_a_later_run_and_a_later_figure_are_told(office: Desk, issue: Issue, run: MonthRun) -> None:
    report("210.00", vintage=2, reason="少计两户")
    MonthRun.objects.create(month=run.month, state=MonthRun.State.DONE, by=run.by, at=run.at, done_at=run.done_at)
    check = check_numbers(issue)
    assert check.newer_run is not None
    page = office.page("wang", f"/bulletins/{issue.pk}/")
    assert "已有更新的第" in page
    corrected = office.page("wang", f"/bulletins/{issue.pk}/numbers?shown=corrected")
    assert all(one.found.figure is not None and one.found.figure.about for one in check.corrected)
    assert ("运行后更正过" in corrected) == bool(check.corrected)


def test_only_who_works_on_an_issue_sees_the_check(office: Desk, issue: Issue) -> None:
    assert office.at("jiazi").get(f"/bulletins/{issue.pk}/numbers").status_code == 403
    assert office.at("sun").get(f"/bulletins/{issue.pk}/numbers").status_code == 200
    assert office.at("sun").post(f"/bulletins/{issue.pk}/numbers/confirm", {}).status_code == 403

"""拟稿 → 审核 → 签发: the chain by its persons, and what each of them may not do."""

from tests.console.bulletins.conftest import Desk

from guatu.console.audit.models import Entry
from guatu.console.bulletins.models import Issue, IssueAct
from guatu.console.jobs.models import Job
from guatu.console.people.models import Post, Role, User


def test_an_issue_goes_from_the_analyst_over_the_head_to_the_leader(office: Desk, issue: Issue) -> None:
    assert issue.state == Issue.State.DRAFT
    assert "孙局" in office.step("wang", issue, "send", "请审")
    assert issue.state == Issue.State.REVIEW
    assert "高副州长" in office.step("sun", issue, "pass", "数已核")
    assert issue.state == Issue.State.SIGNING
    office.step("gao", issue, "sign", "同意")
    assert issue.state == Issue.State.ISSUED
    assert str(issue.issued_by) == "高副州长"
    assert str(issue.dated) == "2024-10-09"
    acts = list(issue.acts.values_list("what", "by__username", "comment"))
    assert acts[1:] == [("send", "wang", "请审"), ("pass", "sun", "数已核"), ("sign", "gao", "同意")]
    told = Entry.objects.filter(act__startswith="issue.").order_by("number").values_list("act", "account")
    assert list(told) == [("issue.draft", "wang"), ("issue.send", "wang"), ("issue.pass", "sun"), ("issue.sign", "gao")]


def test_a_double_click_takes_a_step_once(office: Desk, issue: Issue) -> None:
    office.step("wang", issue, "send", edition=0)
    office.step("wang", issue, "send", edition=0)
    assert issue.state == Issue.State.REVIEW
    assert issue.acts.filter(what=IssueAct.What.SEND).count() == 1
    office.step("sun", issue, "pass")
    office.step("gao", issue, "sign", edition=2)
    office.step("gao", issue, "sign", edition=2)
    assert Job.objects.filter(kind="write_issue", about=str(issue.pk)).count() == 1


def test_a_step_on_an_older_page_is_refused(office: Desk, issue: Issue) -> None:
    office.write(issue, 0, {"text-0": "现通报如下。"})
    assert "在您打开之后改过" in office.step("wang", issue, "send", edition=0)
    assert issue.state == Issue.State.DRAFT


def test_nobody_reviews_or_signs_what_they_wrote(office: Desk, issue: Issue) -> None:
    wang = User.objects.get(username="wang")
    for role in (Role.HEAD, Role.LEADER):
        Post.objects.create(user=wang, role=role, agency="industry-it", place="999900", valid_from="2024-01-01")
    office.step("wang", issue, "send")
    assert "不能审核、签发自己写的" in office.step("wang", issue, "pass")
    assert issue.state == Issue.State.REVIEW
    office.step("sun", issue, "pass")
    assert "不能审核、签发自己写的" in office.step("wang", issue, "sign")
    assert issue.state == Issue.State.SIGNING


def test_who_reviewed_does_not_sign_as_well(office: Desk, issue: Issue) -> None:
    sun = User.objects.get(username="sun")
    Post.objects.create(user=sun, role=Role.LEADER, agency="industry-it", place="999900", valid_from="2024-01-01")
    office.step("wang", issue, "send")
    office.step("sun", issue, "pass")
    assert "审核的人不能再签发" in office.step("sun", issue, "sign")
    assert issue.state == Issue.State.SIGNING


def test_a_return_says_why_and_leads_back_to_the_draft(office: Desk, issue: Issue) -> None:
    office.step("wang", issue, "send")
    assert "请写明原因" in office.step("sun", issue, "return")
    assert issue.state == Issue.State.REVIEW
    page = office.step("sun", issue, "return", "第二段太长")
    assert issue.state == Issue.State.DRAFT
    assert "第二段太长" in page
    office.step("wang", issue, "send")
    office.step("sun", issue, "pass")
    office.step("gao", issue, "return", "缺下步工作")
    assert issue.state == Issue.State.DRAFT


def test_a_step_out_of_its_turn_is_refused(office: Desk, issue: Issue) -> None:
    assert "不办这一步" in office.step("gao", issue, "sign")
    assert "您的岗位不办这一步" in office.step("sun", issue, "send")
    assert issue.state == Issue.State.DRAFT


def test_an_issue_without_a_number_is_not_sent(office: Desk, issue: Issue) -> None:
    Issue.objects.filter(pk=issue.pk).update(number="")
    assert "期号" in office.step("wang", issue, "send")
    assert issue.state == Issue.State.DRAFT


def test_a_dropped_issue_can_be_drafted_anew(office: Desk, issue: Issue) -> None:
    assert office.draft(issue.run).pk == issue.pk
    assert "作废要写明原因" in office.step("wang", issue, "drop")
    office.step("wang", issue, "drop", "按新运行重写")
    assert issue.state == Issue.State.DROPPED
    assert office.draft(issue.run).pk != issue.pk


def test_a_comment_is_written_once(office: Desk, issue: Issue) -> None:
    for _click in range(2):
        office.at("sun").post(f"/bulletins/{issue.pk}/comment", {"comment": "请补原因", "token": "t1"})
    assert issue.acts.filter(what=IssueAct.What.COMMENT).count() == 1
    assert "请补原因" in office.at("wang").get(f"/bulletins/{issue.pk}/").content.decode()


def test_only_those_with_a_part_in_it_see_an_issue_before_it_is_signed(office: Desk, issue: Issue) -> None:
    for name in ("wang", "sun", "gao"):
        assert office.at(name).get(f"/bulletins/{issue.pk}/").status_code == 200
    for name in ("jiazi", "li", "zhou"):
        assert office.at(name).get(f"/bulletins/{issue.pk}/").status_code == 404
        assert issue.head["title"] not in office.at(name).get("/bulletins/").content.decode()
    for name in ("sysadmin", "secadmin", "auditor"):
        assert office.at(name).get(f"/bulletins/{issue.pk}/").status_code == 403
    office.sign(issue)
    page = office.at("jiazi").get(f"/bulletins/{issue.pk}/").content.decode()
    assert issue.head["title"] in page
    assert "改文字" not in page
    assert "办理记录" not in page
    assert office.at("jiazi").post(f"/bulletins/{issue.pk}/step", {"what": "drop"}).status_code == 403


def test_only_who_drafts_can_draft(office: Desk, issue: Issue) -> None:
    for name in ("sun", "gao", "jiazi", "li"):
        assert office.at(name).post("/bulletins/start", {"run": issue.run_id}).status_code == 403
        answer = office.at(name).post(f"/bulletins/{issue.pk}/blocks/0", {"text-0": "改", "seen": "x"})
        assert answer.status_code == 403

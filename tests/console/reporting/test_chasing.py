"""Chasing: states and rates of the matrix, whom to call first, the words, the log, and who sees which number."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from guatu.console.audit.models import Entry, Kind
from guatu.console.audit.trail import SYSTEM
from guatu.console.frame.models import renew
from guatu.console.people.models import AgencyVersion, PlaceVersion, User
from guatu.console.people.tree import TREE, Tree
from guatu.console.reporting.chase_words import group_text, letter_text, message_text, moment_words
from guatu.console.reporting.chasing import call_list, log_chase, masked
from guatu.console.reporting.models import Chase, Filing, FilingState, Round
from guatu.console.reporting.progress import arrange, is_on_time, matrix_of
from guatu.console.reporting.progress_table import progress_table, state_words
from guatu.console.reporting.refusals import Refused

SEPTEMBER = date(2024, 9, 1)
COUNTIES, PARKS = "example:counties-monthly", "example:parks-monthly"
SignIn = Callable[[str], Client]
_On = "2024-10-08T16:00:00"
_Late = "2024-10-08T18:00:00"


def _moment(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))


def _set(place: str, state: str, *, at: str = "", late: bool = False, form: str = COUNTIES) -> None:
    Filing.objects.filter(place=place, round__form=form).update(
        state=state,
        is_late=late,
        first_submitted_at=_moment(at) if at else None,
        submitted_at=_moment(at) if at else None,
    )


@pytest.fixture
def month(opened: None, site_clock: Callable[[str], None]) -> None:
    """Ten counties and six parks on the morning after the deadline."""
    for place in ("999901", "999902", "999903", "999904"):
        _set(place, FilingState.ACCEPTED, at=_On)
    for place in ("999905", "999906"):
        _set(place, FilingState.SUBMITTED, at=_On)
    _set("999907", FilingState.RETURNED, at=_On)
    _set("999908", FilingState.SUBMITTED, at=_Late, late=True)
    _set("999909", FilingState.DRAFT)
    _set("999901-P1", FilingState.SUBMITTED, at=_On, form=PARKS)
    _set("999901-P2", FilingState.ACCEPTED, at=_Late, late=True, form=PARKS)
    site_clock("2024-10-09T09:00")


@pytest.mark.usefixtures("month")
def test_the_matrix_tells_each_state_in_words() -> None:
    matrix = matrix_of(User.objects.get(username="wang"), SEPTEMBER)
    column = next(index for index, one in enumerate(matrix.rounds) if one.form == COUNTIES)
    words = {row.place: state_words(row.standings[column]) for row in matrix.rows if not row.is_park}
    assert words["999901"] == "已通过"
    assert words["999905"] == "已报"
    assert words["999907"] == "退回（逾期）"
    assert words["999908"] == "迟报"
    assert words["999909"] == "暂存（逾期）"
    assert words["999910"] == "未报（逾期）"
    park = next(index for index, one in enumerate(matrix.rounds) if one.form == PARKS)
    words = {row.place: state_words(row.standings[park]) for row in matrix.rows if row.is_park}
    assert words["999901-P2"] == "已通过（迟报）"
    assert state_words(matrix.rows[0].standings[park]) == "—"


@pytest.mark.usefixtures("month")
def test_rates_count_what_is_due_by_first_submission_with_parks_apart() -> None:
    """Counties: 4 accepted, 2 submitted, 1 returned came in time of 10; parks: 1 of 6; the quarter is not due."""
    matrix = matrix_of(User.objects.get(username="wang"), SEPTEMBER)
    branch = matrix.branches[0]
    counties, parks = branch.parts
    assert (counties.name, counties.tally.judged, counties.tally.on_time) == ("places", 10, 7)
    assert counties.tally.rate == Decimal("0.7")
    assert (parks.tally.judged, parks.tally.on_time, parks.tally.late) == (6, 1, 1)
    assert parks.tally.rate == Decimal(1) / 6
    assert (branch.whole.name, branch.whole.tally.rate) == ("示例州（虚构）", Decimal("0.5"))
    assert (matrix.tally.owed, matrix.tally.reported, matrix.tally.returned, matrix.tally.late) == (26, 9, 1, 2)
    by_form = {one.form: tally for one, tally in zip(matrix.rounds, branch.whole.by_form, strict=True)}
    assert by_form[COUNTIES].rate == Decimal("0.7")
    assert by_form["example:counties-quarterly"].rate is None
    assert {row.place: row.tally.rate for row in matrix.rows}["999908"] == 0


@pytest.mark.usefixtures("opened")
def test_before_the_deadline_nobody_has_a_rate() -> None:
    matrix = matrix_of(User.objects.get(username="wang"), SEPTEMBER)
    assert matrix.tally.rate is None
    assert not any(one.is_overdue for row in matrix.rows for one in row.standings if one)


def test_what_was_withdrawn_is_not_on_time() -> None:
    filing = Filing(state=FilingState.DRAFT, first_submitted_at=_moment(_On))
    assert not is_on_time(filing)
    filing.state = FilingState.RETURNED
    assert is_on_time(filing)


def test_sums_go_up_a_tree_of_several_branches() -> None:
    places = {
        "1": PlaceVersion(code="1", name="省", parent="", level="province"),
        **{f"1{n}": PlaceVersion(code=f"1{n}", name=f"州{n}", parent="1", level="prefecture") for n in (1, 2)},
        **{
            f"1{n}{m}": PlaceVersion(code=f"1{n}{m}", name=f"县{n}{m}", parent=f"1{n}", level="county")
            for n in (1, 2)
            for m in (1, 2)
        },
    }
    asked = Round(pk=1, form="a", due_at=_moment(_On))
    filings = [
        Filing(pk=index, round=asked, place=place, state=FilingState.SUBMITTED, first_submitted_at=_moment(_On))
        for index, place in enumerate(("111", "112", "121"))
    ]
    filings.append(Filing(pk=9, round=asked, place="122", state=FilingState.MISSING))
    matrix = arrange(SEPTEMBER, [asked], filings, Tree(SEPTEMBER, places, {}), _moment(_Late))
    assert [(one.whole.name, one.whole.tally.rate) for one in matrix.branches] == [("州1", 1), ("州2", Decimal("0.5"))]
    assert [(one.name, one.tally.rate) for one in matrix.upper] == [("省", Decimal("0.75"))]


@pytest.mark.usefixtures("month")
def test_who_is_overdue_owes_more_and_was_late_before_is_called_first() -> None:
    august = Round.objects.create(
        form=COUNTIES,
        title="八月",
        period_first=date(2024, 8, 1),
        period_last=date(2024, 8, 1),
        opened_at=_moment(_On),
        late_list=[{"place": "999910", "name": "癸酉县", "state": "missing"}],
    )
    wang = User.objects.get(username="wang")
    calls = call_list(wang, matrix_of(wang, SEPTEMBER))
    assert [one.place for one in calls[:3]] == ["999910", "999907", "999909"]
    assert (calls[0].times_late, calls[0].is_overdue, len(calls[0].standings)) == (1, True, 1)
    assert [one.place for one in calls if one.is_overdue][3:] == ["999902-P1", "999905-P1", "999907-P1", "999910-P1"]
    assert all(one.is_overdue for one in calls), "what is due only in weeks is not chased yet"
    august.delete()


@pytest.mark.usefixtures("month")
def test_the_words_name_forms_deadline_and_caller() -> None:
    wang = User.objects.get(username="wang")
    wang.work_phone = "0000-1234567"
    calls = call_list(wang, matrix_of(wang, SEPTEMBER))
    call = next(one for one in calls if one.place == "999907")
    text = message_text(call, wang)
    assert text.startswith("庚午县人民政府：")
    assert "（2024年9月，时限10月8日17时），已退回，请改正后重报" in text
    assert "0000-1234567" in text
    letter = letter_text(call, wang)
    assert letter.startswith("关于报送2024年9月报表的催报函")
    assert "2024年10月9日" in letter
    group = group_text(calls, wang)
    assert "（3个）：庚午县、壬申县、癸酉县" in group
    assert moment_words(_moment("2024-10-08T17:30:00")) == "10月8日17:30"


@pytest.mark.usefixtures("month")
def test_a_call_is_logged_once_however_often_it_is_sent(sign_in: SignIn) -> None:
    client = sign_in("zhou")
    address = "/reporting/progress/2024-09/999909"
    assert "记一次催报" in client.get(address).content.decode()
    sent = {"channel": "phone", "outcome": "已接通，下午报", "seen": "0"}
    client.post(f"{address}/log", sent)
    client.post(f"{address}/log", sent)
    assert Chase.objects.filter(filing__place="999909").count() == 1  # the quarterly form is due in weeks
    assert Entry.objects.filter(act="filing.chase").count() == 1
    page = client.get(address).content.decode()
    assert page.count("已接通，下午报") == 1


@pytest.mark.usefixtures("month")
def test_a_log_without_a_channel_is_refused() -> None:
    with pytest.raises(Refused):
        log_chase([], User.objects.get(username="wang"), SYSTEM, channel="pigeon", outcome="", text="", seen=0)


@pytest.mark.usefixtures("month")
def test_numbers_are_whole_for_chasers_and_masked_for_others(sign_in: SignIn) -> None:
    AgencyVersion.objects.filter(code="guiyou").update(phone="13812345678")
    renew(TREE)
    address = "/reporting/progress?month=2024-09"
    assert "13812345678" in sign_in("zhou").get(address).content.decode()
    leader = sign_in("gao").get(address).content.decode()
    assert "138****5678" in leader
    assert "13812345678" not in leader
    assert [masked(one) for one in ("", "8123", "0878-3123456", "3123456")] == ["", "8123", "087*****3456", "****456"]


@pytest.mark.usefixtures("month")
def test_a_liaison_sees_the_own_place_alone(sign_in: SignIn) -> None:
    client = sign_in("jiazi")
    page = client.get("/reporting/progress?month=2024-09").content.decode()
    assert "甲子市" in page
    assert "癸酉县" not in page
    assert client.get("/reporting/progress/2024-09/999910").status_code == 404
    assert client.post("/reporting/progress/2024-09/999910/log", {"channel": "phone", "seen": "0"}).status_code == 403
    assert not Chase.objects.exists()


@pytest.mark.usefixtures("month")
def test_the_page_filters_and_refreshes_its_matrix_alone(sign_in: SignIn) -> None:
    client = sign_in("wang")
    late = client.get("/reporting/progress?month=2024-09&state=late", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in late
    assert re.findall(r'class="sticky">(\S+县|\S+市)</th>', late) == ["辛未县"]
    assert "70.0%" in late  # sums stay those of all
    parks = client.get("/reporting/progress?month=2024-09&level=parks").content.decode()
    assert "戊辰化工园" in parks


@pytest.mark.usefixtures("month")
def test_the_workbook_says_what_the_page_says_and_is_recorded(sign_in: SignIn) -> None:
    answer = sign_in("wang").post("/reporting/progress/export", {"month": "2024-09"})
    assert answer.headers["Content-Type"].endswith("spreadsheetml.sheet")
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    rows = {str(row[1].value): [cell.value for cell in row] for row in sheet.iter_rows() if row[1].value}
    assert rows["县市小计"][-1] == pytest.approx(0.7)
    assert rows["辛未县"][-6:-1] == ["—", 2, 1, 0, 1]
    assert Entry.objects.filter(act="progress.export", kind=Kind.EXPORT).count() == 1


@pytest.mark.usefixtures("month")
def test_the_paper_names_the_whole_and_its_parts() -> None:
    table = progress_table(matrix_of(User.objects.get(username="wang"), SEPTEMBER))
    names = [row.cells[0] for section in table.sections for row in section.rows]
    assert names.index("县市小计") == 10
    assert names[-2:] == ["园区小计", "示例州（虚构）"]


@pytest.mark.usefixtures("month")
def test_the_frozen_list_stands_on_the_page(sign_in: SignIn) -> None:
    Round.objects.filter(form=COUNTIES).update(
        frozen_at=_moment(_Late) - timedelta(minutes=59),
        late_list=[{"place": "999910", "name": "癸酉县", "state": "missing"}],
    )
    page = sign_in("gao").get("/reporting/progress?month=2024-09").content.decode()
    assert "应报 10 个，到时限没有报的 1 个" in page


@pytest.mark.usefixtures("site")
def test_a_month_without_rounds_says_what_to_do(sign_in: SignIn) -> None:
    assert "还没有布置报表" in sign_in("gao").get("/reporting/progress").content.decode()

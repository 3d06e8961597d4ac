"""The alerts of a run, one by one, in words and codes."""

from tests.desk.conftest import SEPTEMBER, Kept

from guatu.desk import alert_conditions, month_alerts
from guatu.query import read_rows


def test_each_alert_says_rule_place_values_and_who_answers(kept: Kept) -> None:
    alerts = month_alerts(kept.folder, kept.packs, SEPTEMBER)
    assert len(alerts) == len(read_rows(kept.folder / "tables" / "alerts.parquet"))
    behind = next(one for one in alerts if one.rule == "behind-schedule" and one.place == "999903")
    assert (behind.name, behind.level) == ("进度落后", "red")
    assert behind.sentence.startswith("丙寅县")
    assert behind.because.startswith("落后")
    assert behind.requirement in behind.sentence
    assert behind.clause.startswith("《示例州2024年")
    agency = kept.packs.agency_book().find(behind.answers[0])
    assert agency is not None
    assert agency.place == "999903"


def test_an_alert_about_no_target_has_no_requirement(kept: Kept) -> None:
    found = [one for one in month_alerts(kept.folder, kept.packs, SEPTEMBER) if not one.target]
    assert found
    assert all(one.requirement == "" for one in found)


def test_conditions_of_a_rule_are_read_without_codes_and_signs_of_a_program(kept: Kept) -> None:
    said = [line for rule in kept.packs.alerts(SEPTEMBER.last_day) for line in alert_conditions(rule)]
    assert said[:2] == ["比较办法 ≠ 比增速", "超序时 < -5个百分点"]
    assert {"分项差额（绝对值） > 累计完成 × 0.05%", "已报：否"} <= set(said)

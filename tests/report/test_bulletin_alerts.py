from tests.report.bulletin_text import bulletin, sentences
from tests.report.example_month import COUNTIES, full_month


def test_alerts_say_level_rule_values_and_agency() -> None:
    said = sentences(bulletin())
    assert "本期触发预警2项：红色预警1项、黄色预警1项。" in said
    assert "进度落后（红色预警，1项）。示例州工业投资（落后12.0个百分点），由州发展和改革委员会应答。" in said
    assert "石桥县规模以上工业增加值（连续回落3期）。" in said


def test_alerts_of_one_rule_are_told_by_indicator() -> None:
    tables = full_month()
    tables["alerts"] = [
        {
            "alert": "late",
            "level": "red",
            "place": code,
            "indicator": "va",
            "because": "比较办法=按完成率，超序时=-9.5个百分点",
        }
        for code in COUNTIES[:2]
    ]
    said = sentences(bulletin(tables))
    assert (
        "均为“进度落后”（红色预警）：规模以上工业增加值：云岭市（落后9.5个百分点）、河谷县（落后9.5个百分点）。" in said
    )


def test_late_and_missing_reporters_are_named_with_the_consequence() -> None:
    said = sentences(bulletin())
    assert "应于10月8日前报送，6个地区中3个按时报送" in said
    assert "迟报的有松山县（10月10日收到）；部分未报的有石桥县（应报2项，已报1项）；未报的有花坪县。按规定，" in said


def test_when_nobody_reported_in_time_no_zero_is_counted() -> None:
    tables = full_month()
    tables["report_states"] = [row for row in tables["report_states"] if row["state"] == "missing"]
    said = sentences(bulletin(tables))
    assert "应于10月8日前报送，未报的有花坪县。" in said
    tables["report_states"].append({**tables["report_states"][0], "place": COUNTIES[0]})
    assert "2个地区均未按时报送；未报的有云岭市、花坪县。" in sentences(bulletin(tables))


def test_before_the_day_is_over_nobody_is_blamed() -> None:
    tables = full_month()
    for row in tables["report_states"]:
        row["state"] = "on_time" if row["state"] == "on_time" else "waiting"
    said = sentences(bulletin(tables))
    assert "应于10月8日前报送，时限未到，6个地区中3个已报。" in said
    assert "未报的有" not in said


def test_many_notices_are_counted_by_place() -> None:
    tables = full_month()
    tables["alerts"] = [
        {"alert": "silent", "level": "notice", "place": code, "indicator": "va", "because": "已报=否"}
        for code in (*COUNTIES, COUNTIES[0])
    ]
    assert "均为“silent”（提示）：云岭市2项，河谷县、松山县、盐井县、石桥县、花坪县各1项。" in sentences(
        bulletin(tables)
    )


def test_when_all_reported_in_time_nobody_is_blamed() -> None:
    tables = full_month()
    tables["report_states"] = [row for row in tables["report_states"] if row["state"] == "on_time"]
    said = sentences(bulletin(tables))
    assert "3个地区全部按时报送。" in said
    assert "按规定" not in said


def test_next_steps_name_agency_gap_task_and_the_next_due_day() -> None:
    said = sentences(bulletin())
    assert "州发展和改革委员会牵头：推动工业投资达到目标要求；工业投资全年增量中尚有12.00亿元没有支撑事项" in said
    assert "本期未报的数请牵头单位补报：州市场监督管理局1项。" in said
    assert "推动在建工业项目按月入库（2024年12月31日前）" in said
    # 3 November 2024 is a Sunday.
    assert "各县市人民政府于11月4日前报送目标任务完成情况月报" in said

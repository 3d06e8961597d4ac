from tests.report.example_month import MONTH, Tables, add_target, example_packs, full_month, results_of, thin_month

from guatu.report import Light, MonthPages, Table, month_pages


def pages(tables: Tables | None = None) -> MonthPages:
    return month_pages(results_of(full_month() if tables is None else tables), example_packs(), MONTH)


def rows_of(table: Table, title: str) -> dict[object, tuple[object, ...]]:
    return {row.cells[0]: row.cells[1:] for one in table.sections if one.title == title for row in one.rows}


def test_the_workbook_opens_with_contents_and_lights_and_the_six_follow() -> None:
    names = [table.name for table in pages().sheets]
    assert names[:4] == ["目录", "亮灯一览", "目标任务账", "任务支撑账"]


def test_contents_name_every_sheet_with_its_rows() -> None:
    made = pages()
    listed = rows_of(made.overview[0], "各表")
    assert list(listed) == [table.name for table in made.sheets[1:]]
    assert listed["预警单"][1] == 2
    assert all(words for words, *_ in listed.values())


def test_contents_count_lights_and_name_packs_with_their_version() -> None:
    table = pages().overview[0]
    assert rows_of(table, "目标亮灯")["全州"] == ("7项目标", None, 3, 2, 1, 1)
    assert rows_of(table, "政策包")["shili"][0] == "示例州2024年目标（版本 v1）"
    assert "所用地区和数据均为虚构，仅供演示。" in table.notes


def test_lights_stand_by_indicator_and_place_the_worst_of_several() -> None:
    table = pages().overview[1]
    assert [column.label for column in table.columns][:3] == ["指标", "全州", "云岭市"]
    rows = {row.cells[0]: row.cells for row in table.sections[0].rows}
    assert rows["工业投资"][1:3] == (Light.RED, Light.RED)
    assert rows["新增规模以上工业企业"][1] is Light.YELLOW
    assert rows["市场主体总量"][2] is None


def test_one_place_or_very_many_get_no_overview_of_lights() -> None:
    assert [table.name for table in pages(thin_month()).overview] == ["目录"]
    tables = thin_month()
    add_target(tables, "p", "PK01", "va", method="growth", light="grey", reported=False)
    assert [table.name for table in pages(tables).overview] == ["目录", "亮灯一览"]

from tests.report.bulletin_text import bulletin

from guatu.report import Bulletin, Origin, Table


def test_every_figure_says_what_it_is_how_it_is_made_and_where_it_is_from() -> None:
    for figure in bulletin().figures():
        assert figure.printed, figure
        assert figure.meaning, figure
        assert figure.formula, figure
        assert figure.source, figure


def sources_of(made: Bulletin) -> Table:
    return made.annexes[-1].tables[0]


def test_the_annex_lists_every_figure_once_and_in_order() -> None:
    made = bulletin()
    rows = [row for section in sources_of(made).sections for row in section.rows]
    once = list(dict.fromkeys(made.figures()))
    assert [row.cells[1:3] for row in rows] == [(figure.printed, figure.meaning) for figure in once]
    assert [row.cells[0] for row in rows] == list(range(1, len(rows) + 1))
    assert len(once) < len(made.figures())


def test_the_annex_says_formulas_and_files_once_and_refers_to_them() -> None:
    table = sources_of(bulletin())
    notes = "\n".join(table.notes)
    row = next(row for section in table.sections for row in section.rows if row.cells[1] == "73.4%")
    assert f"{row.cells[3]}完成率＝A÷T" in notes
    assert notes.count("完成率＝A÷T") == 1
    row = next(row for section in table.sections for row in section.rows if row.cells[1] == "822.30亿元")
    assert row.cells[4] == "时序账 文1［工业］C6"
    assert notes.count("文1＝州统计局月报，月报.xlsx") == 1


def test_the_annex_is_parted_by_the_headings_of_the_text() -> None:
    titles = [section.title for section in sources_of(bulletin()).sections]
    assert titles[:2] == ["一、总体情况", "二、分县市和园区情况"]


def test_an_observed_figure_names_publisher_file_and_cell() -> None:
    figure = next(one for one in bulletin().figures() if one.printed == "822.30亿元")
    assert figure.source == "时序账：示例州，规模以上工业总产值"
    assert figure.origin == Origin("州统计局月报", "月报.xlsx", "［工业］C6")

"""What the site adds to a bulletin: frozen late lists in 报送情况, corrections as an annex."""

from datetime import date, datetime
from decimal import Decimal

from guatu.report import (
    Annex,
    Bulletin,
    Figure,
    Heading,
    LateList,
    Origin,
    Paragraph,
    RevisedFigure,
    with_late_lists,
    with_origins,
    with_revisions,
)

DUE = datetime(2024, 10, 8, 17)  # noqa: DTZ001  # read, not compared
REPORTED = Figure("5亿元", "产值", "报送数", "时序账", Origin("月报", "figure:7", ""))


def bulletin(*blocks: Heading | Paragraph) -> Bulletin:
    return Bulletin("通报", "州工信局", "", "各县市：", blocks, "州工信局", None, "")


def late_list(missing: tuple[str, ...] = (), late: tuple[tuple[str, date], ...] = ()) -> LateList:
    return LateList("月报", DUE, DUE, 10, missing, late, "在通报中点名")


def texts(made: Bulletin) -> list[str]:
    return [block.text for block in made.blocks if isinstance(block, Heading | Paragraph)]


def test_a_frozen_list_takes_the_place_of_what_the_draft_says_of_its_form() -> None:
    drafted = bulletin(Heading("六、报送情况"), Paragraph(("月报：全部按时报送。",)), Heading("七、下步工作"))
    made = with_late_lists(drafted, (late_list(("辛未县",), (("己巳县", date(2024, 10, 12)),)),))
    assert texts(made) == [
        "六、报送情况",
        "月报：应于10月8日17时前报送，10个地区中8个按时报送；迟报的1个：己巳县（10月12日报送）；未报的1个：辛未县。"
        "按规定，在通报中点名。",
        "七、下步工作",
    ]
    assert all("2024-10-08 17:00冻结" in one.source for one in made.figures())


def test_a_list_without_a_name_says_that_all_were_in_time() -> None:
    made = with_late_lists(bulletin(Heading("一、总体情况"), Paragraph(("好。",))), (late_list(),))
    assert texts(made)[-2:] == ["二、报送情况", "月报：应于10月8日17时前报送，10个地区全部按时报送。"]


def test_corrections_are_an_annex_before_the_sources() -> None:
    revised = RevisedFigure(
        issue="2024年第8期",
        month=date(2024, 8, 1),
        place="乙丑县",
        indicator="工业总产值",
        unit="亿元",
        decimals=2,
        basis="cumulative",
        before=Decimal("12.3"),
        after=Decimal("13.4"),
        growth_before=None,
        growth_after=Decimal("0.062"),
        reason="",
        who="乙丑县联络员",
        day=date(2024, 10, 3),
        status="final",
    )
    made = with_revisions(bulletin(Heading("一、报送情况")), (revised,))
    assert [annex.title for annex in made.annexes] == ["以前各期通报所载数的修订"]
    row = made.annexes[0].tables[0].sections[0].rows[0]
    assert row.cells[3:9] == ("累计", Decimal("12.3"), Decimal("13.4"), None, Decimal("0.062"), "以定案数为准")
    assert texts(made)[-1] == "以前各期通报所载的数有1个在签发后更正，见附件1。"
    assert with_revisions(made, ()) == made


def test_figures_of_the_site_name_their_form_and_day() -> None:
    made = with_origins(bulletin(Paragraph((REPORTED,))), {"figure:7": Origin("月报", "", "甲子市报")})
    assert made.figures()[0].origin == Origin("月报", "", "甲子市报")
    assert isinstance(made.annexes, tuple)
    assert all(isinstance(one, Annex) for one in made.annexes)

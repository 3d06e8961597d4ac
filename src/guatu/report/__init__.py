"""report: figures as plain values, bulletin text, the wall chart.

What shows the findings of a craft is fetched when first asked for: a month needs neither the reader, nor scoring, nor
allocation.
"""

import importlib
from typing import TYPE_CHECKING

from guatu.report.alert_words import alert_reason
from guatu.report.award_letters import FirmLetter, award_letter
from guatu.report.award_lists import list_columns, list_rows
from guatu.report.award_payments import (
    NOTICE,
    NOTICE_COLUMNS,
    PAYMENT_COLUMNS,
    PAYMENTS,
    notice_rows,
    payment_rows,
)
from guatu.report.award_reading import AwardReading
from guatu.report.award_sheets import AwardPages, award_pages
from guatu.report.award_sums import amounts_to_tie
from guatu.report.award_values import AnswerEffect, AwardCount, AwardKind, AwardRow, AwardSum, FirmTotal, LongList
from guatu.report.award_words import ten_thousands, yuan
from guatu.report.bulletin_additions import (
    FICTIONAL_NOTE,
    LateList,
    RevisedFigure,
    issue_number,
    revision_table,
    site_origin,
    with_late_lists,
    with_origins,
    with_revisions,
)
from guatu.report.charts import draw_charts
from guatu.report.class_pages import ClassedTable, ClassReading, class_counts, class_list, class_tables
from guatu.report.explanation_lines import AnswerResult, AwardPage, QuestionPage, award_lines
from guatu.report.figure_sources import sources_of_figures, tables_asked
from guatu.report.ladder_pages import EXPIRING_MONTHS, condition_list, ladder_card, ladder_counts, ladder_tables
from guatu.report.ladder_reading import LadderReading
from guatu.report.number_check import FoundNumber, NumberKind, bulletin_numbers, number_table, numbers_in
from guatu.report.pages import MonthPages, month_pages
from guatu.report.plain import from_plain, to_plain
from guatu.report.printed import print_amount, print_percent, round_half_up
from guatu.report.rewording import Rewording, figures_in, reworded, reworded_block, stretches
from guatu.report.run_differences import PackVersion, compare_pages
from guatu.report.source_values import FigureAsked, FigureSource, SourceRow
from guatu.report.values import (
    Annex,
    Block,
    Bulletin,
    Cell,
    Chart,
    ChartKind,
    Column,
    Emphasis,
    Figure,
    Form,
    Formula,
    Heading,
    Lamp,
    Light,
    Origin,
    Paragraph,
    Role,
    Row,
    Section,
    Series,
    Spot,
    Table,
    Tile,
    Wall,
)
from guatu.report.whatif_pages import whatif_headline, whatif_sheets, whatif_summary
from guatu.report.whatif_values import WAYS, ChangedRow, ChangeTotal, SideTotal, WayTotal, WhatIf

if TYPE_CHECKING:
    from guatu.report.forecast_charts import draw_outlooks
    from guatu.report.forecast_pages import forecast_list, forecast_tables, forecast_working
    from guatu.report.forecast_reading import ForecastReading
    from guatu.report.match_pages import PAIR_COLUMNS, MatchReading, match_counts, match_tables, pair_rows
    from guatu.report.score_card_sheets import card_sheets
    from guatu.report.score_changes import change_charts, change_table
    from guatu.report.score_document import card_document
    from guatu.report.score_firms import FirmReading, firm_counts, firm_list, firm_tables
    from guatu.report.score_method import (
        finding_table,
        mark_table,
        method_table,
        remark_table,
        weight_table,
        yardstick_table,
    )
    from guatu.report.score_ranking import figures_table, group_results, points_table, ranking_table
    from guatu.report.score_reading import ScoreReading
    from guatu.report.score_robustness import ScoreTests, robustness_document, score_charts
    from guatu.report.score_robustness_tables import robustness_tables
    from guatu.report.sizing_pages import SizingReading, shortfall_words, sizing_charts, sizing_tables
    from guatu.report.split_pages import duty_annex, split_tables
    from guatu.report.split_settings_pages import (
        SPLIT_EDIT_HEADERS,
        SPLIT_PLACE_HEADERS,
        SPLIT_TARGET_HEADERS,
        SPLIT_TIER_HEADERS,
        settings_tables,
    )
    from guatu.report.split_values import DividedTarget, SplitReading, TypedSettings, Undivided
    from guatu.report.task_table import TaskPages, task_pages

# Each of these names and the file it is found in.
_DOORS = {
    "guatu.report.forecast_charts": ("draw_outlooks",),
    "guatu.report.forecast_pages": ("forecast_list", "forecast_tables", "forecast_working"),
    "guatu.report.forecast_reading": ("ForecastReading",),
    "guatu.report.match_pages": ("PAIR_COLUMNS", "MatchReading", "match_counts", "match_tables", "pair_rows"),
    "guatu.report.score_card_sheets": ("card_sheets",),
    "guatu.report.score_changes": ("change_charts", "change_table"),
    "guatu.report.score_document": ("card_document",),
    "guatu.report.score_firms": ("FirmReading", "firm_counts", "firm_list", "firm_tables"),
    "guatu.report.score_method": (
        "finding_table",
        "mark_table",
        "method_table",
        "remark_table",
        "weight_table",
        "yardstick_table",
    ),
    "guatu.report.score_ranking": ("figures_table", "group_results", "points_table", "ranking_table"),
    "guatu.report.score_reading": ("ScoreReading",),
    "guatu.report.score_robustness": ("ScoreTests", "robustness_document", "score_charts"),
    "guatu.report.score_robustness_tables": ("robustness_tables",),
    "guatu.report.sizing_pages": ("SizingReading", "shortfall_words", "sizing_charts", "sizing_tables"),
    "guatu.report.split_pages": ("duty_annex", "split_tables"),
    "guatu.report.split_settings_pages": (
        "SPLIT_EDIT_HEADERS",
        "SPLIT_PLACE_HEADERS",
        "SPLIT_TARGET_HEADERS",
        "SPLIT_TIER_HEADERS",
        "settings_tables",
    ),
    "guatu.report.split_values": ("DividedTarget", "SplitReading", "TypedSettings", "Undivided"),
    "guatu.report.task_table": ("TaskPages", "task_pages"),
}
_FILE_OF = {name: file for file, names in _DOORS.items() for name in names}

__all__ = [
    "EXPIRING_MONTHS",
    "FICTIONAL_NOTE",
    "NOTICE",
    "NOTICE_COLUMNS",
    "PAIR_COLUMNS",
    "PAYMENTS",
    "PAYMENT_COLUMNS",
    "SPLIT_EDIT_HEADERS",
    "SPLIT_PLACE_HEADERS",
    "SPLIT_TARGET_HEADERS",
    "SPLIT_TIER_HEADERS",
    "WAYS",
    "Annex",
    "AnswerEffect",
    "AnswerResult",
    "AwardCount",
    "AwardKind",
    "AwardPage",
    "AwardPages",
    "AwardReading",
    "AwardRow",
    "AwardSum",
    "Block",
    "Bulletin",
    "Cell",
    "ChangeTotal",
    "ChangedRow",
    "Chart",
    "ChartKind",
    "ClassReading",
    "ClassedTable",
    "Column",
    "DividedTarget",
    "Emphasis",
    "Figure",
    "FigureAsked",
    "FigureSource",
    "FirmLetter",
    "FirmReading",
    "FirmTotal",
    "ForecastReading",
    "Form",
    "Formula",
    "FoundNumber",
    "Heading",
    "LadderReading",
    "Lamp",
    "LateList",
    "Light",
    "LongList",
    "MatchReading",
    "MonthPages",
    "NumberKind",
    "Origin",
    "PackVersion",
    "Paragraph",
    "QuestionPage",
    "RevisedFigure",
    "Rewording",
    "Role",
    "Row",
    "ScoreReading",
    "ScoreTests",
    "Section",
    "Series",
    "SideTotal",
    "SizingReading",
    "SourceRow",
    "SplitReading",
    "Spot",
    "Table",
    "TaskPages",
    "Tile",
    "TypedSettings",
    "Undivided",
    "Wall",
    "WayTotal",
    "WhatIf",
    "alert_reason",
    "amounts_to_tie",
    "award_letter",
    "award_lines",
    "award_pages",
    "bulletin_numbers",
    "card_document",
    "card_sheets",
    "change_charts",
    "change_table",
    "class_counts",
    "class_list",
    "class_tables",
    "compare_pages",
    "condition_list",
    "draw_charts",
    "draw_outlooks",
    "duty_annex",
    "figures_in",
    "figures_table",
    "finding_table",
    "firm_counts",
    "firm_list",
    "firm_tables",
    "forecast_list",
    "forecast_tables",
    "forecast_working",
    "from_plain",
    "group_results",
    "issue_number",
    "ladder_card",
    "ladder_counts",
    "ladder_tables",
    "list_columns",
    "list_rows",
    "mark_table",
    "match_counts",
    "match_tables",
    "method_table",
    "month_pages",
    "notice_rows",
    "number_table",
    "numbers_in",
    "pair_rows",
    "payment_rows",
    "points_table",
    "print_amount",
    "print_percent",
    "ranking_table",
    "remark_table",
    "revision_table",
    "reworded",
    "reworded_block",
    "robustness_document",
    "robustness_tables",
    "round_half_up",
    "score_charts",
    "settings_tables",
    "shortfall_words",
    "site_origin",
    "sizing_charts",
    "sizing_tables",
    "sources_of_figures",
    "split_tables",
    "stretches",
    "tables_asked",
    "task_pages",
    "ten_thousands",
    "to_plain",
    "weight_table",
    "whatif_headline",
    "whatif_sheets",
    "whatif_summary",
    "with_late_lists",
    "with_origins",
    "with_revisions",
    "yardstick_table",
    "yuan",
]


def __getattr__(name: str) -> object:
    if name not in _FILE_OF:
        raise AttributeError(f"guatu.report has no name {name!r}")
    return getattr(importlib.import_module(_FILE_OF[name]), name)

"""report: figures as plain values, bulletin text, the wall chart.

The table of tasks is fetched when first asked for: it needs the reader, and a month does not.
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
    from guatu.report.task_table import TaskPages, task_pages

_TASK_TABLE = "guatu.report.task_table"

__all__ = [
    "EXPIRING_MONTHS",
    "FICTIONAL_NOTE",
    "NOTICE",
    "NOTICE_COLUMNS",
    "PAYMENTS",
    "PAYMENT_COLUMNS",
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
    "Emphasis",
    "Figure",
    "FigureAsked",
    "FigureSource",
    "FirmLetter",
    "FirmTotal",
    "Form",
    "Formula",
    "FoundNumber",
    "Heading",
    "LadderReading",
    "Lamp",
    "LateList",
    "Light",
    "LongList",
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
    "Section",
    "Series",
    "SideTotal",
    "SourceRow",
    "Spot",
    "Table",
    "TaskPages",
    "Tile",
    "Wall",
    "WayTotal",
    "WhatIf",
    "alert_reason",
    "amounts_to_tie",
    "award_letter",
    "award_lines",
    "award_pages",
    "bulletin_numbers",
    "class_counts",
    "class_list",
    "class_tables",
    "compare_pages",
    "condition_list",
    "draw_charts",
    "figures_in",
    "from_plain",
    "issue_number",
    "ladder_card",
    "ladder_counts",
    "ladder_tables",
    "list_columns",
    "list_rows",
    "month_pages",
    "notice_rows",
    "number_table",
    "numbers_in",
    "payment_rows",
    "print_amount",
    "print_percent",
    "revision_table",
    "reworded",
    "reworded_block",
    "round_half_up",
    "site_origin",
    "sources_of_figures",
    "stretches",
    "tables_asked",
    "task_pages",
    "ten_thousands",
    "to_plain",
    "whatif_headline",
    "whatif_sheets",
    "whatif_summary",
    "with_late_lists",
    "with_origins",
    "with_revisions",
    "yuan",
]


def __getattr__(name: str) -> object:
    if name not in ("TaskPages", "task_pages"):
        raise AttributeError(f"guatu.report has no name {name!r}")
    return getattr(importlib.import_module(_TASK_TABLE), name)

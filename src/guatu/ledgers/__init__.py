"""ledgers: the six ledgers, lights and alerts as one program over the facts."""

from guatu.ledgers.data_checks import CheckProgram, check_program
from guatu.ledgers.figures import Given
from guatu.ledgers.filing_data_checks import FilingProgram, filing_program
from guatu.ledgers.findings import FINDING_CODES, NO_TARGETS
from guatu.ledgers.month import MONTH_TABLES, MonthProgram, month_program
from guatu.ledgers.outlook import AIMS, HISTORIES, aim_program, history_program
from guatu.ledgers.past_figures import PAST_FIGURES, past_figures_program
from guatu.ledgers.plan import Plan, asked_indicators, duties_of, duty_places, plan_tables, target_period
from guatu.ledgers.tables import (
    ALERTS,
    DRIVER_LEDGER,
    GAP_LEDGER,
    LEDGERS,
    LIGHT_HISTORY,
    PARTS,
    QUALITY_LEDGER,
    REPORT_STATES,
    SCHEDULE_LEDGER,
    SOURCES,
    SUPPORT_LEDGER,
    TARGET_LEDGER,
    TIE_OUTS,
    TREND,
)

__all__ = [
    "AIMS",
    "ALERTS",
    "DRIVER_LEDGER",
    "FINDING_CODES",
    "GAP_LEDGER",
    "HISTORIES",
    "LEDGERS",
    "LIGHT_HISTORY",
    "MONTH_TABLES",
    "NO_TARGETS",
    "PARTS",
    "PAST_FIGURES",
    "QUALITY_LEDGER",
    "REPORT_STATES",
    "SCHEDULE_LEDGER",
    "SOURCES",
    "SUPPORT_LEDGER",
    "TARGET_LEDGER",
    "TIE_OUTS",
    "TREND",
    "CheckProgram",
    "FilingProgram",
    "Given",
    "MonthProgram",
    "Plan",
    "aim_program",
    "asked_indicators",
    "check_program",
    "duties_of",
    "duty_places",
    "filing_program",
    "history_program",
    "month_program",
    "past_figures_program",
    "plan_tables",
    "target_period",
]

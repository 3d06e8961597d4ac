"""ledgers: the six ledgers, lights and alerts as one program over the facts."""

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
)

__all__ = [
    "ALERTS",
    "DRIVER_LEDGER",
    "GAP_LEDGER",
    "LEDGERS",
    "LIGHT_HISTORY",
    "PARTS",
    "QUALITY_LEDGER",
    "REPORT_STATES",
    "SCHEDULE_LEDGER",
    "SOURCES",
    "SUPPORT_LEDGER",
    "TARGET_LEDGER",
    "TIE_OUTS",
]

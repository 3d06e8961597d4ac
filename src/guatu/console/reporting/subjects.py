"""How rounds and filings are called in the trail and in notices (报表的叫法)."""

from datetime import date

from guatu.console.frame.clock import today
from guatu.console.people.tree import tree_on
from guatu.console.reporting.models import Filing, Round
from guatu.domain import Period


def period_words(first: date, last: date) -> str:
    """Return a round's period as read: 2024年9月, 2024年三季度."""
    return Period(first, last).words


def round_subject(one: Round) -> str:
    """Return a round by its title and period: 县市月报（2024年9月）."""
    return f"{one.title}（{period_words(one.period_first, one.period_last)}）"


def filing_subject(filing: Filing) -> str:
    """Return a filing by its round and place: 县市月报（2024年9月）·甲子市."""
    return f"{round_subject(filing.round)}·{tree_on(today()).place_name(filing.place)}"

"""The rounds of September 2024 in the fictional prefecture, with history beside them, and steps of its liaisons."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from guatu.console.audit.trail import SYSTEM
from guatu.console.frame.clock import now
from guatu.console.people.models import User
from guatu.console.reporting.cells import Amount, CellKey, cells_of, key_of
from guatu.console.reporting.filing_acts import submit
from guatu.console.reporting.models import Figure, Filing
from guatu.console.reporting.rounds import open_rounds
from guatu.console.reporting.steps import Handed, Step
from guatu.domain import Period

SEPTEMBER = Period.month(2024, 9)
FilingOf = Callable[..., Filing]
StepOf = Callable[..., Step]


@pytest.fixture
def opened(site: None) -> None:
    """Open the rounds of September 2024."""
    open_rounds(SEPTEMBER, None)


@pytest.fixture
def filing_of(opened: None) -> FilingOf:
    """Return the filing of a place: `filing_of("999901", "counties-monthly")`."""

    def filing(place: str = "999901", duty: str = "counties-monthly") -> Filing:
        return Filing.objects.select_related("round").get(place=place, round__form=f"example:{duty}")

    return filing


@pytest.fixture
def step_of(site: None) -> StepOf:
    """Return a step of a person with a token of its own: `step_of("jiazi", edition=0)`."""
    count = iter(range(1000))

    def step(username: str = "jiazi", token: str = "", edition: int | None = None) -> Step:
        return Step(User.objects.get(username=username), SYSTEM, token or f"t{next(count)}", edition)

    return step


@pytest.fixture
def quarter_figures() -> Callable[..., dict[CellKey, Amount]]:
    """Return figures of the quarterly form whose parts make their total, scaled: `quarter_figures(2)`."""

    def figures(scale: int = 1) -> dict[CellKey, Amount]:
        parts = {"gdp_primary": 10, "gdp_secondary": 40, "gdp_tertiary": 50, "gdp": 100}
        growth = Decimal("0.05")
        return {(name, "cumulative"): Amount(Decimal(value * scale), growth) for name, value in parts.items()}

    return figures


@pytest.fixture
def history(opened: None) -> Callable[[Filing, date], None]:
    """Put figures without a filing into every cell of a form, as handed in at the start of the site."""

    def put(filing: Filing, period: date) -> None:
        Figure.objects.bulk_create(
            Figure(
                place=filing.place,
                period=period,
                indicator=key_of(cell)[0],
                basis=key_of(cell)[1],
                status="final",
                value=Decimal(100 + number),
                growth=Decimal("0.05"),
                source="2023年年鉴",
                reported_at=now(),
            )
            for number, cell in enumerate(cells_of(filing.round))
        )

    return put


@pytest.fixture
def hand_in(filing_of: FilingOf, step_of: StepOf, quarter_figures: Callable[..., dict[CellKey, Amount]]) -> FilingOf:
    """Hand in the quarterly form of a county and return the filing: `hand_in("999902", "yichou")`."""

    def submitted(place: str = "999901", username: str = "jiazi", *, scale: int = 1) -> Filing:
        filing = filing_of(place, "counties-quarterly")
        outcome = submit(filing, step_of(username), Handed(quarter_figures(scale)))
        if outcome.blocking:
            answers = {(hit.check_id, hit.indicator): "已核实" for hit in outcome.blocking}
            outcome = submit(filing, step_of(username), Handed(quarter_figures(scale), answers))
        assert outcome.is_submitted
        filing.refresh_from_db()
        return filing

    return submitted

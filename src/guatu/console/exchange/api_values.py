"""What goes over the API, in and out: the names and forms that its description (OpenAPI) states."""

from datetime import date, datetime
from decimal import Decimal

from ninja import Field, Schema

_MONTH = r"^(19|20)\d\d-(0[1-9]|1[0-2])$"
_TEXT = r"^[^\x00]*$"  # a NUL is no text, and no database keeps it
_TOKEN = r"^[A-Za-z0-9_-]{8,40}$"  # noqa: S105  # a pattern, not a secret


class Told(Schema):
    """Why something was not done, and what to do: for a person to read."""

    sentence: str
    way_out: str = ""


class FormsAsked(Schema):
    """Which forms are asked for."""

    month: str | None = Field(None, pattern=_MONTH, description="月份，如 2024-09")
    place: str | None = Field(None, min_length=1, max_length=40, pattern=_TEXT)


class ObservationsAsked(Schema):
    """Which figures are asked for."""

    first: str | None = Field(None, pattern=_MONTH, description="起月，如 2024-01")
    last: str | None = Field(None, pattern=_MONTH, description="止月，如 2024-09")
    place: str | None = Field(None, min_length=1, max_length=40, pattern=_TEXT)
    indicator: str | None = Field(None, min_length=1, max_length=80, pattern=_TEXT)
    status: str | None = Field(None, min_length=1, max_length=12, pattern=_TEXT)


class RunsAsked(Schema):
    """Which runs are asked for."""

    month: str | None = Field(None, pattern=_MONTH, description="月份，如 2024-09")


class Cell(Schema):
    """What a form asks for: an indicator in its unit, how the figure covers the period, whether growth is asked."""

    indicator: str
    name: str
    unit: str
    basis: str
    asks_value: bool
    asks_growth: bool


class FormOut(Schema):
    """A form that a place owes for a period, and how it stands."""

    filing: int
    form: str
    title: str
    place: str
    period: date
    due_at: datetime | None
    state: str
    is_late: bool
    edition: int
    cells: list[Cell]


class FigureIn(Schema):
    """A figure handed in: `growth` is a fraction (15% is 0.15); what is left out stays blank, never zero."""

    indicator: str = Field(max_length=80, pattern=_TEXT)
    basis: str = Field("cumulative", max_length=12, pattern=_TEXT)
    value: Decimal | None = Field(None, max_digits=21, decimal_places=6)
    growth: Decimal | None = Field(None, max_digits=12, decimal_places=8)


class AnswerIn(Schema):
    """The answer to a question of a check."""

    check: str = Field(max_length=80, pattern=_TEXT)
    indicator: str = Field("", max_length=80, pattern=_TEXT)
    reason: str = Field(min_length=2, max_length=400, pattern=_TEXT)


class SubmissionIn(Schema):
    """Figures for a filing. The same `token` again does nothing again and returns the same receipt."""

    token: str = Field(pattern=_TOKEN)
    figures: list[FigureIn] = Field(max_length=2000)
    answers: list[AnswerIn] = Field(default_factory=list, max_length=500)
    reason: str = Field("", max_length=500, pattern=_TEXT)
    is_final: bool = False
    submit: bool = True


class HitOut(Schema):
    """What a check says to a figure; a question wants a reason, an error another figure."""

    check: str
    severity: str
    indicator: str
    sentence: str
    answer: str


class Receipt(Schema):
    """What became of figures that were handed in."""

    filing: int
    state: str
    is_submitted: bool
    is_late: bool
    edition: int
    hits: list[HitOut]


class ObservationOut(Schema):
    """An accepted figure."""

    place: str
    indicator: str
    period: date
    basis: str
    value: Decimal | None
    growth: Decimal | None
    growth_basis: str
    status: str
    source: str
    vintage: date | None


class RunOut(Schema):
    """A run of a month."""

    run: int
    month: date
    track: str
    state: str
    done_at: datetime | None
    lights: dict[str, int]
    packs: list[dict[str, object]]
    sha256: str

"""What the reader finds in a plan's prose, as values: document facts, targets, tasks, incentives, duties.

Every value keeps the stretch of text it was read from, the rule that read it and how sure that rule is. The words are
those of the annotation of plans; nothing here is checked against a pack: see `matching` and `contradictions`.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guatu.domain import Finding
from guatu.pack import Confidence, TargetMeasure


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of the plan's own text (原文): offsets into it, and the characters as they are printed there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What every item carries: its clause (条款), where it stands, the rule that found it, how sure that is."""

    clause: str
    quote: Quote
    rule: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered statement (条款): its path, its heading and its stretch in the clean text.

    `path` joins the printed labels, `2#二/（三）`; the text before the first label of a plan has the path "" or "2#".
    `start` and `end` are offsets into `PlanText.clean`, children included in neither: a clause ends where the next
    label stands. `body` is where the text after the label (and after a heading line of its own) begins.
    """

    path: str
    title: str | None
    start: int
    body: int
    end: int
    plan: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFacts:
    """Facts of the document (文件): `issued_on` is `YYYY-MM-DD` or `YYYY-MM` as printed; periods are days."""

    title: str | None = None
    doc_number: str | None = None
    issuers: tuple[str, ...] = ()
    issued_on: str | None = None
    period_start: date | None = None
    period_end: date | None = None
    quotes: tuple[tuple[str, Quote], ...] = ()

    @property
    def year(self) -> int | None:
        """The year that 全年 and 年内 mean: that of the title, else that of issue."""
        if (
            self.period_start is not None
            and self.period_end is not None
            and self.period_start.year == (self.period_end.year)
        ):
            return self.period_start.year
        return None if self.issued_on is None else int(self.issued_on[:4])


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTarget(Reading):
    """A measurable commitment (目标). `period` is `2028` or `2026/2028`; money keeps its printed unit."""

    indicator: str
    measure: TargetMeasure
    comparator: str
    value: Decimal | None
    value_max: Decimal | None = None
    unit: str = ""
    scope: str | None = None
    period: str | None = None
    per: str | None = None
    condition: str | None = None
    reference: str | None = None
    modality: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTask(Reading):
    """A piece of work with a responsibility note (任务); `quote` is the whole note."""

    title: str | None
    lead: tuple[str, ...]
    support: tuple[str, ...] = ()
    deadline: date | None = None


@dataclass(frozen=True, slots=True)
class Tier:
    """One of several parallel levels: what it asks, and what it gives, in 元 or in per cent."""

    threshold: str
    amount: Decimal | None = None
    rate: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadIncentive(Reading):
    """A rule that gives money or a quantified relief (奖补): amounts and caps in 元, rates in per cent.

    `kind` is lump_sum, per_unit, step, rate_of_increment, rate_of_base, tiered or cap_only.
    """

    recipient: str
    kind: str
    amount: Decimal | None = None
    amount_max: Decimal | None = None
    rate: Decimal | None = None
    rate_max: Decimal | None = None
    comparator: str = "="
    base: str | None = None
    cap: Decimal | None = None
    tiers: tuple[Tier, ...] = ()
    condition: str | None = None
    stacking: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDuty(Reading):
    """Reporting by a fixed time or rhythm (报送要求); `due` in the words of the annotation: `day 5 of next month`."""

    who: str
    what: str
    to: str | None
    frequency: str
    due: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One file as it was read: several plans in it share this value, told apart by `Clause.plan`."""

    text: str
    document: DocumentFacts
    outline: tuple[Clause, ...]
    targets: tuple[ReadTarget, ...]
    tasks: tuple[ReadTask, ...]
    incentives: tuple[ReadIncentive, ...]
    duties: tuple[ReadDuty, ...]
    findings: tuple[Finding, ...] = ()

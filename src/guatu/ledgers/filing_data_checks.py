"""填报校验: the packs' checks of a filing as a program of one step, quick enough to be asked as a person types."""

from dataclasses import dataclass

from guatu.ledgers.plan import Plan
from guatu.pack import Check
from guatu.query import FILINGS, OBSERVATIONS, Measure, Program
from guatu.rules import Flag, Truth, compile_expression, flag_step

_ASKED = frozenset((FILINGS.name, OBSERVATIONS.name))


@dataclass(frozen=True)
class FilingProgram:
    """The checks of a filing; the output `failed` has a row for each figure and check that it does not meet.

    `columns` names what each check looks at; the program itself says no reasons, which take longer than the checks.
    """

    program: Program
    checks: dict[str, Check]
    columns: dict[str, tuple[str, ...]]


def filing_program(plan: Plan) -> FilingProgram:
    """Return the program over the table `filings`.

    A month's check of observations is asked of a filing too where it speaks of columns that a filing has. What is
    wrong with a check is told by `check_program`.
    """
    checks: dict[str, Check] = {}
    columns: dict[str, tuple[str, ...]] = {}
    flags = []
    for check in plan.packs.checks(plan.month.last_day):
        if check.on not in _ASKED:
            continue
        expression, _ = compile_expression(check.expect, FILINGS, check.span, expect=Measure.YES_NO)
        if expression is not None:
            flags.append(Flag(check.id, (expression,)))
            checks[check.id] = check
            columns[check.id] = expression.columns
    if not flags:
        return FilingProgram(Program((), ()), {}, {})
    step = flag_step(
        "failed", FILINGS.name, tuple(flags), keep=FILINGS.key, table=FILINGS, when=Truth.NO, reasons=False
    )
    return FilingProgram(Program((step,), (step.name,), {step.name: ("flag", *FILINGS.key)}), checks, columns)

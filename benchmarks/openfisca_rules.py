"""The five money rules of 2019 as an OpenFisca system over a register; needs openfisca-core and pyarrow, not guatu.

`benchmarks/award_openfisca.py` runs this file in an interpreter of its own. Rules are vectorised formulas over the
whole population, as OpenFisca's documentation asks. Its floats have 32 bits and its inputs are never missing.
"""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from openfisca_core.entities import build_entity
from openfisca_core.periods import YEAR
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from side_by_side import measure

PERIOD = "2019"
MARKS = (5e8, 1e9, 2e9, 5e9, 1e10, 2e10)
PRIZES = (50_000, 100_000, 200_000, 500_000, 1_000_000, 2_000_000)
# Any: what OpenFisca hands to formulas and takes back, a population and arrays over it, carries no types.
Array = Any
Firm = Callable[[str, object], Array]
FIRM = build_entity(key="firm", plural="firms", label="企业", is_person=True)
INPUTS = {
    "main_revenue": float,
    "main_revenue_declared_last": float,
    "main_revenue_peak": float,
    "above_scale_industry": bool,
    "first_above_scale": bool,
    "paid_before": bool,
    "strategic": bool,
    "national_fairs": int,
    "provincial_fairs": int,
}


def entry_fits(firm: Firm, period: object) -> Array:
    """Whether a firm enters the above-scale list for the first time and was not paid before."""
    return firm("above_scale_industry", period) * firm("first_above_scale", period) * ~firm("paid_before", period)


def entry_amount(firm: Firm, period: object) -> Array:
    """10万元, 15万元 for strategic industries."""
    return firm("entry_fits", period) * np.where(firm("strategic", period), 150_000, 100_000)


def step_fits(firm: Firm, period: object) -> Array:
    """Whether a firm is above scale and below 5亿元."""
    return firm("above_scale_industry", period) * (firm("main_revenue", period) < 5e8)


def step_amount(firm: Firm, period: object) -> Array:
    """1万元 for each 亿元 passed since last year."""
    now, last = firm("main_revenue", period), firm("main_revenue_declared_last", period)
    return firm("step_fits", period) * np.maximum(np.floor(now / 1e8) - np.floor(last / 1e8), 0) * 10_000


def first_fits(firm: Firm, period: object) -> Array:
    """Whether a firm is above scale and reached 5亿元."""
    return firm("above_scale_industry", period) * (firm("main_revenue", period) >= 5e8)


def first_amount(firm: Firm, period: object) -> Array:
    """The prize of the highest mark reached for the first time."""
    now, peak = firm("main_revenue", period), firm("main_revenue_peak", period)
    passed = [(now >= mark) * (peak < mark) for mark in reversed(MARKS)]
    return firm("first_fits", period) * np.select(passed, list(reversed(PRIZES)), 0)


def growth_fits(firm: Firm, period: object) -> Array:
    """Whether revenue grew by 15% over a base above zero, and by more than 500万元."""
    now, last = firm("main_revenue", period), firm("main_revenue_declared_last", period)
    grown = (last > 0) * (now >= last * np.float32(1.15))
    return firm("above_scale_industry", period) * grown * (now - last > 5e6)


def growth_amount(firm: Firm, period: object) -> Array:
    """2‰ of the growth up to 50万元, 3‰ up to 60万元 for strategic industries."""
    more = firm("main_revenue", period) - firm("main_revenue_declared_last", period)
    usual, strategic = np.minimum(more * np.float32(0.002), 500_000), np.minimum(more * np.float32(0.003), 600_000)
    return firm("growth_fits", period) * np.where(firm("strategic", period), strategic, usual)


def fairs_fits(firm: Firm, period: object) -> Array:
    """Whether a firm went to a fair."""
    return firm("above_scale_industry", period) * (
        firm("national_fairs", period) + firm("provincial_fairs", period) > 0
    )


def fairs_amount(firm: Firm, period: object) -> Array:
    """2万元 for a national fair, 1万元 for a provincial one."""
    paid = firm("national_fairs", period) * 20_000 + firm("provincial_fairs", period) * 10_000
    return firm("fairs_fits", period) * paid


FITS = (entry_fits, step_fits, first_fits, growth_fits, fairs_fits)
AMOUNTS = (entry_amount, step_amount, first_amount, growth_amount, fairs_amount)


def system() -> "TaxBenefitSystem":
    """Return the inputs and the rules as one system."""
    made = TaxBenefitSystem([FIRM])
    for name, value_type in INPUTS.items():
        made.add_variable(_variable(name, value_type))
    for rules, value_type in ((FITS, bool), (AMOUNTS, float)):
        for rule in rules:
            made.add_variable(_variable(rule.__name__, value_type, formula=rule))
    return made


def _variable(name: str, value_type: type, **formula: object) -> type:
    """Return a variable, which OpenFisca takes as a class of that name: one value of a firm and a year."""
    described = {"value_type": value_type, "entity": FIRM, "definition_period": YEAR, "label": name}
    return type(name, (Variable,), {**described, **formula})


def run(register: Path) -> str:
    """Read the register, calculate, write each rule's eligibility and amount."""
    table = pq.read_table(register, columns=["firm", *INPUTS])
    simulation = SimulationBuilder().build_default_simulation(system(), count=table.num_rows)
    for name, value_type in INPUTS.items():
        kept = {float: pa.float64(), bool: pa.bool_(), int: pa.int32()}[value_type]
        column = table[name].cast(kept).fill_null(False if value_type is bool else 0)
        simulation.set_input(name, PERIOD, column.to_numpy())
    names = [rule.__name__ for rules in (FITS, AMOUNTS) for rule in rules]
    results = [simulation.calculate(name, PERIOD) for name in names]
    target = register.with_name(f"{register.stem}-openfisca.parquet")
    pq.write_table(pa.table([table["firm"], *(pa.array(one) for one in results)], ["firm", *names]), target)
    return target.name


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--firms", type=int, required=True)
    parser.add_argument("--memory")
    parser.add_argument("--side")
    options = parser.parse_args()
    measure(lambda: run(options.folder.resolve() / f"register-{options.firms}.parquet"))

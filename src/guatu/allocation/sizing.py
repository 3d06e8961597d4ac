"""The least-cost sun, wind and storage for a load (以荷定源) as one linear program over all hours of a year.

Unknowns: capacities of sun, wind, storage power and storage energy; for every hour what is bought, used of the
generation, charged, discharged, stored, exported. Minimised: annuities, upkeep, purchases less what is earned by
export. Storage begins the year with what it ends it with. The green share counts what reaches the load and does not
come from the grid: Σ bought ≤ (1 − share) × Σ load, so what storage loses is never counted as green use. No hour is
left out or merged. What may clash (the share, the load of an hour) has a way out at a price so high that it is taken
only where there is no other: how much is missing then is the answer.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from guatu.allocation.interior_point import ProgramAnswer, solve_banded
from guatu.allocation.sizing_program import CAPACITIES, HourlyProgram, hourly_program, sources_of
from guatu.allocation.sizing_values import CostPart, Flows, Hours, SizingTerms, Supply

Floats: TypeAlias = npt.NDArray[np.float64]
_POINT = 0.01
_TINY = 1e-5
_BOTH = 0.005  # of the mean load, charged and discharged in one hour
_WORDS = {"solar": "光伏", "wind": "风电", "storage_power": "储能功率", "storage_energy": "储能容量"}


@dataclass(frozen=True)
class Shortfall:
    """What cannot be had (要求冲突): hours and 千瓦时 of load left without power, and green 千瓦时 that are missing."""

    hours: int
    unserved: float
    most_unserved: float
    green_missing: float
    green_reached: float
    is_settled: bool = True


def size_for_share(hours: Hours, terms: SizingTerms, share: float) -> Supply | Shortfall:
    """Return the supply of least cost with at least this green share, or what is missing where there is none.

    The hours given are one year: costs of a year stand against them.
    """
    began = time.process_time()
    program = hourly_program(hours, terms, share)
    answer = solve_banded(program.banded)
    lacking = _shortfall(hours, program, answer)
    if lacking is not None:
        return lacking
    return _supply(hours, terms, share, program, answer, began=began)


def _shortfall(hours: Hours, program: HourlyProgram, answer: ProgramAnswer) -> Shortfall | None:
    values = answer.values * program.scale
    unserved, bought = values[program.flows["unserved"]], values[program.flows["grid"]]
    missing = float(values[program.missing].sum()) * len(hours.load)
    limit, load = _TINY * program.scale, float(np.sum(hours.load))
    short = unserved > limit
    if not short.any() and missing <= limit * len(hours.load) and answer.is_settled:
        return None
    return Shortfall(
        int(short.sum()),
        float(unserved[short].sum()),
        float(unserved.max()),
        missing if missing > limit * len(hours.load) else 0.0,
        max(1 - float((bought + unserved).sum()) / load, 0.0),
        answer.is_settled,
    )


def _supply(
    hours: Hours, terms: SizingTerms, share: float, program: HourlyProgram, answer: ProgramAnswer, *, began: float
) -> Supply:
    limit, load = _TINY * program.scale, float(np.sum(hours.load))
    values = np.where(answer.values * program.scale > limit, answer.values * program.scale, 0.0)
    none = np.zeros(len(hours.load))
    flows = {name: values[at] for name, at in program.flows.items()}
    capacity = {name: float(values[at]) for name, at in program.capacities.items()}
    sun, wind = capacity["solar"] * np.asarray(hours.solar), capacity["wind"] * np.asarray(hours.wind)
    grid, used = flows["grid"], flows["used"]
    charge, discharge, export = (flows.get(name, none) for name in ("charge", "discharge", "export"))
    generated, bought, exported = float((sun + wind).sum()), float(grid.sum()), float(export.sum())
    parts = _cost_parts(hours, terms, capacity, grid, exported)
    price = 0.0 if program.share_row is None else -float(answer.border_prices[program.share_row]) / len(hours.load)
    return Supply(
        asked=share,
        green=1 - bought / load,
        **capacity,
        load=load,
        generated=generated,
        used=float(used.sum()),
        exported=exported,
        curtailed=max(generated - float(used.sum()) - exported, 0.0),
        bought=bought,
        losses=max(float(charge.sum() - discharge.sum()), 0.0),
        charged=float(charge.sum()),
        peak_grid=float(grid.max()),
        both_hours=int(((charge > _BOTH * program.scale) & (discharge > _BOTH * program.scale)).sum()),
        costs=parts,
        yuan=sum(part.yuan for part in parts),
        point_yuan=max(price * load * _POINT, 0.0),
        gap=answer.gap,
        seconds=time.process_time() - began,
        flows=Flows(
            *(_plain(one) for one in (sun, wind, used, grid, charge, discharge, export, flows.get("stored", none)))
        ),
    )


def _plain(values: Floats) -> tuple[float, ...]:
    return tuple(float(value) for value in values)


def _cost_parts(
    hours: Hours, terms: SizingTerms, capacity: Mapping[str, float], grid: Floats, exported: float
) -> tuple[CostPart, ...]:
    parts = [
        CostPart(f"{_WORDS[name]}年费用", one.yearly(terms.discount) * capacity[name])
        for name in CAPACITIES
        if (one := sources_of(terms)[name]) is not None
    ]
    parts.append(CostPart("电网购电", float((grid * np.asarray(hours.price)).sum())))
    if terms.may_export:
        parts.append(CostPart("减：上网收入", -exported * terms.export_price))
    return tuple(parts)

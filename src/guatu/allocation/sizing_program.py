"""The rows and columns of a supply over all hours (线性规划的行和列), in units of the mean load."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import sparse

from guatu.allocation.interior_point import BandedProgram
from guatu.allocation.sizing_values import Hours, SizingTerms, Source

Floats: TypeAlias = npt.NDArray[np.float64]
CAPACITIES = ("solar", "wind", "storage_power", "storage_energy")
_STORED = ("charge", "discharge", "stored", "spare_power", "spare_energy")
# What is missing costs this many times the dearest 千瓦时: it is taken only where nothing else is left.
_WAY_OUT = 100.0
_WEAR = 1e-5


@dataclass(frozen=True)
class HourlyProgram:
    """The program with where its unknowns stand: flows (one an hour), capacities, what is missing of the share.

    `share_row` is the border row of the green share; values are in units of `scale` 千瓦.
    """

    banded: BandedProgram
    flows: Mapping[str, slice]
    capacities: Mapping[str, int]
    missing: slice
    share_row: int | None
    scale: float


def sources_of(terms: SizingTerms) -> Mapping[str, Source | None]:
    """Return what each capacity costs; None where it is not built."""
    has = terms.has_storage
    return {
        "solar": terms.solar,
        "wind": terms.wind,
        "storage_power": terms.storage_power if has else None,
        "storage_energy": terms.storage_energy if has else None,
    }


def hourly_program(hours: Hours, terms: SizingTerms, share: float) -> HourlyProgram:
    """Return the program of the least-cost supply with at least this green share."""
    load = np.asarray(hours.load)
    maker = _Maker(hours, terms, scale=float(load.mean()))
    maker.add_hours()
    share_row = maker.add_border(share)
    return maker.made(share_row)


class _Maker:
    """Lays out the columns and gathers the entries of the rows; a hour has one row, or five with storage, of the chain.

    Rows of an hour: balance, generation, and with storage what is stored, its power, its energy.
    """

    def __init__(self, hours: Hours, terms: SizingTerms, *, scale: float) -> None:
        self.hours, self.terms, self.scale = hours, terms, scale
        self.count = count = len(hours.load)
        names = ["grid", "used", "unserved", "curtailed"]
        names += ["export"] if terms.may_export else []
        names += _STORED if terms.has_storage else []
        self.flows = {name: slice(at * count, (at + 1) * count) for at, name in enumerate(names)}
        self.local = len(names) * count  # where the slacks of the border rows begin
        self.steps = 5 if terms.has_storage else 2
        self.chain: list[tuple[Floats, Floats, Floats]] = []
        self.border: list[dict[str | int, Floats | float]] = []
        self.border_values: list[float] = []
        self.slack_costs: list[float] = []

    def add_hours(self) -> None:
        """Add the rows of every hour."""
        ones, terms = np.ones(self.count), self.terms
        balance, generation, stored, power, energy = range(5)
        self._put(balance, used=ones, grid=ones, unserved=ones)
        self._put(generation, used=ones, curtailed=ones)
        self._put(generation, solar=-np.asarray(self.hours.solar), wind=-np.asarray(self.hours.wind))
        if terms.may_export:
            self._put(generation, export=ones)
        if not terms.has_storage:
            return
        self._put(balance, discharge=ones, charge=-ones)
        self._put(stored, stored=ones, charge=-terms.charging * ones, discharge=ones / terms.discharging)
        first = np.zeros(self.count)
        first[0] = -1.0
        self._put(stored, start=first)
        rows: Floats = np.arange(1, self.count, dtype=np.float64) * self.steps + stored
        self.chain.append((rows, self._columns("stored")[:-1], -ones[1:]))
        self._put(power, charge=ones, discharge=ones, spare_power=ones, storage_power=-ones)
        self._put(energy, stored=ones, spare_energy=ones, storage_energy=-ones)

    def add_border(self, share: float) -> int | None:
        """Add the rows over the whole year; return the number of the row of the green share."""
        terms, mean = self.terms, np.full(self.count, 1 / self.count)
        sun, wind = float(np.mean(self.hours.solar)), float(np.mean(self.hours.wind))
        share_row = None
        if terms.has_storage:
            last = np.zeros(self.count)
            last[-1] = 1.0
            self._across({"stored": last, "start": -1.0}, 0.0, with_slack=False)
            self._across({"storage_power": terms.shortest, "storage_energy": -1.0}, 0.0)
            if terms.longest is not None:
                self._across({"storage_power": -terms.longest, "storage_energy": 1.0}, 0.0)
        if share > 0:
            share_row = len(self.border)
            self._across({"grid": mean, "unserved": mean, "missing": -1.0}, 1 - share)
        if terms.may_export and terms.export_share is not None:
            part = terms.export_share
            self._across({"export": mean, "solar": -part * sun, "wind": -part * wind}, 0.0)
        if terms.self_use is not None:
            part = terms.self_use
            self._across({"used": -mean, "solar": part * sun, "wind": part * wind}, 0.0)
        return share_row

    def made(self, share_row: int | None) -> HourlyProgram:
        """Return the program."""
        wide = (*CAPACITIES, "start")
        slacks = len(self.slack_costs)
        at = {"missing": self.local + slacks, **{name: self.local + slacks + 1 + i for i, name in enumerate(wide)}}
        width = self.local + slacks + 1 + len(wide)
        chain = self._chain_matrix(at, width)
        border = self._border_matrix(at, width)
        # Where nothing is asked of the border there is still what is missing, which then is nought.
        values = np.zeros(self.count * self.steps)
        values[0 :: self.steps] = np.asarray(self.hours.load) / self.scale
        banded = BandedProgram(
            self._costs(width, at),
            chain,
            values,
            border,
            np.array(self.border_values),
            self._most(width, at),
            wide=len(wide),
            band=5 if self.terms.has_storage else 2,
        )
        capacities = {name: at[name] for name in CAPACITIES}
        return HourlyProgram(
            banded, self.flows, capacities, slice(at["missing"], at["missing"] + 1), share_row, self.scale
        )

    def _put(self, step: int, **parts: Floats) -> None:
        """Enter coefficients into one row of each hour; a capacity's go to its one column."""
        rows: Floats = np.arange(self.count, dtype=np.float64) * self.steps + step
        for name, values in parts.items():
            self.chain.append((rows, self._columns(name), values))

    def _columns(self, name: str) -> Floats:
        """Return the columns of a flow, or a mark for a wide unknown that is put in its place when all are known."""
        if name in self.flows:
            return np.arange(self.flows[name].start, self.flows[name].stop, dtype=np.float64)
        return np.full(self.count, -1.0 - (*CAPACITIES, "start").index(name))

    def _across(self, parts: dict[str | int, Floats | float], value: float, *, with_slack: bool = True) -> None:
        if with_slack:
            parts = {**parts, len(self.slack_costs): 1.0}
            self.slack_costs.append(0.0)
        self.border.append(parts)
        self.border_values.append(value)

    def _chain_matrix(self, at: Mapping[str, int], width: int) -> sparse.csr_array:
        rows, columns, values = (np.concatenate([entry[part] for entry in self.chain]) for part in range(3))
        first = at[CAPACITIES[0]]
        columns = np.where(columns < 0, first - 1 - columns, columns).astype(np.int64)
        shape = (self.count * self.steps, width)
        return sparse.csr_array((values, (rows.astype(np.int64), columns)), shape=shape)

    def _border_matrix(self, at: Mapping[str, int], width: int) -> sparse.csr_array:
        matrix = sparse.lil_array((len(self.border), width))
        for row, parts in enumerate(self.border):
            for name, values in parts.items():
                if isinstance(name, int):
                    matrix[row, self.local + name] = values
                elif name in self.flows:
                    matrix[row, self.flows[name]] = values
                else:
                    matrix[row, at[name]] = values
        return sparse.csr_array(matrix)

    def _costs(self, width: int, at: Mapping[str, int]) -> Floats:
        costs = np.zeros(width)
        price = np.asarray(self.hours.price)
        dear = _WAY_OUT * max(float(price.max()), self.terms.export_price, 0.01)
        costs[self.flows["grid"]] = price
        costs[self.flows["unserved"]] = dear
        if self.terms.may_export:
            costs[self.flows["export"]] = -self.terms.export_price
        if self.terms.has_storage:
            # Of answers that cost the same, the one that does not charge and discharge at once.
            costs[self.flows["charge"]] = _WEAR * float(price.mean())
        costs[at["missing"]] = dear * self.count
        for name, source in sources_of(self.terms).items():
            costs[at[name]] = 0.0 if source is None else source.yearly(self.terms.discount)
        return costs

    def _most(self, width: int, at: Mapping[str, int]) -> Floats:
        most = np.full(width, np.inf)
        if self.terms.grid is not None:
            most[self.flows["grid"]] = self.terms.grid / self.scale
        for name, source in sources_of(self.terms).items():
            if source is None:
                most[at[name]] = 1e-9
            elif source.most is not None:
                most[at[name]] = max(source.most / self.scale, 1e-9)
        return most

"""The economy of the prefecture month by month: counties first, everything else from them, so that sums hold.

A flow's number is one month's, a stock's the end of the month's; months run from January of the first year.
"""

from dataclasses import dataclass

from guatu.sample.catalogue import FIRST_YEAR, RECIPES, YEARS, Recipe
from guatu.sample.draw import Draw, apportion, rounded
from guatu.sample.places import COUNTIES, PARKS, PREFECTURE, PROVINCE, Park
from guatu.sample.story import SEASONS, seat_weights, turn_of

Months = tuple[int, ...]
MONTHS = YEARS * 12
_THOUSAND = 1000
# The province (示例省) is about this many times the prefecture, and grows (‰) a little slower in 2024.
_PROVINCE_TIMES, _PROVINCE_LEAN = 11, (4, 2, -8)


@dataclass(frozen=True)
class Economy:
    """Monthly numbers by place and indicator, in the small unit, and how far bases were revised (‰)."""

    numbers: dict[tuple[str, str], Months]
    cuts: dict[tuple[str, str], Months]

    def has(self, place: str, indicator: str) -> bool:
        """Tell whether a place has an indicator."""
        return (place, indicator) in self.numbers

    def level(self, place: str, recipe: Recipe, month: int) -> int:
        """Return what is reported in a month (counted from zero): January to month for flows, the stock for stocks."""
        numbers = self.numbers[place, recipe.id]
        if is_stock(recipe):
            return numbers[month]
        return sum(numbers[month - month % 12 : month + 1])

    def growth(self, place: str, recipe: Recipe, month: int) -> int | None:
        """Return the published growth of a month in tenths of a per cent (千分点); None where there is none.

        Real growth divides by (1 + rise of prices), comparable growth by the revised base: no ratio of levels.
        """
        if recipe.growth == "none" or month < 12:
            return None
        base = self.level(place, recipe, month - 12)
        if base <= 0:
            return None
        year = month // 12 - 1
        moved = recipe.prices[year] if recipe.growth == "real" else 0
        if recipe.growth == "comparable":
            moved = self.cuts[place, recipe.id][year]
        return rounded(self.level(place, recipe, month) * _THOUSAND * _THOUSAND, base * (_THOUSAND + moved)) - _THOUSAND


def is_stock(recipe: Recipe) -> bool:
    """Tell whether a recipe's numbers are ends of months and not sums of them."""
    return recipe.make == "stock" or recipe.id == "firms_above_scale"


def make_economy(draw: Draw) -> Economy:
    """Return the months of all places, all indicators but the numbers of firms, which a register gives."""
    numbers: dict[tuple[str, str], Months] = {}
    for recipe in _made("flow"):
        _add_flow(numbers, recipe, draw)
    for recipe in _made("stock"):
        _add_stock(numbers, recipe, draw)
    for park in PARKS:
        _add_park(numbers, park, draw)
    places = (*(county.code for county in COUNTIES), *(park.code for park in PARKS))
    for recipe in _made("sum"):
        _add_sum(numbers, recipe, places)
    for recipe in _made("share"):
        _add_share(numbers, recipe, places if recipe.parks else places[: len(COUNTIES)], draw)
    for recipe in _made("flow", "stock", "sum", "share"):
        _add_totals(numbers, recipe, draw)
    return Economy(numbers, {key: tuple(draw.between(-6, 14) for _ in range(YEARS - 1)) for key in numbers})


def _made(*makes: str) -> tuple[Recipe, ...]:
    return tuple(recipe for recipe in RECIPES if recipe.make in makes)


def _add_flow(numbers: dict[tuple[str, str], Months], recipe: Recipe, draw: Draw) -> None:
    amounts = apportion(recipe.amount, seat_weights(recipe.id))
    shocks = [draw.between(-12, 12) for _ in range(MONTHS)]  # good and bad months that all counties share
    for county, amount in zip(COUNTIES, amounts, strict=True):
        months = [
            rounded(amount * share * draw.between(980, 1020), _THOUSAND * _THOUSAND) for share in SEASONS[recipe.season]
        ]
        for year, rate in enumerate(recipe.rates, 1):
            own = rate + county.lean + draw.between(-8, 8)
            for month in range(1, 13):
                turn = turn_of(county.code, recipe.id, FIRST_YEAR + year, month)
                growth = own + turn + shocks[len(months)] + draw.between(-9, 9)
                months.append(rounded(months[-12] * (_THOUSAND + growth), _THOUSAND))
        numbers[county.code, recipe.id] = tuple(months)


def _add_stock(numbers: dict[tuple[str, str], Months], recipe: Recipe, draw: Draw) -> None:
    amounts = apportion(recipe.amount, seat_weights(recipe.id))
    for county, amount in zip(COUNTIES, amounts, strict=True):
        months = [amount + rounded(amount * step * 5, _THOUSAND) for step in range(12)]
        for rate in recipe.rates:
            own = rate + county.lean // 2 + draw.between(-8, 8)
            for _ in range(12):
                wobble = 0 if recipe.id == "industrial_land" else draw.between(-3, 3)
                months.append(rounded(months[-12] * (_THOUSAND + own + wobble), _THOUSAND))
        numbers[county.code, recipe.id] = tuple(months)


def _add_park(numbers: dict[tuple[str, str], Months], park: Park, draw: Draw) -> None:
    for recipe in RECIPES:
        if recipe.parks and recipe.make in ("flow", "stock"):
            first = park.share * draw.between(700, 1300)
            # Each year a park's share moves a little: parks grow faster or slower than their county.
            moves = [1000 + draw.between(-15, 30) * year for year in range(YEARS)]
            host = numbers[park.county, recipe.id]
            numbers[park.code, recipe.id] = tuple(
                rounded(number * first * moves[month // 12], 10**9) for month, number in enumerate(host)
            )


def _add_sum(numbers: dict[tuple[str, str], Months], recipe: Recipe, places: tuple[str, ...]) -> None:
    for place in places:
        if all((place, part) in numbers for part in recipe.parts):
            columns = zip(*(numbers[place, part] for part in recipe.parts), strict=True)
            numbers[place, recipe.id] = tuple(map(sum, columns))


def _add_share(numbers: dict[tuple[str, str], Months], recipe: Recipe, places: tuple[str, ...], draw: Draw) -> None:
    for place in places:
        own = draw.between(930, 1070)
        years = [rate * own * draw.between(994, 1006) for rate in recipe.rates]
        numbers[place, recipe.id] = tuple(
            rounded(number * years[month // 12], 10**9) for month, number in enumerate(numbers[place, recipe.of])
        )


def _add_totals(numbers: dict[tuple[str, str], Months], recipe: Recipe, draw: Draw) -> None:
    columns = zip(*(numbers[county.code, recipe.id] for county in COUNTIES), strict=True)
    total = numbers[PREFECTURE, recipe.id] = tuple(map(sum, columns))
    if recipe.province:
        months = [number * _PROVINCE_TIMES * draw.between(985, 1015) // _THOUSAND for number in total[:12]]
        for month in range(12, MONTHS):
            lean = _PROVINCE_LEAN[month // 12 - 1] + draw.between(-6, 6)
            change = rounded(total[month] * _THOUSAND, total[month - 12])
            # Half of what the prefecture did and half of a quiet 4.5 %: the province is steadier.
            months.append(rounded(months[-12] * (rounded(change + 1045, 2) + lean), _THOUSAND))
        numbers[PROVINCE, recipe.id] = tuple(months)


def with_counts(economy: Economy, counts: dict[tuple[str, str], Months]) -> Economy:
    """Return the economy with the numbers of firms (户数) that the register gives."""
    return Economy({**economy.numbers, **counts}, economy.cuts)

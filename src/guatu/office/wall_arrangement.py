"""Where tiles stand on the wall chart: so many side by side that a sheet of A3 is filled with the largest print."""

import math
from dataclasses import dataclass, replace

from guatu.office.cell_text import text_width
from guatu.report import Lamp, Tile

# A3 lying, inside its margins, in CSS pixels (96 to the inch) at the print of scale 1.
_PAGE_WIDTH, _PAGE_HEIGHT, _HEAD_HEIGHT = 1512.0, 1050.0, 135.0
_GROUP_HEAD, _TILE_HEAD, _LINE, _LAMP_EDGE, _LIGHT, _TILE_EDGE = 34.0, 32.0, 16.2, 7.0, 44.0, 9.0
_CHARACTER, _HISTORY_CELL = 13.2, 11.5
_TILES_ABREAST = (5, 4, 6, 3, 2)  # in order of liking
_LAMPS_ABREAST = (1, 2)
_LAMPS_OF_ONE = (5, 4, 3, 2)  # of a tile that stands alone
_SCALES = (1.4, 1.3, 1.2, 1.1, 1.0, 0.9)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How a group stands: tiles side by side, lamps side by side in a tile, print so many times the usual."""

    tiles: int
    lamps: int
    scale: float = 1.0


def common_lead(tile: Tile) -> str:
    """Return the agency that leads all of a tile's indicators, to be said once in its head; blank where they differ."""
    leads = {lamp.lead for lamp in tile.lamps}
    return leads.pop() if len(leads) == 1 and len(tile.lamps) > 1 else ""


def arrange(groups: tuple[tuple[Tile, ...], ...]) -> tuple[tuple[Arrangement, ...], bool]:
    """Return the arrangement of each group, and whether each group has a sheet of its own.

    Groups that fit one sheet together share it, in one size of print.
    """
    alone = tuple(_best(tiles, _HEAD_HEIGHT if at == 0 else 0.0) for at, tiles in enumerate(groups))
    height = sum(_height(tiles, one) for tiles, one in zip(groups, alone, strict=True))
    room = min([(_PAGE_HEIGHT - _HEAD_HEIGHT) / max(height, 1.0), *(one.scale for one in alone)])
    if room < 1:
        return alone, len(groups) > 1
    return tuple(replace(one, scale=_scale(room)) for one in alone), False


def _scale(room: float) -> float:
    return next((scale for scale in _SCALES if scale <= room), 1.0)


def _best(tiles: tuple[Tile, ...], head: float) -> Arrangement:
    """Return the arrangement that can be printed largest; of equal ones the first."""
    if len(tiles) <= 1:
        ways = [Arrangement(1, lamps) for lamps in _LAMPS_OF_ONE]
    else:
        ways = [Arrangement(abreast, lamps) for lamps in _LAMPS_ABREAST for abreast in _TILES_ABREAST]
    best = max(ways, key=lambda way: min(_room(tiles, way, head), _SCALES[0]))
    room = _room(tiles, best, head)
    return replace(best, scale=_scale(room))


def _room(tiles: tuple[Tile, ...], way: Arrangement, head: float) -> float:
    """Return how many times the usual print would still fit the sheet, by height and by the longest line."""
    text = _PAGE_WIDTH / way.tiles / way.lamps - _LIGHT - _TILE_EDGE / way.lamps
    longest = max((_longest_line(lamp) for tile in tiles for lamp in tile.lamps), default=1.0)
    return min((_PAGE_HEIGHT - head) / _height(tiles, way), text / longest)


def _height(tiles: tuple[Tile, ...], way: Arrangement) -> float:
    rows = (tiles[start : start + way.tiles] for start in range(0, len(tiles), way.tiles))
    return _GROUP_HEAD + sum(max(_tile_height(tile, way.lamps) for tile in row) for row in rows)


def _tile_height(tile: Tile, abreast: int) -> float:
    lines = [_lines(lamp, is_led_elsewhere=bool(common_lead(tile))) for lamp in tile.lamps]
    rows = (max(lines[start : start + abreast]) for start in range(0, len(lines), abreast))
    return _TILE_HEAD + _TILE_EDGE + sum(count * _LINE + _LAMP_EDGE for count in rows)


def _lines(lamp: Lamp, *, is_led_elsewhere: bool) -> int:
    return 1 + bool(lamp.reading) + bool(lamp.gap) + (bool(lamp.lead) and not is_led_elsewhere)


def _longest_line(lamp: Lamp) -> float:
    name = text_width(lamp.indicator) * _CHARACTER + 4
    lead = text_width(f"牵头：{lamp.lead}") * _CHARACTER if lamp.lead else name
    history = len(lamp.history) * _HISTORY_CELL
    texts = max(text_width(lamp.reading), text_width(lamp.gap)) * _CHARACTER
    # One long name may take two lines; it must not make the whole sheet small.
    return max(min(name, 15 * _CHARACTER), texts, min(name, lead) + history, math.ulp(1.0))

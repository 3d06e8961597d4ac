"""Write the wall chart (挂图) as one HTML file that prints to A3: schematic tiles, no borders, nothing fetched.

Only what a browser of 2018 knows is used: intranet machines have old ones. Every light carries its word.
"""

import math
from collections.abc import Iterable
from html import escape
from importlib import resources
from pathlib import Path

from guatu.office.cell_text import text_width
from guatu.report import Lamp, Light, Tile, Wall

_TILES_IN_A_ROW = (5, 6, 4)  # in order of liking; six still leave 65 mm a tile on A3
_SEVERITY = (Light.RED, Light.YELLOW, Light.GREEN, Light.GREY)
_NARROW_LAMPS, _BROAD_LAMPS = 8, 16  # from the ninth on a tile takes two columns, from the seventeenth the whole row
_NO_LAMPS = '<p class="none">没有列入的目标</p>'
_SHORT_HEADING = 8.0  # name and kind, in Chinese characters, that leave room for the counts on one line
_HISTORY_LEGEND = "各项右下小格为各期亮灯，左远右近"
# The page may load nothing, from nowhere: said to the browser too.
_HEAD = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=1366">
<title>{title}</title>
<style>
{css}</style>
</head>
<body>
"""


def write_wall(path: Path, wall: Wall) -> None:
    """Write the wall chart; the same wall gives the same bytes. Raises OSError where the path cannot be written."""
    path.write_text(wall_html(wall), encoding="utf-8", newline="\n")


def wall_html(wall: Wall) -> str:
    """Return the page: head with legend, one part a group of tiles, notes. Every text is escaped."""
    css = resources.files("guatu.office").joinpath("wall.css").read_text(encoding="utf-8")
    lines = [_HEAD.format(title=escape(wall.title), css=css), "<header>", f"<h1>{escape(wall.title)}</h1>"]
    if wall.subtitle:
        lines.append(f'<p class="subtitle">{escape(wall.subtitle)}</p>')
    # Notes stand in the head: behind the last tile they could be alone on a sheet of A3.
    notes = [f'<p class="notes">注：{"　".join(map(escape, wall.notes))}</p>'] if wall.notes else []
    lines += [_legend(wall), *notes, "</header>"]
    for name, tiles in wall.groups:
        lines += ["<section>", f"<h2>{escape(name)}</h2>", *_rows(tiles), "</section>"]
    return "\n".join((*lines, "</body>", "</html>", ""))


def arrangement(tiles: tuple[Tile, ...]) -> tuple[int, int]:
    """Return how many tiles stand side by side, and in how many columns a tile sets its lamps.

    Small tiles fill the last row as far as can be; tiles with many lamps grow broad instead of high, so that a row
    of tiles stays within a page.

    >>> arrangement((Tile("青溪市", "县", ()),) * 10), arrangement((Tile("园区", "省级", ()),) * 6)
    ((5, 1), (6, 1))
    """
    lamps = max(len(tile.lamps) for tile in tiles)
    if len(tiles) == 1 or lamps > _BROAD_LAMPS:
        return 1, 5
    if lamps > _NARROW_LAMPS:
        return 3, 2
    count = len(tiles)
    return min(_TILES_IN_A_ROW, key=lambda width: math.ceil(count / width) * width - count), 1


def _legend(wall: Wall) -> str:
    lines = [f"<li>{_light(light)} {escape(text)}</li>" for light, text in wall.legend]
    if any(lamp.history for _, tiles in wall.groups for tile in tiles for lamp in tile.lamps):
        lines.append(f"<li>{_HISTORY_LEGEND}</li>")
    return "\n".join(('<ul class="legend">', *lines, "</ul>"))


def _rows(tiles: tuple[Tile, ...]) -> Iterable[str]:
    if not tiles:
        yield '<p class="none">没有挂图对象</p>'
        return
    width, columns = arrangement(tiles)
    for start in range(0, len(tiles), width):
        row = tiles[start : start + width]
        yield '<div class="row">'
        one_line = all(text_width(tile.name + tile.kind) <= _SHORT_HEADING for tile in row)
        yield from (_tile(tile, "short" if one_line or columns > 1 else "tall", columns) for tile in row)
        yield from ('<div class="empty"></div>' for _ in range(width - len(row)))
        yield "</div>"


def _tile(tile: Tile, heading: str, columns: int) -> str:
    warned = any(lamp.light is Light.RED for lamp in tile.lamps)
    counts = sorted(tile.counts, key=lambda pair: _SEVERITY.index(pair[0]))
    shown = "".join(f'<span class="count">{light.word}{count}</span>' for light, count in counts if count)
    return "\n".join(
        (
            f'<article class="tile{" warned" if warned else ""}">',
            f'<div class="name {heading}"><h3>{escape(tile.name)}</h3><span class="counts">{shown}</span>'
            f'<span class="kind">{escape(tile.kind)}</span></div>',
            f'<div class="lamps in-{columns}">{"".join(map(_lamp, tile.lamps)) or _NO_LAMPS}</div>',
            "</article>",
        )
    )


def _lamp(lamp: Lamp) -> str:
    past = "".join(f'<span class="past {light.value}">{light.word}</span>' for light in lamp.history)
    history = f'<span class="history">{past}</span>' if past else ""
    lead = f'<span class="who">牵头：{escape(lamp.lead)}</span>' if lamp.lead else ""
    lines = (
        f'<p class="indicator">{escape(lamp.indicator)}</p>',
        f'<p class="reading">{escape(lamp.reading)}</p>' if lamp.reading else "",
        f'<p class="gap">{escape(lamp.gap)}</p>' if lamp.gap else "",
        f'<p class="lead">{lead}{history}</p>' if history or lead else "",
    )
    return (
        f'<div class="lamp is-{lamp.light.value}">{_light(lamp.light)}<div class="facts">{"".join(lines)}</div></div>'
    )


def _light(light: Light) -> str:
    return f'<span class="light {light.value}">{light.word}</span>'

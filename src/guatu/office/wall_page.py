"""Write the wall chart (挂图) as one HTML file that prints to A3: schematic tiles, no borders, nothing fetched.

Only what a browser of 2018 knows is used: intranet machines have old ones. Every light carries its word.
"""

from collections.abc import Iterable
from html import escape
from importlib import resources
from pathlib import Path

from guatu.office.wall_arrangement import Arrangement, arrange, common_lead
from guatu.report import Lamp, Light, Tile, Wall

_SEVERITY = (Light.RED, Light.YELLOW, Light.GREEN, Light.GREY)
_NO_LAMPS = '<p class="none">没有列入的目标</p>'
_HISTORY_LEGEND = "各项右侧小格为今年以来各期亮灯，左远右近"
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
    ways, apart = arrange(tuple(tiles for _, tiles in wall.groups))
    for (name, tiles), way in zip(wall.groups, ways, strict=True):
        sheet = " sheet" if apart else ""
        lines += [
            f'<section class="zoom-{round(way.scale * 10)}{sheet}">',
            f"<h2>{escape(name)}</h2>",
            *_rows(tiles, way),
            "</section>",
        ]
    return "\n".join((*lines, "</body>", "</html>", ""))


def _legend(wall: Wall) -> str:
    lines = [f"<li>{_light(light)} {escape(text)}</li>" for light, text in wall.legend]
    if any(lamp.history for _, tiles in wall.groups for tile in tiles for lamp in tile.lamps):
        lines.append(f"<li>{_HISTORY_LEGEND}</li>")
    return "\n".join(('<ul class="legend">', *lines, "</ul>"))


def _rows(tiles: tuple[Tile, ...], way: Arrangement) -> Iterable[str]:
    if not tiles:
        yield '<p class="none">没有挂图对象</p>'
        return
    for start in range(0, len(tiles), way.tiles):
        row = tiles[start : start + way.tiles]
        yield '<div class="row">'
        yield from (_tile(tile, way.lamps) for tile in row)
        yield from ('<div class="empty"></div>' for _ in range(way.tiles - len(row)))
        yield "</div>"


def _tile(tile: Tile, columns: int) -> str:
    warned = any(lamp.light is Light.RED for lamp in tile.lamps)
    counts = sorted(tile.counts, key=lambda pair: _SEVERITY.index(pair[0]))
    shown = "".join(f'<span class="count">{light.word}{count}</span>' for light, count in counts if count)
    lead = common_lead(tile)
    lamps = (_lamp(lamp, is_led_elsewhere=bool(lead)) for lamp in tile.lamps)
    kind = f"牵头：{lead}" if lead else tile.kind
    return "\n".join(
        (
            f'<article class="tile{" warned" if warned else ""}">',
            f'<div class="name"><h3>{escape(tile.name)}</h3><span class="counts">{shown}</span>'
            f'<span class="kind">{escape(kind)}</span></div>',
            f'<div class="lamps in-{columns}">{"".join(lamps) or _NO_LAMPS}</div>',
            "</article>",
        )
    )


def _lamp(lamp: Lamp, *, is_led_elsewhere: bool) -> str:
    past = "".join(f'<span class="past {light.value}">{light.word}</span>' for light in lamp.history)
    history = f'<span class="history">{past}</span>' if past else ""
    lead = f'<span class="who">牵头：{escape(lamp.lead)}</span>' if lamp.lead and not is_led_elsewhere else ""
    # The history stands beside the lead, else beside the name: never on a line of its own where it can be helped.
    beside_name = "" if lead else history
    lines = (
        f'<p class="indicator">{beside_name}{escape(lamp.indicator)}</p>',
        f'<p class="reading">{escape(lamp.reading)}</p>' if lamp.reading else "",
        f'<p class="gap">{escape(lamp.gap)}</p>' if lamp.gap else "",
        f'<p class="lead">{lead}{history}</p>' if lead else "",
    )
    return (
        f'<div class="lamp is-{lamp.light.value}">{_light(lamp.light)}<div class="facts">{"".join(lines)}</div></div>'
    )


def _light(light: Light) -> str:
    return f'<span class="light {light.value}">{light.word}</span>'

"""分县市情况: who leads and who lags by indicator, with ties; the parks apart, never among the counties."""

from collections import Counter

from guatu.domain import Place
from guatu.report.bulletin_overview import HEADLINES, by_indicator, indicator_paragraph, light_counts
from guatu.report.printed import shows_zero
from guatu.report.prose import (
    Part,
    Parts,
    count_figure,
    difference_figure,
    grouped_counts,
    listed,
    paragraph,
    rate_figure,
    standing_figure,
)
from guatu.report.ranking_tables import compared_column, ranked_places, ranking_tables
from guatu.report.reading import Reading, plain_name
from guatu.report.standing import Standing
from guatu.report.values import Block, Heading, Light, Paragraph

# Up to so many ranked places are all named in order; of more, the first and the last three.
_ALL_NAMED = 5
_ENDS = 3


def place_blocks(reading: Reading) -> tuple[Block, ...]:
    """Return 分县市情况: counties, then parks; a group without targets is not mentioned."""
    groups = (
        (reading.division_word, reading.division_word, reading.divisions),
        ("园区（与所在县市重叠，不相加）", "园区", reading.parks),
    )
    filled = [(title, word, rows) for title, word, places in groups if (rows := _of_places(reading, places))]
    blocks: list[Block] = []
    for number, (title, word, standings) in zip("一二", filled, strict=False):
        if len(filled) > 1:
            blocks.append(Heading(f"（{number}）{title}", 2))
        blocks += _group_blocks(reading, word, standings)
    return tuple(blocks)


def ranked_word(reading: Reading) -> str:
    """Return what the section is about: 县市, 园区, or 县市和园区, as they have targets."""
    words = ((reading.division_word, reading.divisions), ("园区", reading.parks))
    return "和".join(word for word, places in words if _of_places(reading, places)) or reading.division_word


def _of_places(reading: Reading, places: tuple[Place, ...]) -> tuple[Standing, ...]:
    codes = {place.code for place in places}
    return tuple(one for one in reading.standings if one.place.code in codes)


def _group_blocks(reading: Reading, word: str, standings: tuple[Standing, ...]) -> list[Block]:
    places = len({one.place.code for one in standings})
    target_count = count_figure(len(standings), "项", f"{word}目标数（按地区和目标计）", f"目标任务账：各{word}的行")
    place_count = count_figure(places, "个", f"有目标的{word}数", f"目标任务账：各{word}的行")
    opening = paragraph(
        "目标分解到",
        place_count,
        f"{word}，共",
        target_count,
        "：",
        light_counts(reading, standings, f"各{word}"),
        "。",
        _most_red(word, standings),
    )
    blocks: list[Block] = [opening]
    ranked: list[list[Standing]] = []
    for rows in by_indicator(standings):
        said = ranking_paragraph(reading, rows)
        if said is not None and len(ranked) < HEADLINES:
            blocks.append(said)
            ranked.append(rows)
        elif said is None:
            blocks += _few_paragraphs(reading, rows)
    absent = _absent(word, ranked)
    return [*blocks, *((absent,) if absent else ()), *ranking_tables(reading, word, ranked)]


def _few_paragraphs(reading: Reading, rows: list[Standing]) -> list[Paragraph]:
    """Say in full what only a few places have a target for; of more the ledgers tell."""
    places = {one.place.code for one in rows}
    if len(places) > _ENDS:
        return []
    own = ([one for one in rows if one.place.code == code] for code in sorted(places))
    return [indicator_paragraph(reading, group) for group in own if any(one.is_reported for one in group)]


def _most_red(word: str, standings: tuple[Standing, ...]) -> Parts:
    reds = Counter(plain_name(one.place) for one in standings if one.light is Light.RED)
    most = [(name, count) for name, count in reds.items() if count == max(reds.values()) and count > 1]
    if not most or len(most) > _ENDS:
        return ()
    names = "、".join(name for name, _ in most)
    figure = count_figure(most[0][1], "项", f"{names}亮红灯的目标数", f"时序账：各{word}的亮灯")
    return f"红灯最多的是{names}，{'各' if len(most) > 1 else ''}", figure, "。"


def ranking_paragraph(reading: Reading, rows: list[Standing]) -> Paragraph | None:
    """Return who leads and who lags on one indicator; None where no ranking of two places says anything."""
    ranked = ranked_places(rows)
    column = compared_column(ranked)
    # From two new firms to seven is 250%: growth of a small count ranks nobody.
    if len(ranked) < 2 or (column == "growth" and rows[0].indicator.decimals == 0):
        return None
    whole = _whole(reading, rows[0], column)
    measure = "增速" if column == "growth" else "完成率"
    head: list[Part] = [f"{rows[0].indicator.name}{'' if whole else measure}：", *whole]
    if ranked[0].number("ranked") not in (None, len(ranked)):
        # Places without a target are ranked too; the first of these need not be the first of all.
        return paragraph(head, "在有数的地区中，", _with_ranks(reading, ranked, column), "。")
    if len(ranked) <= _ALL_NAMED:
        head += ["从前到后依次为", *_named(reading, ranked, column), "；"]
    else:
        first = [one for one in ranked if (one.number("rank") or 0) <= _ENDS]
        last = [one for one in ranked[-_ENDS:] if one not in first]
        head += ["居前的是", *_named(reading, first, column), "；居后的是", *_named(reading, last, column), "；"]
    return paragraph(head, _spread(reading, ranked, column), _below(reading, ranked, column), "。")


def _whole(reading: Reading, row: Standing, column: str) -> Parts:
    at_main = [one for one in reading.standings_at(reading.main) if one.indicator.id == row.indicator.id]
    figure = standing_figure(reading, at_main[0], column) if at_main else None
    if figure is None:
        return ()
    return f"{reading.whole}{'同比' if column == 'growth' else '完成率'}", figure, "，"


def _named(reading: Reading, rows: list[Standing], column: str) -> Parts:
    ranks = Counter(one.number("rank") for one in rows)
    items: list[Parts] = []
    for one in rows:
        figure = rate_figure(reading, one, column)
        rank = standing_figure(reading, one, "rank")
        tied = rank is not None and ranks[one.number("rank")] > 1
        items.append(
            (
                f"{plain_name(one.place)}（",
                *((figure,) if figure else ()),
                *(("，并列第", rank, "位") if tied and rank else ()),
                "）",
            )
        )
    return listed(items)


def _with_ranks(reading: Reading, rows: list[Standing], column: str) -> Parts:
    items: list[Parts] = []
    for one in rows:
        figure, rank = standing_figure(reading, one, column), standing_figure(reading, one, "rank")
        if figure is not None and rank is not None:
            items.append((plain_name(one.place), figure, "，列第", rank, "位"))
    return listed(items, "；")


def _spread(reading: Reading, ranked: list[Standing], column: str) -> Parts:
    first, last = ranked[0].number(column), ranked[-1].number(column)
    if first is None or last is None or shows_zero(first - last):
        return ()
    name = ranked[0].indicator.name
    figure = difference_figure(
        first - last,
        f"{name}：{plain_name(ranked[0].place)}与{plain_name(ranked[-1].place)}之差",
        "居首−居末（先减后舍入）",
        f"差距账：{name}各行",
    )
    return "首末相差", figure


def _below(reading: Reading, ranked: list[Standing], column: str) -> Parts:
    under = [
        one for one in ranked if (one.number("parent_gap") or 0) < 0 and not shows_zero(one.number("parent_gap") or 0)
    ]
    if column != "growth" or not under or reading.main.code != ranked[0].place.parent:
        return ()
    name = ranked[0].indicator.name
    count = count_figure(
        len(under), "个", f"{name}：低于{reading.whole}增速的地区数", f"差距账：{name}“与上级差距”为负的行"
    )
    return f"，低于{reading.whole}增速的有", count


def _is_absent(standing: Standing, present: frozenset[str]) -> bool:
    return standing.is_due and not standing.is_reported and standing.place.code not in present


def _absent(word: str, ranked: list[list[Standing]]) -> Paragraph | None:
    """Say who could not be ranked for want of figures, and on how many of the indicators told."""
    missing: Counter[str] = Counter()
    for rows in ranked:
        present = frozenset(one.place.code for one in ranked_places(rows))
        names = (plain_name(one.place) for one in rows if _is_absent(one, present))
        missing.update(list(dict.fromkeys(names)))
    if not missing:
        return None
    source = f"时序账：各{word}“已报”为否的行"
    items = grouped_counts(missing, lambda names: f"{names}：未报而不排位的指标数", source)
    return paragraph("以上指标中，", listed(items, "，"), "未报，不参加排位。")

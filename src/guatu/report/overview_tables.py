"""What a workbook opens with: 目录 (sheets, lights, packs) and 亮灯一览 (a light for each indicator and place)."""

from collections import Counter

from guatu.domain import Place
from guatu.ledgers import SCHEDULE_LEDGER
from guatu.report.paper import table_title
from guatu.report.reading import Reading, plain_name
from guatu.report.standing import Standing
from guatu.report.values import Cell, Column, Form, Light, Row, Section, Table

_LIGHTS = (Light.GREEN, Light.YELLOW, Light.RED, Light.GREY)
_WORST_FIRST = (Light.RED, Light.YELLOW, Light.GREEN, Light.GREY)
# So many places stand side by side on a sheet of A4; of more the ledgers tell.
_MOST_PLACES = 20
_CONTENTS = {
    "亮灯一览": "各指标在各地区的灯，一页看全",
    "目标任务账": "年度、季度和本月目标，条款，牵头单位，互相矛盾的目标",
    "任务支撑账": "需要增量对支撑事项，覆盖率，尚缺多少",
    "时序账": "完成率对序时进度，超前或落后，亮灯",
    "差距账": "还差多少，后几个月月均和倒算增速，位次",
    "新旧动能接续转换增能账": "增长中新动能、传统动能和进退企业各拉动多少",
    "质量效益账": "利润率、税收、能耗、亩均等，与上年同期比",
    "预警单": "触发的预警、依据数值、应答单位",
    "亮灯史": "各目标今年以来各期的灯",
    "勾稽核对": "两本账对不上的行",
    "数据来源": "用到的每个数出自哪个文件哪一行",
    "报送情况": "按时、迟报、未报",
}


def overview_tables(reading: Reading, tables: tuple[Table, ...]) -> tuple[Table, ...]:
    """Return 目录 and, where two to twenty places have targets, 亮灯一览; `tables` are those that follow."""
    lights = _light_table(reading)
    shown = (lights,) if lights else ()
    return (_contents_table(reading, (*shown, *tables)), *shown)


def _contents_table(reading: Reading, tables: tuple[Table, ...]) -> Table:
    listed = tuple(
        Row((table.name, _CONTENTS.get(table.name), _row_count(table), None, None, None, None)) for table in tables
    )
    packs = tuple(
        Row((pack.id, f"{pack.manifest.title}（版本 {pack.version[:12]}）", None, None, None, None, None))
        for pack in reading.packs.packs
    )
    fictional = any(pack.manifest.fictional for pack in reading.packs.packs)
    return Table(
        name="目录",
        title=table_title(reading, "六本账"),
        subtitle=f"报告期：{reading.month.last.year}年{reading.span}",
        columns=(
            Column("名称", width=14),
            Column("内容", width=36),
            Column("行数", Form.COUNT),
            *(Column(f"{light.word}灯", Form.COUNT) for light in _LIGHTS),
        ),
        sections=tuple(
            section
            for section in (
                Section("各表", listed),
                Section("目标亮灯", _light_counts(reading)),
                Section("政策包", packs),
            )
            if section.rows
        ),
        notes=(
            *(("所用地区和数据均为虚构，仅供演示。",) if fictional else ()),
            "红灯为落后超过容许范围，黄灯为落后但在容许范围以内，绿灯为持平或超前，灰灯为未报或不评。",
            "数据文件和政策包的指纹见同一文件夹的 run.json。",
        ),
        numbered=False,
    )


def _row_count(table: Table) -> int:
    return sum(len(section.rows) for section in table.sections)


def _light_counts(reading: Reading) -> tuple[Row, ...]:
    groups = ((reading.whole, (reading.main,)), (reading.division_word, reading.divisions), ("园区", reading.parks))
    rows: list[Row] = []
    for name, places in groups:
        standings = [one for place in places for one in reading.standings_at(place)]
        if standings:
            lit = Counter(one.light for one in standings)
            lights: list[Cell] = [lit[light] or None for light in _LIGHTS]
            rows.append(Row((name, f"{len(standings)}项目标", None, *lights)))
    return tuple(rows)


def _light_table(reading: Reading) -> Table | None:
    places = [one for one in (reading.main, *reading.divisions, *reading.parks) if reading.standings_at(one)]
    if not 2 <= len(places) <= _MOST_PLACES:
        return None
    groups: dict[str, list[Standing]] = {}
    for one in reading.standings:
        groups.setdefault(one.indicator.id, []).append(one)
    rows = tuple(
        Row((rows[0].indicator.name, *_worst_lights(rows, places)), about=("", key, "")) for key, rows in groups.items()
    )
    return Table(
        name="亮灯一览",
        title=table_title(reading, "亮灯一览"),
        subtitle=f"报告期：{reading.month.last.year}年{reading.span}",
        columns=(
            Column("指标", width=11),
            *(
                Column(_column_name(reading, place), Form.LIGHT, width=2, key="light", about=(place.code, ""))
                for place in places
            ),
        ),
        sections=(Section("", rows),),
        notes=("同一指标有几个目标的，取最差的灯；空白为没有分解目标。园区与所在县市重叠，不相加。",),
        key=SCHEDULE_LEDGER.name,
    )


def _column_name(reading: Reading, place: Place) -> str:
    return reading.whole if place.code == reading.main.code else plain_name(place)


def _worst_lights(rows: list[Standing], places: list[Place]) -> list[Cell]:
    worst: dict[str, Light] = {}
    for one in rows:
        before = worst.get(one.place.code, one.light)
        worst[one.place.code] = min(before, one.light, key=_WORST_FIRST.index)
    return [worst.get(place.code) for place in places]

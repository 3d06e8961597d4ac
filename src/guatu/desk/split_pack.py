"""A division as targets that a month reads (分解目标): a pack with what each place owes by each month, and a list.

The pack lies over the one that was divided: `guatu month` reads both. The list has the columns of the fact table
`targets`, for offices that keep their targets there; one of the two is enough.
"""

import os
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from guatu.allocation import Part, Way
from guatu.office import write_csv_list
from guatu.pack import Kind, Pack, Packs, TargetMeasure, Writable, bundled_names, yaml_text
from guatu.report import Column, DividedTarget, Row, SplitReading

PACK_FOLDER, LIST_FILE = "pack", "targets.csv"
PACK_FILES = (f"{PACK_FOLDER}/pack.yaml", f"{PACK_FOLDER}/targets.yaml")
_COLUMNS = ("target", "place", "indicator", "first", "last", "measure", "comparator", "value", "schedule", "source")
_WORDS = {"=": "达到", ">=": "不低于", ">": "超过", "<=": "不高于", "<": "低于", "~": "左右"}

Plain = dict[str, Writable]


def write_split_pack(folder: Path, reading: SplitReading, out: Path) -> None:
    """Write the pack into `folder`/pack; `out` is where the folder will stand, to find the way to the divided pack."""
    target_folder = folder / PACK_FOLDER
    target_folder.mkdir()
    heading = f"由 guatu split 写成：{reading.title}各地目标，分月进度在 steps 里。改数请改分解表再分一次。"
    manifest: Plain = {
        "id": f"{reading.packs.main.id}-split-{reading.year}{'-parks' if reading.parks else ''}",
        "title": f"{reading.title}目标分解",
        "place": reading.packs.main.manifest.place,
        "extends": [_name_of(pack, out / PACK_FOLDER) for pack in _roots(reading.packs)],
        "valid": {"from": f"{reading.year}-01-01", "to": f"{reading.year}-12-31"},
        "fictional": True if reading.is_fictional else None,
    }
    entries = [_target_plain(reading, one, part) for one, part in _given(reading)]
    (target_folder / "pack.yaml").write_text(yaml_text(manifest, heading), encoding="utf-8")
    (target_folder / "targets.yaml").write_text(yaml_text(entries, heading), encoding="utf-8")


def write_target_list(folder: Path, reading: SplitReading) -> None:
    """Write the list of targets as a file of facts."""
    source = f"{reading.title}目标分解表"
    ends = f"{reading.year}-01", f"{reading.year}-12"
    rows = tuple(
        Row(
            (
                _target_id(reading, one, part),
                part.place,
                one.indicator.id,
                *ends,
                _measure(one).value,
                _WORDS[one.division.ask.comparator],
                f"{part.value:f}",
                _schedule(one),
                source,
            )
        )
        for one, part in _given(reading)
    )
    write_csv_list(folder / LIST_FILE, tuple(Column(name) for name in _COLUMNS), (rows,))


def _given(reading: SplitReading) -> Iterator[tuple[DividedTarget, Part]]:
    for one in reading.divided:
        for part in one.division.parts:
            if part.value is not None:
                yield one, part


def _target_id(reading: SplitReading, one: DividedTarget, part: Part) -> str:
    return f"{reading.year}-{one.target.id}-{part.place.lower()}"


def _measure(one: DividedTarget) -> TargetMeasure:
    return TargetMeasure.GROWTH if one.way is Way.GROWTH else one.target.measure


def _schedule(one: DividedTarget) -> str | None:
    if one.way is Way.GROWTH or one.indicator.kind is Kind.STOCK:
        return None
    return "usual" if "usual" in (one.target.schedule, one.indicator.schedule) else "linear"


def _target_plain(reading: SplitReading, one: DividedTarget, part: Part) -> Plain:
    value, growth = part.value or Decimal(0), one.way is Way.GROWTH
    plain: Plain = {
        "id": _target_id(reading, one, part),
        "indicator": one.indicator.id,
        "measure": _measure(one).value,
        "comparator": one.division.ask.comparator,
        "value": _plain_number(value.scaleb(2) if growth else value),
        "unit": "%" if growth else one.indicator.unit,
        "period": reading.year,
        "place": part.place,
        "note": part.because,
    }
    steps = _steps(one, part)
    if steps:
        plain |= {"schedule": "stepped", "steps": steps}
    return plain


def _steps(one: DividedTarget, part: Part) -> list[Writable]:
    time = one.time.of(part.place)
    if time is None:
        return []
    return [[month, _plain_number(share)] for month, share in enumerate(time.shares, 1) if share is not None]


def _plain_number(number: Decimal) -> Decimal:
    plain = number.normalize()
    return plain if int(plain.as_tuple().exponent) <= 0 else plain.quantize(Decimal(1))


def _roots(packs: Packs) -> tuple[Pack, ...]:
    """Return the packs that no other of them builds on."""
    below = {name.rstrip("/").rsplit("/", 1)[-1] for pack in packs.packs for name in pack.manifest.extends}
    return tuple(pack for pack in packs.packs if pack.folder.name not in below)


def _name_of(pack: Pack, folder: Path) -> str:
    """Return a bundled pack's name, else the way from the folder beside which the new pack stands."""
    if pack.folder.name in bundled_names() and pack.folder.parent.name == "packs" and pack.id == pack.folder.name:
        return pack.folder.name
    return Path(os.path.relpath(pack.folder.absolute(), folder.absolute().parent)).as_posix()

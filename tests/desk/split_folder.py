"""A small prefecture of three counties with a pack and three years of figures, to divide targets of 2025 on."""

from pathlib import Path

COUNTIES = {"532301": ("甲县", 200.0, 0.05), "532302": ("乙县", 100.0, 0.08), "532303": ("丙县", 50.0, 0.06)}
FIRMS = {"532301": 12, "532302": 5, "532303": 3}
_SHARES = (None, 0.15, 0.25, 0.33, 0.41, 0.5, 0.58, 0.66, 0.75, 0.83, 0.91, 1.0)

_PACK = """id: small
title: 小州计划
place: "532300"
valid: {from: 2025-01-01, to: 2025-12-31}
"""
_PLACES = '- {code: "532300", name: 小州, level: prefecture}\n' + "".join(
    f'- {{code: "{code}", name: {name}, level: county, parent: "532300"}}\n' for code, (name, _, _) in COUNTIES.items()
)
_PARKS = "".join(
    f'- {{code: "{code}-P1", name: {name}园, level: park, parent: "{parent}"}}\n'
    for code, name, parent in (("532301", "甲", "532301"), ("532302", "乙", "532300"))
)
_INDICATORS = """- {id: retail, name: 零售额, unit: 亿元, kind: flow, growth: nominal, january: merged, schedule: usual}
- {id: fai, name: 固定投资, unit: 亿元, kind: flow, growth: comparable, published: growth_only}
- {id: new_firms, name: 新增规上企业, unit: 户, kind: flow, growth: nominal}
- {id: rate, name: 税收占比, unit: "%", kind: rate, growth: none}
"""
_TARGETS = """- {id: retail-growth,
   indicator: retail, measure: growth, comparator: ">=", value: 7, unit: "%", period: 2025}
- {id: fai-growth, indicator: fai, measure: growth, comparator: ">=", value: 4, unit: "%", period: 2025}
- {id: new-firms, indicator: new_firms, measure: increment, comparator: ">=", value: 30, unit: 户, period: 2025}
- {id: rate-share, indicator: rate, measure: share, comparator: ">=", value: 60, unit: "%", period: 2025}
"""


def split_folder(folder: Path) -> tuple[Path, Path]:
    """Write the pack and the facts below a folder and return both; 2024 is the last full year."""
    pack, facts = folder / "small", folder / "facts"
    pack.mkdir(parents=True)
    facts.mkdir()
    for name, text in (
        ("pack.yaml", _PACK),
        ("places.yaml", _PLACES + _PARKS),
        ("indicators.yaml", _INDICATORS),
        ("targets.yaml", _TARGETS),
    ):
        (pack / name).write_text(text, encoding="utf-8")
    lines = ["place,indicator,period,basis,value,growth,growth_basis"]
    for code, (_, level, growth) in COUNTIES.items():
        for back in range(3):
            whole = level / (1 + growth) ** back
            for month, share in enumerate(_SHARES, 1):
                if share is not None:
                    period = f"{2024 - back}-{month:02d}"
                    lines.append(f"{code},retail,{period},cumulative,{whole * share:.6f},{growth},nominal")
        lines.append(f"{code},new_firms,2024-12,cumulative,{FIRMS[code]},,")
    lines += ["532301-P1,new_firms,2024-12,cumulative,6,,", "532302-P1,new_firms,2024-12,cumulative,4,,"]
    (facts / "observations.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return pack, facts

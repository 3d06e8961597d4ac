"""allocation: targets divided, figures foretold, projects placed, supply sized (分解、预测、匹配、测算).

Knows no files and no tables: it is handed plain values and returns plain values, each with the reason for it.
"""

from guatu.allocation.apportionment import Apportionment, apportion, apportion_by_divisor
from guatu.allocation.clashes import irreducible_clash
from guatu.allocation.division import Ask, Claim, Demand, DemandKind, Division, Part, Rounding, Way
from guatu.allocation.findings import FINDING_CODES
from guatu.allocation.sensitivity import Sensitivity, sensitivities
from guatu.allocation.splitting import divide_target
from guatu.allocation.time_split import Course, even_course, grown_year, published_months, split_year, usual_course

__all__ = [
    "FINDING_CODES",
    "Apportionment",
    "Ask",
    "Claim",
    "Course",
    "Demand",
    "DemandKind",
    "Division",
    "Part",
    "Rounding",
    "Sensitivity",
    "Way",
    "apportion",
    "apportion_by_divisor",
    "divide_target",
    "even_course",
    "grown_year",
    "irreducible_clash",
    "published_months",
    "sensitivities",
    "split_year",
    "usual_course",
]

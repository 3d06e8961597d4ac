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
from guatu.allocation.timetable import PlaceTime, TimeAsk, Timetable, spread_over_year
from guatu.allocation.trends import Trend, YearOfPlace, recent_trend, support_growth

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
    "PlaceTime",
    "Rounding",
    "Sensitivity",
    "TimeAsk",
    "Timetable",
    "Trend",
    "Way",
    "YearOfPlace",
    "apportion",
    "apportion_by_divisor",
    "divide_target",
    "even_course",
    "grown_year",
    "irreducible_clash",
    "published_months",
    "recent_trend",
    "sensitivities",
    "split_year",
    "spread_over_year",
    "support_growth",
    "usual_course",
]

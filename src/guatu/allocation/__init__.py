"""allocation: targets divided, figures foretold, projects placed, supply sized (分解、预测、匹配、测算).

Knows no files and no tables: it is handed plain values and returns plain values, each with the reason for it.
"""

from guatu.allocation.apportionment import Apportionment, apportion, apportion_by_divisor
from guatu.allocation.clashes import irreducible_clash
from guatu.allocation.division import Ask, Claim, Demand, DemandKind, Division, Part, Rounding, Way
from guatu.allocation.findings import FINDING_CODES
from guatu.allocation.forecast_chances import CHANCE_WORDS, Interval, chance_word, interval_of
from guatu.allocation.forecast_course import FigureCourse, MethodScore, Outlook
from guatu.allocation.forecast_history import History, Note, Point, Subject, history_of
from guatu.allocation.forecast_outlook import FEW_ORIGINS, foresee
from guatu.allocation.forecast_reconciliation import share_difference
from guatu.allocation.forecast_scores import Judged, Record, judge, score_forecasts
from guatu.allocation.forecast_year import Aim, Family, YearForecast, chances_of, foretell, kept_rows
from guatu.allocation.sensitivity import Sensitivity, sensitivities
from guatu.allocation.splitting import divide_target
from guatu.allocation.student import half_width, probability_below
from guatu.allocation.time_split import Course, even_course, grown_year, published_months, split_year, usual_course
from guatu.allocation.timetable import PlaceTime, TimeAsk, Timetable, spread_over_year
from guatu.allocation.trends import Trend, YearOfPlace, recent_trend, support_growth

__all__ = [
    "CHANCE_WORDS",
    "FEW_ORIGINS",
    "FINDING_CODES",
    "Aim",
    "Apportionment",
    "Ask",
    "Claim",
    "Course",
    "Demand",
    "DemandKind",
    "Division",
    "Family",
    "FigureCourse",
    "History",
    "Interval",
    "Judged",
    "MethodScore",
    "Note",
    "Outlook",
    "Part",
    "PlaceTime",
    "Point",
    "Record",
    "Rounding",
    "Sensitivity",
    "Subject",
    "TimeAsk",
    "Timetable",
    "Trend",
    "Way",
    "YearForecast",
    "YearOfPlace",
    "apportion",
    "apportion_by_divisor",
    "chance_word",
    "chances_of",
    "divide_target",
    "even_course",
    "foresee",
    "foretell",
    "grown_year",
    "half_width",
    "history_of",
    "interval_of",
    "irreducible_clash",
    "judge",
    "kept_rows",
    "probability_below",
    "published_months",
    "recent_trend",
    "score_forecasts",
    "sensitivities",
    "share_difference",
    "split_year",
    "spread_over_year",
    "support_growth",
    "usual_course",
]

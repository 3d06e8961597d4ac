"""allocation: targets divided, figures foretold, projects placed, supply sized (分解、预测、匹配、测算).

Knows no files and no tables: it is handed plain values and returns plain values, each with the reason for it.
"""

from guatu.allocation.apportionment import Apportionment, apportion, apportion_by_divisor
from guatu.allocation.clashes import irreducible_clash
from guatu.allocation.division import Ask, Claim, Demand, DemandKind, Division, Part, Rounding, Way
from guatu.allocation.findings import FINDING_CODES
from guatu.allocation.forecast_chances import CHANCE_WORDS, Interval, chance_word, interval_of
from guatu.allocation.forecast_course import FigureCourse, MethodScore, Outlook
from guatu.allocation.forecast_figures import YearFigures, beyond, months_ahead, year_figures
from guatu.allocation.forecast_history import History, Note, Point, Subject, history_of
from guatu.allocation.forecast_outlook import FEW_ORIGINS, foresee
from guatu.allocation.forecast_reconciliation import share_difference
from guatu.allocation.forecast_scores import Judged, Record, judge, score_forecasts
from guatu.allocation.forecast_year import Aim, Family, YearForecast, chances_of, foretell, kept_rows
from guatu.allocation.matching import Matching, Use, match_proposals
from guatu.allocation.matching_reasons import number_words
from guatu.allocation.matching_rows import MatchInputs, MatchRows, match_inputs
from guatu.allocation.matching_values import (
    CONDITION_WORDS,
    CONDITIONS,
    PART_WORDS,
    RESOURCES,
    Condition,
    MatchTerms,
    MatchWeights,
    Pair,
    ParkOffer,
    Peer,
    Proposal,
    State,
    Verdict,
)
from guatu.allocation.sensitivity import Sensitivity, sensitivities
from guatu.allocation.sizing import Shortfall, size_for_share
from guatu.allocation.sizing_findings import CLASH as SUPPLY_CLASH
from guatu.allocation.sizing_findings import NOT_SETTLED, WHICH_PLACE
from guatu.allocation.sizing_frontier import Frontier, Week, size_shares, weeks_of
from guatu.allocation.sizing_rows import SizingInputs, TermLine, sizing_inputs
from guatu.allocation.sizing_values import CostPart, Flows, Hours, SizingTerms, Source, Supply
from guatu.allocation.split_words import percent_decimals
from guatu.allocation.splitting import divide_target
from guatu.allocation.student import half_width, probability_below
from guatu.allocation.time_split import Course, even_course, grown_year, published_months, split_year, usual_course
from guatu.allocation.timetable import PlaceTime, TimeAsk, Timetable, spread_over_year
from guatu.allocation.trends import Trend, YearOfPlace, recent_trend, support_growth

__all__ = [
    "CHANCE_WORDS",
    "CONDITIONS",
    "CONDITION_WORDS",
    "FEW_ORIGINS",
    "FINDING_CODES",
    "NOT_SETTLED",
    "PART_WORDS",
    "RESOURCES",
    "SUPPLY_CLASH",
    "WHICH_PLACE",
    "Aim",
    "Apportionment",
    "Ask",
    "Claim",
    "Condition",
    "CostPart",
    "Course",
    "Demand",
    "DemandKind",
    "Division",
    "Family",
    "FigureCourse",
    "Flows",
    "Frontier",
    "History",
    "Hours",
    "Interval",
    "Judged",
    "MatchInputs",
    "MatchRows",
    "MatchTerms",
    "MatchWeights",
    "Matching",
    "MethodScore",
    "Note",
    "Outlook",
    "Pair",
    "ParkOffer",
    "Part",
    "Peer",
    "PlaceTime",
    "Point",
    "Proposal",
    "Record",
    "Rounding",
    "Sensitivity",
    "Shortfall",
    "SizingInputs",
    "SizingTerms",
    "Source",
    "State",
    "Subject",
    "Supply",
    "TermLine",
    "TimeAsk",
    "Timetable",
    "Trend",
    "Use",
    "Verdict",
    "Way",
    "Week",
    "YearFigures",
    "YearForecast",
    "YearOfPlace",
    "apportion",
    "apportion_by_divisor",
    "beyond",
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
    "match_inputs",
    "match_proposals",
    "months_ahead",
    "number_words",
    "percent_decimals",
    "probability_below",
    "published_months",
    "recent_trend",
    "score_forecasts",
    "sensitivities",
    "share_difference",
    "size_for_share",
    "size_shares",
    "sizing_inputs",
    "split_year",
    "spread_over_year",
    "support_growth",
    "usual_course",
    "weeks_of",
    "year_figures",
]

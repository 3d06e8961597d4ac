"""desk: what an officer does, one file a verb. The faces ask here; here nothing is printed."""

from guatu.desk.check_plan import check_conditions, check_plan
from guatu.desk.compare_versions import compare_versions
from guatu.desk.compute_month import Month, compute_month
from guatu.desk.explain_month import explain_month
from guatu.desk.find_facts import find_facts
from guatu.desk.findings import FINDING_CODES
from guatu.desk.make_demo import DEMO_RUNS, DemoRun, make_demo
from guatu.desk.make_sample import SampleReport, make_sample
from guatu.desk.read_facts import FactsNote, read_facts
from guatu.desk.run_month import MonthReport, MonthRequest, run_month

__all__ = [
    "DEMO_RUNS",
    "FINDING_CODES",
    "DemoRun",
    "FactsNote",
    "Month",
    "MonthReport",
    "MonthRequest",
    "SampleReport",
    "check_conditions",
    "check_plan",
    "compare_versions",
    "compute_month",
    "explain_month",
    "find_facts",
    "make_demo",
    "make_sample",
    "read_facts",
    "run_month",
]

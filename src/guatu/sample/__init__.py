"""sample: one clearly fictional prefecture, made from a seed, with the defects real data has."""

from guatu.sample.evaluation import EVALUATION_KINDS, make_evaluation
from guatu.sample.plants import DEFECT_KINDS
from guatu.sample.prefecture import make_clean_sheets, make_prefecture
from guatu.sample.values import Defect, Sample, Sheet

__all__ = [
    "DEFECT_KINDS",
    "EVALUATION_KINDS",
    "Defect",
    "Sample",
    "Sheet",
    "make_clean_sheets",
    "make_evaluation",
    "make_prefecture",
]

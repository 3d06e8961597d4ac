"""Treatment of outliers (异常值处理): a few extreme figures must not decide everybody's points."""

from dataclasses import replace

from guatu.scoring.scoring import Stage
from guatu.scoring.working import Working


def treat(working: Working) -> Working:
    """Leave figures as they are."""
    stage = Stage("treat", "异常值处理", "不处理。", working.values)
    return replace(working, done=(*working.done, "treat")).with_stage(stage)

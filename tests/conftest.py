"""What tests of every floor may ask for: `spark_remote`, the address of a Spark cluster that is started for the run.

Hypothesis draws the same examples every time and without a deadline, so that a run says the same on every machine.
"""

from hypothesis import settings
from tests.engines.spark_cluster import spark_cluster, spark_remote

__all__ = ["spark_cluster", "spark_remote"]

settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")

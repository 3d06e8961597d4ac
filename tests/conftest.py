"""What tests of every floor may ask for: `spark_remote`, the address of a Spark cluster that is started for the run."""

from tests.engines.spark_cluster import spark_cluster, spark_remote

__all__ = ["spark_cluster", "spark_remote"]

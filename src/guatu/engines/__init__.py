"""engines: the databases that run programs. Nothing here knows what a program computes."""

from guatu.engines.duckdb_engine import DuckDBEngine
from guatu.engines.spark_engine import SparkEngine

__all__ = ["DuckDBEngine", "SparkEngine"]

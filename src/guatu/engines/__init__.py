"""engines: the databases that run programs. Nothing here knows what a program computes."""

from guatu.engines.duckdb_engine import DuckDBEngine

__all__ = ["DuckDBEngine"]

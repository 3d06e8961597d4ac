"""query: Step, Program, Facts and the Engine protocol. Knows what may be asked of a database, not which database."""

from guatu.query.conform import facts_from_tables
from guatu.query.dialect import spark_sql
from guatu.query.engine import Engine, Results
from guatu.query.facts import ArrowStream, Facts, ParquetFiles, Source, table_from_rows
from guatu.query.filing_table import CHECKED_TABLES, FILINGS
from guatu.query.findings import FINDING_CODES
from guatu.query.forecast_table import FORECAST_MEASURES, FORECAST_METHODS, FORECASTS
from guatu.query.given import fitted_tables, given_columns
from guatu.query.register_tables import (
    FIRM_EVENTS,
    FIRM_YEARS,
    LOANS,
    PAYMENTS,
    PLACE_YEARS,
    REGISTER_TABLES,
    TITLES,
)
from guatu.query.schema import Column, Measure, Provenance, TableSchema
from guatu.query.siting_tables import LEAD_DISTANCES, LEADS, LOAD_HOURS, PARK_OFFERS, SUPPLY_TERMS
from guatu.query.source import column_names, count_rows, empty_columns, parquet_columns
from guatu.query.step import Program, Step, literal, quote
from guatu.query.stored_tables import read_rows, read_tables, rows_of, store_tables, write_rows
from guatu.query.tables import (
    BASES,
    CERTAINTIES,
    FACT_TABLES,
    FIRM_PERIODS,
    FIRMS,
    GROWTH_BASES,
    OBSERVATIONS,
    PROJECT_MONTHS,
    PROJECTS,
    STATUSES,
    SUPPORT_KINDS,
    SUPPORTS,
    TARGETS,
)
from guatu.query.tables_of_packs import tables_of

__all__ = [
    "BASES",
    "CERTAINTIES",
    "CHECKED_TABLES",
    "FACT_TABLES",
    "FILINGS",
    "FINDING_CODES",
    "FIRMS",
    "FIRM_EVENTS",
    "FIRM_PERIODS",
    "FIRM_YEARS",
    "FORECASTS",
    "FORECAST_MEASURES",
    "FORECAST_METHODS",
    "GROWTH_BASES",
    "LEADS",
    "LEAD_DISTANCES",
    "LOAD_HOURS",
    "LOANS",
    "OBSERVATIONS",
    "PARK_OFFERS",
    "PAYMENTS",
    "PLACE_YEARS",
    "PROJECTS",
    "PROJECT_MONTHS",
    "REGISTER_TABLES",
    "STATUSES",
    "SUPPLY_TERMS",
    "SUPPORTS",
    "SUPPORT_KINDS",
    "TARGETS",
    "TITLES",
    "ArrowStream",
    "Column",
    "Engine",
    "Facts",
    "Measure",
    "ParquetFiles",
    "Program",
    "Provenance",
    "Results",
    "Source",
    "Step",
    "TableSchema",
    "column_names",
    "count_rows",
    "empty_columns",
    "facts_from_tables",
    "fitted_tables",
    "given_columns",
    "literal",
    "parquet_columns",
    "quote",
    "read_rows",
    "read_tables",
    "rows_of",
    "spark_sql",
    "store_tables",
    "table_from_rows",
    "tables_of",
    "write_rows",
]

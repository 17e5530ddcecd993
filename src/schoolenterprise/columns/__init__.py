"""Records as columns: Arrow tables, counting on coded fields, SQL by DuckDB, data frames.

The only room that uses pyarrow and duckdb, each imported when it is first needed. It knows records
and sequences of them, no ledger.
"""

from schoolenterprise.columns._coded import Coded, Columns, Days
from schoolenterprise.columns._count import ARROW_PAYS, arrow_counts, count, count_distinct, top
from schoolenterprise.columns._frames import to_pandas, to_polars
from schoolenterprise.columns._inside import rows_overlapping, rows_within
from schoolenterprise.columns._links import LINK_TABLES, LinkTable
from schoolenterprise.columns._named_tables import RECORD_TABLES, named_tables
from schoolenterprise.columns._positions import positions_of, with_positions
from schoolenterprise.columns._records import records_of, rows_of
from schoolenterprise.columns._sql import Parameters, sql
from schoolenterprise.columns._storage import from_arrow, from_parquet, to_arrow, to_parquet
from schoolenterprise.columns._tables import arrow_schema, arrow_table

__all__ = [
    "ARROW_PAYS",
    "LINK_TABLES",
    "RECORD_TABLES",
    "Coded",
    "Columns",
    "Days",
    "LinkTable",
    "Parameters",
    "arrow_counts",
    "arrow_schema",
    "arrow_table",
    "count",
    "count_distinct",
    "from_arrow",
    "from_parquet",
    "named_tables",
    "positions_of",
    "records_of",
    "rows_of",
    "rows_overlapping",
    "rows_within",
    "sql",
    "to_arrow",
    "to_pandas",
    "to_parquet",
    "to_polars",
    "top",
    "with_positions",
]

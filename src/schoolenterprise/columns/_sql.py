"""SQL over Arrow tables by DuckDB: one SELECT, parameters bound, no files and no network."""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import ModuleType
from typing import Any

from schoolenterprise.dates import PartialDate, Period
from schoolenterprise.errors import InvalidValueError, optional, wrong_type
from schoolenterprise.vocabulary import Labelled

Parameters = Sequence[object] | Mapping[str, object]
"""Values for the marks `?` of a query in their order, or for marks such as `$year` by name."""

_SETTINGS = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    # Otherwise the name of a table may be that of a variable of the calling program.
    "python_enable_replacements": "false",
    "lock_configuration": "true",
}

# Functions that take an address in memory, which ends the process, or run SQL put together.
_REFUSED = re.compile(
    r"\b((?:arrow|pandas)_scan\w*|python_map_function|query(?:_table)?"
    r"|json_execute_serialized_sql|from_substrait\w*)\b",
    re.I,
)
_WORD = re.compile(r"\w+")
# What lists tables needs them all.
_LISTING = frozenset({"show", "information_schema", "duckdb_tables", "duckdb_columns"})

_MISSING_TABLE = re.compile(r'Table with name "?([^\s"]+)"? does not exist')
_MISSING_COLUMN = re.compile(r'(?:column "|column named "|key ")([^"]+)"', re.I)
# DuckDB also proposes tables of its own.
_PROPOSAL = re.compile(r'\s*Did you mean "[^"]*"\??')
_NEAREST = 3


def sql(
    tables: Mapping[str, Callable[[], Any]], query: str, parameters: Parameters | None = None
) -> Any:
    """Return the answer to a query over `tables` as a `pyarrow.Table`.

    The query is one SELECT in the SQL of DuckDB (WITH, VALUES and FROM alone begin one as well). It
    reads `tables` and nothing else: no file, no network, no variable of the program. A table is
    made when the query names it. Values of the caller belong into `parameters`, where they are data
    whatever stands in them; dates and periods are bound as their EDTF text.

    Args:
        tables: name of each table → what makes the `pyarrow.Table`.
        query: the SELECT.
        parameters: values for `?` in their order, or for `$name` by name; `None`: there are none.

    Raises:
        InvalidValueError: the query is no single SELECT, or wrong, or the parameters do not fit.
        MissingExtraError: duckdb or pyarrow is not installed.

    >>> from schoolenterprise.columns import arrow_table
    >>> from schoolenterprise.model import Program
    >>> tables = {"programs": lambda: arrow_table(Program, [Program(name="访企拓岗")])}
    >>> sql(tables, "select name from programs where name = ?", ["访企拓岗"]).to_pylist()
    [{'name': '访企拓岗'}]
    """
    duckdb = optional("duckdb", "duckdb")
    optional("pyarrow", "arrow")
    if not isinstance(query, str):
        raise wrong_type("query", query, "a SELECT as text")
    made: dict[str, Any] = {}
    with duckdb.connect(":memory:", config=_SETTINGS) as connection:
        try:
            statement = _statement(duckdb, connection, query)
            for name in _named(query, tables):
                made[name] = tables[name]()
                connection.register(name, made[name])
            return connection.sql(statement, params=_bound(parameters)).to_arrow_table()
        except (duckdb.Error, UnicodeEncodeError) as error:
            raise InvalidValueError(_told(str(error), tables, made)) from None


def _statement(duckdb: ModuleType, connection: Any, query: str) -> Any:
    """Return the only statement of `query`, a SELECT."""
    refused = _REFUSED.search(query)
    if refused:
        raise InvalidValueError(
            f"query: found {refused[0]}, expected no function that reads anything but tables;"
            " give a text that holds this word as a parameter"
        )
    query.encode()
    statements = connection.extract_statements(query)
    if len(statements) != 1:
        raise InvalidValueError(f"query: found {len(statements)} statements, expected one SELECT")
    (statement,) = statements
    # Old versions write PRAGMA and PIVOT anew as a SELECT of another text.
    if statement.type != duckdb.StatementType.SELECT or statement.query.strip() not in query:
        kind = str(statement.type).rpartition(".")[2].rstrip(">").partition(":")[0]
        found = kind if kind != "SELECT" else query.split()[0].upper()
        raise InvalidValueError(f"query: found {found}, expected one SELECT")
    return statement


def _named(query: str, tables: Iterable[str]) -> list[str]:
    """Return the names of tables that occur in `query`, or of all when it may list them."""
    words = {word.casefold() for word in _WORD.findall(query)}
    return [name for name in tables if name in words or words & _LISTING]


def _bound(parameters: Parameters | None) -> list[object] | dict[str, object]:
    if parameters is None:
        return []
    if isinstance(parameters, Mapping):
        return {name: _plain(value) for name, value in parameters.items()}
    if isinstance(parameters, str) or not isinstance(parameters, Sequence):
        raise wrong_type("parameters", parameters, "a list of values, or values by name")
    return [_plain(value) for value in parameters]


def _plain(value: object) -> object:
    if isinstance(value, PartialDate | Period):
        return value.edtf
    if isinstance(value, Labelled):
        return value.value
    if isinstance(value, str):
        value.encode()
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    return value


def _told(message: str, tables: Iterable[str], made: Mapping[str, Any]) -> str:
    """Return DuckDB's own words in one line, and the names that look like the one it misses."""
    reason = re.split(r"\n\s*LINE \d+:", message)[0]
    table, column = _MISSING_TABLE.search(reason), _MISSING_COLUMN.search(reason)
    near = ""
    if table:
        reason = _PROPOSAL.sub("", reason)
        near = _near(table[1], tables) or f"; the tables are {', '.join(tables)}"
    elif column:
        near = _near(column[1], (name for each in made.values() for name in each.column_names))
    return f"query: {' '.join(reason.split())}{near}"


def _near(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name.casefold(), dict.fromkeys(known), n=_NEAREST)
    return f"; did you mean {' or '.join(close)}?" if close else ""


__all__ = ["Parameters", "sql"]

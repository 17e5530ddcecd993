"""Problems and exceptions: one line each, facts as attributes, whole after a trip through pickle."""

import pickle
from types import ModuleType

import pytest

from schoolenterprise.errors import (
    NOWHERE,
    FormatError,
    InvalidFieldError,
    InvalidRecordError,
    MissingExtraError,
    Place,
    Problem,
    SchoolEnterpriseError,
    optional,
)

PROBLEM = Problem(
    code="invalid-value",
    found="'2022-02-30'",
    expected="a date",
    advice="February 2022 has 28 days",
    place=Place(file="台账.json", line=3, column=7, record="visit:1", path="date"),
)


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (
            PROBLEM,
            "台账.json, line 3, column 7, visit:1, date: found '2022-02-30', expected a date; "
            "February 2022 has 28 days",
        ),
        (Problem(code="x", found="nothing"), "found nothing"),
        (
            Problem(code="x", found="624日", alternatives=("6月24日", "62月4日")),
            "found 624日 (possible: 6月24日 | 62月4日)",
        ),
    ],
)
def test_a_problem_is_one_line(problem: Problem, line: str) -> None:
    assert str(problem) == line


def test_nowhere_is_no_place() -> None:
    assert str(NOWHERE) == ""
    assert str(Place(line=2)) == "line 2"


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (InvalidRecordError([PROBLEM, PROBLEM]), f"{PROBLEM}; {PROBLEM}"),
        (FormatError(PROBLEM), str(PROBLEM)),
        (InvalidFieldError("date", "5", "a date"), "date: found 5, expected a date"),
        (
            InvalidFieldError("uscc", "'x'", "a code", "it is short"),
            "uscc: found 'x', expected a code; it is short",
        ),
        (
            MissingExtraError("rich", "cli"),
            "rich is not installed; install it with: pip install 'schoolenterprise[cli]'",
        ),
    ],
)
def test_an_error_keeps_its_facts(error: SchoolEnterpriseError, message: str) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert str(error) == str(again) == message
    assert vars(again) == vars(error) != {}


def test_an_optional_package_is_loaded_or_named() -> None:
    assert isinstance(optional("json", "cli"), ModuleType)
    with pytest.raises(MissingExtraError, match="no_such_package is not installed"):
        optional("no_such_package", "cli")


def test_a_file_refused_as_a_whole_tells_every_fault_of_it() -> None:
    other = Problem(code="faulty", found="2")
    error = FormatError(PROBLEM, other)
    assert (error.problem, error.problems) == (PROBLEM, (PROBLEM, other))
    assert str(error) == f"{PROBLEM}; {other}"
    assert pickle.loads(pickle.dumps(error)).problems == error.problems

"""How Sphinx builds the documentation; the reference is written first, from the package itself."""

import sys
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.ext.napoleon.docstring import GoogleDocstring

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "src")]

from _generate_reference import generate  # noqa: E402  # found through the path set above

from schoolenterprise._version import __version__  # noqa: E402  # the same

generate(HERE / "reference" / "generated")

project = "schoolenterprise"
author = "schoolenterprise contributors"
project_copyright = "2026, schoolenterprise contributors"
version = release = __version__

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.doctest",
]
source_suffix = {".md": "markdown"}
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3

# Docstrings put code between single backticks.
default_role = "literal"
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
# The pages mark their examples; the examples in docstrings are run with the tests.
doctest_test_doctest_blocks = ""
# Many classes bear a field `id` or `date`: a word that could mean several of them is no fault.
suppress_warnings = ["ref.python"]

html_theme = "furo"
html_title = "schoolenterprise"


def read_sections(
    _app: Sphinx, what: str, _name: str, _obj: object, _options: object, lines: list[str]
) -> None:
    """Turn sections such as `Raises:` into field lists, in every docstring but those of fields.

    As an extension, Napoleon would take what stands before the first colon of a field for its type.
    """
    if what not in {"attribute", "data"}:
        lines[:] = GoogleDocstring(lines).lines()


def setup(app: Sphinx) -> None:
    """Connect what this file adds to Sphinx."""
    app.connect("autodoc-process-docstring", read_sections)

"""Forms that schools hand in (访企拓岗, 产学合作, or one of their own), filled from a ledger."""

from schoolenterprise.formats.forms._form import FORMS, Fills, Form, FormField, Rows, form_of
from schoolenterprise.formats.forms._read import load_csv, load_xlsx
from schoolenterprise.formats.forms._worklist import Ask, worklist
from schoolenterprise.formats.forms._written import dump_csv, dump_xlsx

__all__ = [
    "FORMS",
    "Ask",
    "Fills",
    "Form",
    "FormField",
    "Rows",
    "dump_csv",
    "dump_xlsx",
    "form_of",
    "load_csv",
    "load_xlsx",
    "worklist",
]

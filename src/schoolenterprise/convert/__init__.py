"""Records as dictionaries of plain JSON values, and back; text is not written or read here.

The converter for cattrs is in `schoolenterprise.convert.converter`, which loads cattrs.
"""

from schoolenterprise.convert._blank import blank
from schoolenterprise.convert._compile import compiled
from schoolenterprise.convert._convert import from_dict, structure, to_dict
from schoolenterprise.convert._decode import DOUBTS, decode
from schoolenterprise.convert._examine import examine
from schoolenterprise.convert._marks import RepeatedKeys, RoundedNumber, Unreadable
from schoolenterprise.convert._wording import described

__all__ = [
    "DOUBTS",
    "RepeatedKeys",
    "RoundedNumber",
    "Unreadable",
    "blank",
    "compiled",
    "decode",
    "described",
    "examine",
    "from_dict",
    "structure",
    "to_dict",
]

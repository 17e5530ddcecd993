"""Dates as people state them: EDTF (ISO 8601-2:2019) levels 0 and 1, and dates of an unknown year.

Provides no times of day and reads no prose: `2022年2月中旬` is no date to it.
"""

from schoolenterprise.dates._extent import Extent
from schoolenterprise.dates._grammar import Precision
from schoolenterprise.dates._parse import When, parse
from schoolenterprise.dates._partial_date import PartialDate
from schoolenterprise.dates._period import Period
from schoolenterprise.dates._spanning import spanning

__all__ = ["Extent", "PartialDate", "Period", "Precision", "When", "parse", "spanning"]

"""Many pages at once: `read_many` streams their readings in order, over processes if asked to."""

from schoolenterprise.scale._many import processors, read_many
from schoolenterprise.scale._page import Page, PageRead

__all__ = ["Page", "PageRead", "processors", "read_many"]

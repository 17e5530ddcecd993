"""Saved web pages: the article in one, what its markup says about it, and the records in both.

Needs the extra `html` (lxml) when a page is read, not when this is imported.
"""

from schoolenterprise.reader.html.page import Found, WebPage
from schoolenterprise.reader.html.reading import page_of, read_html

__all__ = ["Found", "WebPage", "page_of", "read_html"]

"""Saved web pages: the article in one, what its markup says about it, and the records in both.

Needs the extra `html` (lxml) when a page is read, not when this is imported.
"""

from schoolenterprise.reader.html.page import Found, WebPage
from schoolenterprise.reader.html.reading import SUFFIXES, is_web_page, page_of, read_html

__all__ = ["SUFFIXES", "Found", "WebPage", "is_web_page", "page_of", "read_html"]

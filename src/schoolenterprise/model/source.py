"""The documents that records are read from."""

import hashlib
from typing import ClassVar

from schoolenterprise import ids
from schoolenterprise.dates import PartialDate
from schoolenterprise.errors import InvalidFieldError
from schoolenterprise.model._base import Record, record, when


def digest(text: str) -> str:
    """Return the SHA-256 of `text` in UTF-8, in hexadecimal; a lone surrogate counts as is."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@record
class Source(Record):
    """来源文档：a document, such as a news page, from which records were read."""

    prefix: ClassVar[str] = "source"

    title: str | None = None
    """标题：headline of the page; `None`: it has none."""
    publisher: str | None = None
    """发布者：who published the page, in the page's words; `None`: it does not say."""
    authors: tuple[str, ...] = ()
    """作者：people of the byline (reporters, photographers, editors), who are no officials."""
    url: str | None = None
    """网址：address of the page; `None`: not known."""
    published: PartialDate | None = None
    """发布日期：day of publication; `None`: neither the page nor the caller says."""
    text: str | None = None
    """正文：the whole text as it was given, to which every offset refers; `None`: left out."""
    digest: str | None = None
    """摘要值：SHA-256 of the text in hexadecimal; made from `text` when left out."""

    def __attrs_post_init__(self) -> None:
        made = digest(self.text) if self.text is not None else self.digest
        if self.digest is None:
            object.__setattr__(self, "digest", made)
        elif self.digest != made:
            raise InvalidFieldError("digest", repr(self.digest), f"{made}, which is the text's")
        Record.__attrs_post_init__(self)

    def _identity(self) -> tuple[str, ...]:
        return (when(self.published), ids.part((self.digest or "")[:12] or self.title or self.url))


__all__ = ["Source", "digest"]

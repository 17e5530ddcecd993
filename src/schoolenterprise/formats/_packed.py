"""Formats inside a compressed file: what is unpacked on the way in and packed on the way out."""

from collections.abc import Callable, Iterable
from typing import Any

from schoolenterprise.files import Target, replaced
from schoolenterprise.formats.compression import compressed, decompressed
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Record


def load(plain: Callable[..., Ledger], compression: str, source: Target, **options: Any) -> Ledger:
    """Return the ledger that `plain` reads from what is compressed in `source`."""
    with decompressed(source, compression) as stream:
        return plain(stream, **options)


def dump(
    plain: Callable[..., None],
    compression: str,
    records: Iterable[Record],
    target: Target,
    **options: Any,
) -> None:
    """Have `plain` write `records` to `target`, compressed."""
    with replaced(target) as stream, compressed(stream, compression) as packed:
        plain(records, packed, **options)


__all__ = ["dump", "load"]

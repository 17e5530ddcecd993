"""`merged`: the records of two ledgers brought under one id each; changes neither of them."""

from collections.abc import Iterable

from schoolenterprise.ledger._merging import Merging
from schoolenterprise.ledger._policy import OnConflict
from schoolenterprise.model import Record


def merged(
    own: Iterable[Record],
    other: Iterable[Record],
    on_conflict: str = OnConflict.KEEP_BOTH,
) -> list[Record]:
    """Return the records of `own`, in their order, with what `other` tells; then what is new.

    A record that stands beside another because of a contradiction follows that one.

    Raises:
        ConflictError: by the policy `refuse`, where the two contradict each other; or two records
            of `own` bear one id.
        InvalidValueError: there is no such policy, or something is no record.

    >>> from schoolenterprise.model import Program
    >>> one, other = Program(name="企业行"), Program(name="企业行", aliases=("新春企业行",))
    >>> merged([one], [other])
    [Program(id='program:企业行', name='企业行', aliases=('新春企业行',))]
    """
    merging = Merging(own, on_conflict)
    merging.take(other)
    return merging.records()


__all__ = ["merged"]

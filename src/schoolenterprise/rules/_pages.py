"""Pages with the dates of the visits of a school on each, taken together; none is judged here."""

from attrs import frozen

from schoolenterprise.dates import Period, When
from schoolenterprise.model import Visit
from schoolenterprise.rules._trips import Trip


@frozen(kw_only=True)
class Page:
    """The dated visits of the school on one page, and how they lie to the period."""

    first: When
    """Date of the first."""
    last: When
    """Date of the last."""
    inside: bool
    """Whether all are in the period."""
    touching: bool
    """Whether any may be."""

    @classmethod
    def of(cls, date: When, period: Period) -> "Page":
        """Return the page with one visit."""
        inside, touching = period.contains(date), period.overlaps(date)
        return cls(first=date, last=date, inside=inside, touching=touching)

    def with_date(self, date: When, period: Period) -> "Page":
        """Return the page with one more visit, not before the others."""
        inside = self.inside and period.contains(date)
        return Page(
            first=self.first,
            last=date,
            inside=inside,
            touching=self.touching or period.overlaps(date),
        )


def pages_of(every: list[Trip], period: Period) -> dict[str, Page]:
    """Return the pages of visits that are in the order of their dates."""
    found: dict[str, Page] = {}
    for trip in every:
        date = trip.visit.date
        if date is None or not trip.ours:
            continue
        for source in sources_of(trip.visit):
            page = found.get(source)
            found[source] = page.with_date(date, period) if page else Page.of(date, period)
    return found


def sources_of(visit: Visit) -> list[str]:
    """Return the ids of the pages that tell of a visit, each once."""
    return list(dict.fromkeys(evidence.source for evidence in visit.evidence))


__all__ = ["Page", "pages_of", "sources_of"]

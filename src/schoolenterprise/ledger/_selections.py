"""`Selections`: what is in a ledger, a selection for each class; it changes nothing."""

from schoolenterprise.query import (
    Agreements,
    Appointments,
    Arrangements,
    Counts,
    Enterprises,
    Events,
    IndustryColleges,
    Institutions,
    Officials,
    Organizations,
    Placements,
    Programs,
    Sources,
    Store,
    Visits,
)


class Selections:
    """Base of the ledger: a selection of all its records of each class."""

    _store: Store

    @property
    def sources(self) -> Sources:
        """The documents that records come from."""
        return Sources(self._store)

    @property
    def organizations(self) -> Organizations:
        """Every organization, schools and firms among them."""
        return Organizations(self._store)

    @property
    def institutions(self) -> Institutions:
        """The schools."""
        return Institutions(self._store)

    @property
    def enterprises(self) -> Enterprises:
        """The firms."""
        return Enterprises(self._store)

    @property
    def officials(self) -> Officials:
        """The people in posts."""
        return Officials(self._store)

    @property
    def programs(self) -> Programs:
        """The named campaigns and plans."""
        return Programs(self._store)

    @property
    def visits(self) -> Visits:
        """The visits."""
        return Visits(self._store)

    @property
    def agreements(self) -> Agreements:
        """The agreements."""
        return Agreements(self._store)

    @property
    def industry_colleges(self) -> IndustryColleges:
        """The industry colleges."""
        return IndustryColleges(self._store)

    @property
    def arrangements(self) -> Arrangements:
        """The other lasting forms of cooperation."""
        return Arrangements(self._store)

    @property
    def appointments(self) -> Appointments:
        """The roles that people received."""
        return Appointments(self._store)

    @property
    def placements(self) -> Placements:
        """The placements of students."""
        return Placements(self._store)

    @property
    def events(self) -> Events:
        """The ceremonies and meetings."""
        return Events(self._store)

    @property
    def counts(self) -> Counts:
        """The numbers that texts state."""
        return Counts(self._store)


__all__ = ["Selections"]

"""The education ministry's list of colleges and universities (2025-06-20), by any name."""

from functools import cache

from attrs import frozen

from schoolenterprise.vocabulary.organizations import InstitutionLevel, Ownership
from schoolenterprise.vocabulary.packaged import packaged_rows


@frozen(kw_only=True, slots=True)
class InstitutionRow:
    """One school of the list, as it stood on 2025-06-20."""

    code: str
    """学校(机构)标识码, ten digits. A school that was renamed keeps its code."""
    name: str
    """Name on the list."""
    former_names: tuple[str, ...] = ()
    """Names before that, as far as the table knows; most older changes of name are not in it."""
    later_names: tuple[str, ...] = ()
    """Names given after 2025-06-20; empty when the table knows none."""
    authority: str
    """主管部门 as listed: 教育部, 湖北省, 湖北省教育厅."""
    city: str
    """所在地 as listed: 武汉市; a county for a few schools: 澄迈县."""
    level: InstitutionLevel
    """Level as listed: `UNDERGRADUATE` (vocational universities too) or `HIGHER_VOCATIONAL`."""
    ownership: Ownership
    """Who runs it."""

    @property
    def implied_level(self) -> InstitutionLevel:
        """The level told by list and name together: a 职业…大学 listed as 本科 is 职业本科.

        It holds for the present name: before a college became a university it had another level.
        """
        listed_as_university = self.level is InstitutionLevel.UNDERGRADUATE
        if listed_as_university and "职业" in self.name and self.name.endswith("大学"):
            return InstitutionLevel.VOCATIONAL_UNDERGRADUATE
        return self.level

    @property
    def all_names(self) -> tuple[str, ...]:
        """The name on the list, then former and later ones."""
        return (self.name, *self.former_names, *self.later_names)

    def names_before(self, name: str) -> tuple[str, ...]:
        """Return the names that the school bore before `name`, one of its own.

        The order of former names among each other is not known, so none comes before another.
        """
        if name in self.former_names:
            return ()
        if name in self.later_names:
            earlier = self.later_names[: self.later_names.index(name)]
            return (*self.former_names, self.name, *earlier)
        return self.former_names


@cache
def all_institutions() -> tuple[InstitutionRow, ...]:
    """Return every school of the list, in its order: by province, then as the ministry lists them.

    The list holds 2,919 general and vocational colleges and universities: no adult colleges, no
    secondary or technical schools, nothing in Taiwan, Hong Kong and Macao.
    """
    return tuple(_row(*fields) for fields in packaged_rows("institutions"))


def find_institution(name: str) -> InstitutionRow | None:
    """Return the school with exactly this name, present, former or later; `None` when none has it.

    武汉职业技术学院 and 武汉职业技术大学 give the same row.
    """
    return _rows_by_name().get(name)


def _row(
    code: str,
    name: str,
    former: str,
    later: str,
    authority: str,
    city: str,
    level: str,
    ownership: str,
) -> InstitutionRow:
    return InstitutionRow(
        code=code,
        name=name,
        former_names=_names(former),
        later_names=_names(later),
        authority=authority,
        city=city,
        level=InstitutionLevel.named(level),
        ownership=Ownership.named(ownership),
    )


def _names(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()


@cache
def _rows_by_name() -> dict[str, InstitutionRow]:
    return {name: row for row in all_institutions() for name in row.all_names}


__all__ = ["InstitutionRow", "all_institutions", "find_institution"]

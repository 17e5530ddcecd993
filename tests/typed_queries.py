"""Questions as type checkers see them: mypy reads this file, a test runs it."""

from typing import Any

from schoolenterprise.ledger import Ledger
from schoolenterprise.model import (
    Agreement,
    Count,
    Enterprise,
    Institution,
    Official,
    Organization,
    Program,
    Visit,
)
from schoolenterprise.query import (
    Agreements,
    Enterprises,
    Institutions,
    Moment,
    Officials,
    Organizations,
    Partner,
    Programs,
    Tally,
    Visits,
)


def ask(ledger: Ledger, school: Institution) -> tuple[object, ...]:
    """Ask everything whose answer has a type of its own."""
    visits: Visits = ledger.visits.in_year(2022, "possibly").by(school)[1:5]
    led: Visits = (
        visits.sorted_by("date", descending=True).led_by("何静").where(lambda each: each.hosts)
    )
    visit: Visit = ledger.visits[0]
    first: Visit | None = visits.first()
    only: Visit = ledger.visits.only()
    hosts: tuple[str, ...] = next(iter(ledger.visits)).hosts
    tally: Tally = led.count_by("host", distinct=lambda each: each.visitor)
    best: tuple[tuple[Any, int], ...] = tally.top(3)
    agreements: Agreements = ledger.agreements.between("2022-03", None).signed_with(school, "蓝海")
    agreement: Agreement | None = agreements.last()
    people: Officials = ledger.officials.of(school, at="2022-05", title="校长").involving(school)
    person: Official | None = people.first()
    bodies: Organizations = ledger.organizations.in_region("湖北").of_kind("park")
    body: Organization = ledger.organization("星川")
    schools: Institutions = ledger.institutions.of_level("高职").in_region("湖北")
    firms: Enterprises = (
        ledger.enterprises.in_industry("C39").in_region("武汉").listed_as("专精特新")
    )
    firm: Enterprise | None = firms[::2].first()
    programs: Programs = ledger.programs.in_year(2022)
    program: Program | None = programs.first()
    count: Count | None = ledger.counts.of(school).of_what("interns").first()
    partners: tuple[Partner, ...] = ledger.partners(school)
    moments: tuple[Moment, ...] = ledger.timeline(school)
    found = (visit, first, only, hosts, best, agreement, person, bodies, body, schools, firm)
    return (*found, program, count, partners, moments)


def ask_what_cannot_be_asked(ledger: Ledger) -> None:
    """Each line is an error to mypy; it would tell if one of these comments were of no use."""
    ledger.visits.signed_with("蓝海")  # type: ignore[attr-defined]
    ledger.agreements.led_by("何静")  # type: ignore[attr-defined]
    ledger.visits.in_year("2022")  # type: ignore[arg-type]
    ledger.visits.in_year(2022, "surely")  # type: ignore[arg-type]
    ledger.visits.where(lambda each: each.parties)  # type: ignore[attr-defined]
    ledger.officials.in_year(2022)  # type: ignore[attr-defined]
    ledger.organizations.of_level("高职")  # type: ignore[attr-defined]

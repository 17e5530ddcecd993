"""The rules on signatories: each signs for a party of the agreement, and has a post there."""

from collections.abc import Iterator

from schoolenterprise.check._finding import note, warning
from schoolenterprise.check._kin import Kin
from schoolenterprise.errors import Problem
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Agreement, Official, Signatory


def check_signatories(ledger: Ledger) -> Iterator[Problem]:
    """Yield a `signatory-of-no-party` where somebody signs for a body that is no party.

    The body is the signatory's `party`, else the `organization`. A subsidiary's person may sign
    for its parent and the other way round, one level up. Where the text ends its list of parties
    openly, or names none, nothing is told.

    Yield a note `signatory-without-post` where the person's own record names a body for every post
    and none is the party: such a person may sign, but more often two people were taken for one.
    The same is told of one for whom the text names no body, and whose posts are at no party.
    """
    kin = Kin(ledger)
    officials = {each.id: each for each in ledger.officials}
    for agreement in ledger.agreements:
        for index, person in enumerate(agreement.signatories if agreement.parties else ()):
            path = f"signatories[{index}]"
            if not _is_of_a_party(agreement, person, kin):
                yield _of_no_party(agreement, path, person)
            elif person.official in officials:
                yield from _without_post(agreement, path, person, officials[person.official], kin)


def _is_of_a_party(agreement: Agreement, person: Signatory, kin: Kin) -> bool:
    side = person.party or person.organization
    if side is None or agreement.more_parties or side in agreement.parties:
        return True
    return any(kin.are(side, party) for party in agreement.parties)


def _of_no_party(agreement: Agreement, path: str, person: Signatory) -> Problem:
    side = "party" if person.party else "organization"
    return warning(
        "signatory-of-no-party",
        agreement.id,
        f"{path}.{side}",
        found=f"{person.name} for {person.party or person.organization}",
        expected=f"one of the parties {', '.join(agreement.parties)}",
        advice="add the party, or correct for whom the person signs",
    )


def _without_post(
    agreement: Agreement, path: str, person: Signatory, official: Official, kin: Kin
) -> Iterator[Problem]:
    sides = (person.party,) if person.party else agreement.parties
    homes = [post.organization for post in official.posts]
    if not person.party and (person.organization or agreement.more_parties):
        return
    if homes and not any(home is None or _is_kin(kin, home, sides) for home in homes):
        yield note(
            "signatory-without-post",
            agreement.id,
            f"{path}.{'party' if person.party else 'official'}",
            found=f"{person.name} of {', '.join(official.organizations)} for {', '.join(sides)}",
            expected="a post at the party" if person.party else "a post at one of the parties",
            advice="add the post, or make sure that the person is the one who signed",
        )


def _is_kin(kin: Kin, home: str, sides: tuple[str, ...]) -> bool:
    return any(kin.are(home, side) for side in sides)


__all__ = ["check_signatories"]

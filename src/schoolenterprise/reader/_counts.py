"""Pass 5, counts: the numbers of the page, each once, with the date that holds there."""

from schoolenterprise.reader._facts import CountFact
from schoolenterprise.reader._numbers import scan_quantities
from schoolenterprise.reader._scene import Scene
from schoolenterprise.vocabulary import CountKind


def read_counts(scene: Scene) -> list[CountFact]:
    """Read every number that counts something the field reports; a rounding of another one goes."""
    rows = [row for row in scene.rows if row.sentence.kind == "body"]
    found: dict[tuple[CountKind, str], CountFact] = {}
    for quantity in scan_quantities(scene.text):
        row = next((row for row in rows if row.start <= quantity.start < row.end), None)
        if row is None:
            continue
        key = (quantity.what, str(quantity.quantity))
        found.setdefault(key, CountFact(quantity, scene.date_at(row, quantity.start)))
    facts = list(found.values())
    return [fact for fact in facts if not _rounds_another(fact, facts)]


def _rounds_another(fact: CountFact, facts: list[CountFact]) -> bool:
    """Say whether 10余家 only rounds the 10家 that the page also gives."""
    quantity = fact.quantity.quantity
    if quantity.value is not None:
        return False
    return any(
        other.quantity.what is fact.quantity.what
        and other.quantity.quantity.value is not None
        and other.quantity.quantity.value == quantity.at_least
        for other in facts
    )

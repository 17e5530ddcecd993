"""Pass 5, counts: the numbers of the page, each once, with the date that holds there."""

from schoolenterprise.quantities import Quantity
from schoolenterprise.reader._facts import CountFact
from schoolenterprise.reader._mentions import QuantityMention
from schoolenterprise.reader._numbers import scan_quantities
from schoolenterprise.reader._scene import Row, Scene
from schoolenterprise.reader._trace import refused
from schoolenterprise.vocabulary import CountKind


def read_counts(scene: Scene) -> list[CountFact]:
    """Read every number that counts something the field reports; a rounding of another one goes."""
    found: dict[tuple[CountKind, Quantity], CountFact] = {}
    for mention in scan_quantities(scene.text):
        row = scene.row_at(mention.start)
        key = (mention.what, mention.quantity)
        if row is None or row.sentence.kind != "body" or _is_planned(mention, row):
            continue
        if key not in found:
            found[key] = CountFact(mention, scene.date_at(row, mention.start))
    exact = {(what, quantity.value) for what, quantity in found}
    kept = []
    for key, fact in found.items():
        if _rounds(*key, exact):
            refused("count-rounds-another", fact.quantity.start, fact.quantity.end)
        else:
            kept.append(fact)
    return kept


def _is_planned(mention: QuantityMention, row: Row) -> bool:
    """Say whether the page only means to visit so many firms; what is offered is told ahead."""
    planned = mention.what is CountKind.ENTERPRISES_VISITED and row.is_planned(mention.start)
    if planned:
        refused("count-planned", mention.start, mention.end)
    return planned


def _rounds(what: CountKind, quantity: Quantity, exact: set[tuple[CountKind, int | None]]) -> bool:
    """Say whether 10余家 only rounds the 10家 that the page also gives."""
    return quantity.value is None and (what, quantity.at_least) in exact

"""What the register lacks: dates, addressees, diarienummer. Each line names the remiss it is found in."""

from collections.abc import Iterator
from dataclasses import dataclass

from secretary_app.domain.model import Addressee, Namnd, Recommendation, Referral, Remiss, RemissState
from secretary_app.operations.finding import name_of
from secretary_app.store.register import Register


@dataclass(frozen=True)
class Gap:
    kind: str
    """utan-diarienummer, utan-svarsdatum, internremiss-utan-datum, utan-adressat, ord-som-adressat."""
    remiss_id: str
    text: str


def gaps(register: Register) -> list[Gap]:
    """Every gap in the open remisser, remiss by remiss."""
    abbreviations = {body.id: body.abbreviation for body in register.find(Namnd)}
    addressees: dict[str, list[Addressee]] = {}
    for addressee in register.find(Addressee):
        addressees.setdefault(addressee.recommendation_id, []).append(addressee)
    open_remisser = {each.id: each for each in register.find(Remiss, state=RemissState.OPEN)}
    found = [gap for remiss in open_remisser.values() for gap in _of_remiss(remiss)]
    for referral in register.find(Referral, deadline=None):
        if referral.remiss_id in open_remisser:
            remiss = open_remisser[referral.remiss_id]
            namnd = abbreviations[referral.namnd_id]
            text = f"{name_of(remiss)}: internremissen till {namnd} saknar svarsdatum."
            found.append(Gap("internremiss-utan-datum", remiss.id, text))
    for recommendation in register.find(Recommendation):
        if recommendation.remiss_id in open_remisser:
            remiss = open_remisser[recommendation.remiss_id]
            found += _of_recommendation(remiss, recommendation, addressees.get(recommendation.id, []))
    return sorted(found, key=lambda gap: gap.remiss_id)


def _of_remiss(remiss: Remiss) -> Iterator[Gap]:
    if not remiss.diarienummer:
        yield Gap("utan-diarienummer", remiss.id, f"{remiss.title}: remissen saknar diarienummer.")
    if remiss.answer_by is None:
        yield Gap("utan-svarsdatum", remiss.id, f"{name_of(remiss)}: remissen saknar svarsdatum.")


def _of_recommendation(remiss: Remiss, recommendation: Recommendation, addressees: list[Addressee]) -> Iterator[Gap]:
    place = f"{name_of(remiss)}, rekommendation {recommendation.number}"
    if not addressees:
        yield Gap("utan-adressat", remiss.id, f"{place}: ingen nämnd är utpekad.")
    for addressee in addressees:
        if addressee.namnd_id is None:
            yield Gap("ord-som-adressat", remiss.id, f"{place}: välj vilka nämnder ”{addressee.words}” är.")

"""What the register lacks: dates, addressees, diarienummer. Each line names the remiss it is found in."""

from collections.abc import Iterable, Iterator
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
    return gaps_in(
        register.find(Remiss, state=RemissState.OPEN),
        register.find(Namnd),
        register.find(Recommendation, id=register.unaddressed()),
        register.find(Addressee, namnd_id=None),
        register.find(Referral, deadline=None),
    )


def gaps_in(
    remisser: Iterable[Remiss],
    bodies: Iterable[Namnd],
    recommendations: Iterable[Recommendation],
    all_addressees: Iterable[Addressee],
    referrals: Iterable[Referral],
) -> list[Gap]:
    """The same of rows that have been read, of those of these remisser that are open."""
    abbreviations = {body.id: body.abbreviation for body in bodies}
    addressees: dict[str, list[Addressee]] = {}
    for addressee in all_addressees:
        addressees.setdefault(addressee.recommendation_id, []).append(addressee)
    open_remisser = {each.id: each for each in remisser if each.state is RemissState.OPEN}
    found = [gap for remiss in open_remisser.values() for gap in _of_remiss(remiss)]
    for referral in referrals:
        if referral.deadline is None and referral.remiss_id in open_remisser:
            remiss = open_remisser[referral.remiss_id]
            namnd = abbreviations[referral.namnd_id]
            text = f"{name_of(remiss)}: internremissen till {namnd} saknar svarsdatum."
            found.append(Gap("internremiss-utan-datum", remiss.id, text))
    for recommendation in recommendations:
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

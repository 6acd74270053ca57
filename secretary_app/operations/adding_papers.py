"""Papers that belong to a remiss that is registered already: the report that came a week after its missiv."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from secretary_app.domain.model import Addressee, Attachment, Recommendation, Remiss, Verdict
from secretary_app.domain.text import single_line
from secretary_app.operations.attaching import attachment_of
from secretary_app.operations.composing import same_recommendation
from secretary_app.operations.finding import Bodies, must_be_open, name_of
from secretary_app.operations.form_plan import check_bodies
from secretary_app.operations.form_verdicts import verdict_rows
from secretary_app.operations.intake_form import FormRecommendation, RemissForm
from secretary_app.operations.papers import ReadPaper
from secretary_app.operations.registering import check_unchanged
from secretary_app.store.files import Section, keep_file
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id


@dataclass
class Added:
    remiss: Remiss
    attachments: list[Attachment] = field(default_factory=list)
    recommendations: list[Recommendation] = field(default_factory=list)
    """Those that the remiss did not have."""
    addressees: list[Addressee] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    there: int = 0
    """How many recommendations it had already."""


def add_to_remiss(register: Register, remiss_id: str, form: RemissForm, papers: Sequence[ReadPaper]) -> Added:
    """Keep the papers as handlingar of a remiss, and give it the recommendations and verdicts that it lacks.

    What the remiss says of itself stays; only a revisionsbyrå, a sender's diarienummer or a date to answer by that it
    has none of is filled in. Raises UserError where it is closed, a recommendation has no text, a paper was changed
    since it was read, or there is nothing to add; nothing is then added.
    """
    remiss = register.get(Remiss, remiss_id)
    must_be_open(remiss)
    check_bodies(form, Bodies.of(register))
    for paper in papers:
        check_unchanged(paper)
    added = Added(_filled_in(remiss, form))
    _take_recommendations(register, added, form)
    added.verdicts += verdict_rows(form, remiss, added.recommendations, form.firm or form.sender)
    present = {each.digest for each in register.find(Attachment, remiss_id=remiss.id)}
    new = [paper for paper in papers if paper.digest not in present]
    if not new and not added.recommendations and not added.verdicts:
        raise UserError(f"Allt finns redan i {name_of(remiss)}. Inget lades till.")
    kept = [(paper, keep_file(register.files, paper.path, remiss, Section.ATTACHMENTS)) for paper in new]
    with register.change(f"Lade till {_what(added, len(new))}: {name_of(remiss)}") as change:
        for paper, file in kept:
            change.add_file_text(file.digest, paper.text)
            added.attachments.append(attachment_of(paper.name, file, paper, remiss))
        if added.remiss != remiss:
            change.update(added.remiss)
        change.add(*added.attachments, *added.recommendations, *added.addressees, *added.verdicts)
    return added


def _filled_in(remiss: Remiss, form: RemissForm) -> Remiss:
    return replace(
        remiss,
        firm=remiss.firm or single_line(form.firm),
        sender_diarienummer=remiss.sender_diarienummer or single_line(form.sender_diarienummer),
        answer_by=remiss.answer_by or form.answer_by,
    )


def _take_recommendations(register: Register, added: Added, form: RemissForm) -> None:
    there = register.find(Recommendation, remiss_id=added.remiss.id)
    numbers = {each.number for each in there}
    position = max((each.position for each in there), default=0)
    for each in form.recommendations:
        if not single_line(each.text):
            raise UserError(f"Rekommendation {each.number} saknar text. Skriv den eller ta bort rekommendationen.")
        if any(same_recommendation(each.text, other.text) for other in there):
            added.there += 1
            continue
        position += 1
        number = each.number if each.number not in numbers else _next_number(numbers)
        numbers.add(number)
        _take(added, each, number, position)


def _next_number(numbers: set[str]) -> str:
    return next(str(number) for number in range(len(numbers) + 1, 2 * len(numbers) + 2) if str(number) not in numbers)


def _take(added: Added, each: FormRecommendation, number: str, position: int) -> None:
    made = Recommendation(
        id=new_id(),
        remiss_id=added.remiss.id,
        number=number,
        text=single_line(each.text),
        position=position,
        joint=each.joint,
        page=each.page,
        quote=each.quote,
    )
    added.recommendations.append(made)
    for place, to in enumerate(each.addressees, 1):
        words = "" if to.namnd_id else to.words
        added.addressees.append(
            Addressee(id=new_id(), recommendation_id=made.id, namnd_id=to.namnd_id, words=words, position=place)
        )


def _what(added: Added, papers: int) -> str:
    said = [
        f"{papers} {'handling' if papers == 1 else 'handlingar'}" if papers else "",
        f"{len(added.recommendations)} {'rekommendation' if len(added.recommendations) == 1 else 'rekommendationer'}"
        if added.recommendations
        else "",
        f"{len(added.verdicts)} omdömen" if added.verdicts else "",
    ]
    return " och ".join(filter(None, said))


def told(added: Added) -> str:
    """What was done, in a sentence."""
    papers = len(added.attachments)
    said = f"{_what(added, papers).capitalize()} lades till i {name_of(added.remiss)}."
    if added.there:
        few = added.there == 1
        said += f" {added.there} {'rekommendation' if few else 'rekommendationer'} fanns redan."
    return said

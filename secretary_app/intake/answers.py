"""A nämnd's answers in a yttrande or tjänsteskrivelse, to the recommendations that it repeats itself."""

from collections.abc import Sequence

from secretary_app.intake.answers_found import PaperAnswer
from secretary_app.intake.answers_parts import Known, lines_of
from secretary_app.intake.blocks import Paragraph
from secretary_app.intake.bodies import Bodies
from secretary_app.intake.paper import PaperText
from secretary_app.intake.proposal import FoundAnswer, FoundMeasure
from secretary_app.intake.recommendations import RecommendationList


def find_answers(
    paper: PaperText,
    paragraphs: Sequence[Paragraph],
    lists: Sequence[RecommendationList],
    title: str | None,
    bodies: Bodies,
) -> tuple[FoundAnswer, ...]:
    """One answer for each recommendation that is answered, below its words or its number."""
    told = [one for listed in lists for one in listed.recommendations]
    known = [Known(one.number or str(place), one.text) for place, one in enumerate(told, 1)]
    if not known:
        return ()
    from secretary_app.intake.answers_finding import find_paper_answers

    namnd = next(iter(bodies.names(title or "")), None)
    findings = find_paper_answers(list(lines_of(paper, paragraphs)), known)
    return tuple(_found(each, each.known, namnd) for each in findings.answers if each.known is not None)


def _found(answer: PaperAnswer, known: Known, namnd: str | None) -> FoundAnswer:
    said = [*answer.texts, *(each.text for each in answer.measures)]
    return FoundAnswer(
        recommendation=known.text,
        namnd=namnd,
        position=answer.position.value if answer.position else None,
        text=answer.text or None,
        measures=tuple(
            FoundMeasure(
                text=each.text,
                responsible=each.responsible or None,
                timeframe=each.timeframe or None,
                status=each.status or None,
                namnder=each.namnder,
            )
            for each in answer.measures
        ),
        page=answer.page,
        quote=said[0] if said else answer.quote,
    )

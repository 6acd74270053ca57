"""A nämnd's answers in a yttrande: under each recommendation what is done ("Åtgärd:") and when ("Tidsplan:")."""

from collections.abc import Sequence

from secretary_app.intake import vocabulary
from secretary_app.intake.blocks import Paragraph
from secretary_app.intake.bodies import Bodies
from secretary_app.intake.proposal import FoundAnswer, FoundMeasure
from secretary_app.intake.recommendations import RecommendationList


def find_answers(
    paragraphs: Sequence[Paragraph], lists: Sequence[RecommendationList], title: str | None, bodies: Bodies
) -> tuple[FoundAnswer, ...]:
    """One answer for each recommendation that has labelled paragraphs right below it."""
    namnd = next(iter(bodies.names(title or "")), None)
    found = []
    for one in lists:
        for recommendation, at in zip(one.recommendations, one.items, strict=True):
            labelled = _labelled(paragraphs, at + 1)
            if labelled:
                found.append(
                    FoundAnswer(
                        recommendation=recommendation.text,
                        namnd=namnd,
                        text=labelled.get("svar"),
                        measures=_measures(labelled),
                        page=recommendation.page,
                        quote=labelled["quote"],
                    )
                )
    return tuple(found)


def _labelled(paragraphs: Sequence[Paragraph], start: int) -> dict[str, str]:
    labelled: dict[str, str] = {}
    for paragraph in paragraphs[start:]:
        match = vocabulary.NEXT_LABEL.match(paragraph.text)
        if not match:
            break
        labelled.setdefault("quote", paragraph.text)
        labelled.setdefault(_meaning(match["label"].casefold()), paragraph.text[match.end() :])
    return labelled


def _meaning(label: str) -> str:
    if label.startswith("åtgärd"):
        return "measure"
    if label in ("tidsplan", "tidplan"):
        return "timeframe"
    if label.startswith("ansvarig"):
        return "responsible"
    return "status" if label == "status" else "svar"


def _measures(labelled: dict[str, str]) -> tuple[FoundMeasure, ...]:
    if "measure" not in labelled:
        return ()
    return (
        FoundMeasure(
            text=labelled["measure"],
            responsible=labelled.get("responsible"),
            timeframe=labelled.get("timeframe"),
            status=labelled.get("status"),
        ),
    )

"""From a paper's text to what is proposed: small steps, each with its own module."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from secretary_app.domain.swedish_dates import Certainty
from secretary_app.intake import facts, vocabulary
from secretary_app.intake.answers import find_answers
from secretary_app.intake.blocks import Paragraph, paragraphs
from secretary_app.intake.bodies import Bodies
from secretary_app.intake.deadlines import find_deadlines, impossible_deadlines
from secretary_app.intake.follow_up import find_previous, find_verdicts
from secretary_app.intake.head import head_lines
from secretary_app.intake.kinds import find_kind
from secretary_app.intake.paper import PaperText
from secretary_app.intake.proposal import FoundDeadline, FoundRecommendation, PaperKind, Proposal
from secretary_app.intake.recommendations import RecommendationList, each_once, find_lists, find_tabled
from secretary_app.intake.recommending import (
    find_below_label,
    find_labelled,
    find_ought,
    find_running,
    find_under_heading,
)
from secretary_app.intake.spelling import spoilt_warning
from secretary_app.intake.tables import find_tables, without_tables
from secretary_app.intake.titles import find_title

_ANSWERING = (PaperKind.YTTRANDE, PaperKind.TJANSTESKRIVELSE)
_WITHOUT_RECOMMENDATIONS = (PaperKind.PROTOKOLLSUTDRAG,)


def propose(paper: PaperText) -> Proposal:
    """What the paper says that a register wants to know; nothing that has no place in it. No text raises."""
    if not paper.text:
        return Proposal(file=paper.file, warnings=paper.warnings)
    text = paper.text
    blocks = paragraphs(text)
    bodies = Bodies(text)
    head = head_lines(text)
    kind = find_kind(text, blocks, head)
    document_date = facts.find_document_date(kind, text, head) or paper.sent
    title = find_title(kind, text, blocks)
    tables = find_tables(text, bodies)
    outside = paragraphs(without_tables(text, tables)) if tables else blocks
    lists = [*find_lists(paper, outside, kind, bodies), *find_tabled(paper, outside, tables, kind, bodies)]
    follows_up = kind is PaperKind.REVISIONSRAPPORT and bool(vocabulary.FOLLOW_UP.search(text))
    earlier = [one for listed in lists if listed.earlier for one in listed.recommendations]
    return Proposal(
        file=paper.file,
        kind=kind,
        title=title,
        municipality=facts.find_municipality(text),
        firm=facts.find_firm(text),
        diarienummer=facts.find_diarienummer(blocks, head),
        document_date=document_date,
        paragraph=facts.find_paragraph(kind, text),
        deadlines=_deadlines(paper, find_deadlines(paper, blocks, head, kind, document_date, bodies)),
        recommendations=_recommendations(paper, outside, kind, lists, bodies, follows_up=follows_up),
        previous_recommendations=find_previous(paper, outside, earlier, tables) if follows_up else (),
        verdicts=find_verdicts(paper, outside, tables) if kind is PaperKind.REVISIONSRAPPORT else (),
        answers=find_answers(paper, blocks, lists, title, bodies) if kind in _ANSWERING else (),
        warnings=(*paper.warnings, *spoilt_warning(text, Path(paper.file).name), *impossible_deadlines(paper)),
    )


def _deadlines(paper: PaperText, found: Sequence[FoundDeadline]) -> tuple[FoundDeadline, ...]:
    """None is certain where the text was made out of a picture: a figure may be another one."""
    if not paper.interpreted:
        return tuple(found)
    return tuple(
        replace(each, certainty=Certainty.INFERRED) if each.certainty is Certainty.EXPLICIT else each for each in found
    )


def _recommendations(
    paper: PaperText,
    blocks: Sequence[Paragraph],
    kind: PaperKind,
    lists: Sequence[RecommendationList],
    bodies: Bodies,
    *,
    follows_up: bool,
) -> tuple[FoundRecommendation, ...]:
    if kind in _WITHOUT_RECOMMENDATIONS:
        return ()
    listed = [one for found in lists if not found.earlier for one in found.recommendations]
    if kind is PaperKind.MISSIV or (kind is PaperKind.REVISIONSRAPPORT and not listed and not follows_up):
        listed += find_under_heading(paper, blocks, bodies)
        listed += find_labelled(paper, blocks, bodies)
        listed += find_below_label(paper, blocks, bodies)
        listed += find_running(paper, blocks, bodies)
        if kind is PaperKind.MISSIV and not any(found.recommendations for found in lists):
            text = " ".join(paper.text.split())
            listed = sorted([*listed, *find_ought(paper, blocks, bodies)], key=lambda one: text.find(one.quote))
    elif kind is PaperKind.REVISIONSRAPPORT and not listed:
        running = find_running(paper, blocks, bodies)
        listed += [one for one in running if vocabulary.WE_NOW_RECOMMEND.search(one.text)]
    elif kind in _ANSWERING and not listed:
        listed += (
            find_labelled(paper, blocks, bodies)
            or find_below_label(paper, blocks, bodies)
            or find_running(paper, blocks, bodies)
        )
    return each_once(listed)

"""The mended spelling of what was found in a poor scan: offered beside the text, taken only by a person."""

from collections.abc import Sequence
from dataclasses import replace

from secretary_app.intake.spelling import mended
from secretary_app.operations.intake_form import RemissForm, Span, numbered, set_field
from secretary_app.operations.papers import ReadPaper

TITLE = "title"


def mended_texts(form: RemissForm, papers: Sequence[ReadPaper]) -> dict[int, str]:
    """By its place in the form (from 0) each recommendation's text as it should be spelt, where that is another."""
    return {
        at: suggested
        for at, each in enumerate(form.recommendations)
        if _is_of_scan(each.span, papers) and (suggested := mended(each.text)) != each.text
    }


def mended_title(form: RemissForm, papers: Sequence[ReadPaper]) -> str:
    """The title as it should be spelt; ``""`` where it is so, or comes from no poor scan."""
    if not papers or not all(paper.is_spoilt for paper in papers if paper.text):
        return ""
    suggested = mended(form.title)
    return suggested if suggested != form.title else ""


def take_mended(form: RemissForm, texts: dict[int, str], title: str = "") -> RemissForm:
    """The form with these texts; places and quotes in the paper stay as they are."""
    recommendations = [replace(each, text=texts.get(at, each.text)) for at, each in enumerate(form.recommendations)]
    form = replace(form, recommendations=numbered(recommendations))
    return set_field(form, TITLE, title) if title else form


def _is_of_scan(span: Span | None, papers: Sequence[ReadPaper]) -> bool:
    return span is not None and span.paper < len(papers) and papers[span.paper].is_spoilt

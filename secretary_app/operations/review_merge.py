"""More papers to a registration that has begun: they fill in what the person has not written."""

from dataclasses import fields, replace

from secretary_app.operations.composing import SAME, plain
from secretary_app.operations.intake_form import RemissForm, numbered

_APART = ("recommendations", "guesses", "answer_by_choices")


def with_more_papers(form: RemissForm, before: RemissForm, after: RemissForm) -> RemissForm:
    """The person's ``form`` after further papers were read.

    ``before`` is how the papers there were filled it in, ``after`` how all of them do. What the person has changed
    stays; recommendations that no earlier paper had come last where the person has corrected the others.
    """
    mine = {each.name for each in fields(RemissForm) if getattr(form, each.name) != getattr(before, each.name)}
    taken = {
        each.name: getattr(after, each.name)
        for each in fields(RemissForm)
        if each.name not in mine and each.name not in _APART
    }
    recommendations = after.recommendations
    if "recommendations" in mine:
        new = [each for each in after.recommendations if not _is_among(each.text, before)]
        recommendations = numbered([*form.recommendations, *new])
    return replace(
        form,
        **taken,
        answer_by_choices=after.answer_by_choices,
        guesses=frozenset(after.guesses - mine) | (form.guesses & mine),
        recommendations=recommendations,
    )


def _is_among(text: str, form: RemissForm) -> bool:
    from rapidfuzz import fuzz

    wanted = plain(text)
    return any(fuzz.ratio(wanted, plain(each.text)) >= SAME for each in form.recommendations)

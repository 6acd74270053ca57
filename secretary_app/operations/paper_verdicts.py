"""Verdicts on earlier recommendations out of a handling that is registered already: a follow-up's report."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from secretary_app.domain.model import Attachment, Recommendation, Remiss, RemissState, Verdict
from secretary_app.intake.paper import PaperText
from secretary_app.intake.proposing import propose
from secretary_app.operations.attaching import attachment_text
from secretary_app.operations.editing import Saved, how_many
from secretary_app.operations.finding import name_of
from secretary_app.operations.form_verdicts import verdict_rows, with_verdicts
from secretary_app.operations.intake_form import FormVerdict, RemissForm
from secretary_app.operations.papers import ReadPaper
from secretary_app.operations.similar import similar_remisser
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError


def verdicts_in(register: Register, attachment: Attachment) -> tuple[FormVerdict, ...]:
    """What the handling says of earlier recommendations, each with those of the register that it may be of.

    Raises UserError where it says nothing of the kind.
    """
    remiss = register.get(Remiss, attachment.remiss_id)
    text = attachment_text(register, attachment)
    paper = PaperText(attachment.name, text)
    read = ReadPaper(0, Path(attachment.name), attachment.digest, paper, propose(paper))
    form = RemissForm(title=remiss.title, received=remiss.received, follows_up_id=remiss.follows_up_id)
    alike = [each.remiss for each in similar_remisser(register, form)]
    followed = register.find(Remiss, id=remiss.follows_up_id) if remiss.follows_up_id else []
    likely = [each for each in (*followed, *alike) if each.id != remiss.id and each.state is not RemissState.VOID]
    found = with_verdicts(register, form, [read], likely, own_id=remiss.id).verdicts
    if not found:
        raise UserError(
            f"{attachment.name} säger inget om tidigare rekommendationer som Beredd känner igen. "
            "Omdömen kan skrivas in för hand under Uppföljning, Tidigare rekommendationer."
        )
    # The pages were not kept with the text.
    return tuple(replace(each, page=None, date=attachment.dated or each.date) for each in found)


def keep_verdicts(register: Register, attachment: Attachment, verdicts: Sequence[FormVerdict]) -> Saved[list[Verdict]]:
    """Keep those that are to be kept, as said in the handling's remiss, in one operation.

    Raises UserError where none is.
    """
    remiss = register.get(Remiss, attachment.remiss_id)
    form = RemissForm(received=remiss.received, verdicts=tuple(verdicts))
    new = register.find(Recommendation, remiss_id=remiss.id)
    rows = list(verdict_rows(form, remiss, new, remiss.firm or remiss.sender))
    if not rows:
        raise UserError("Inget omdöme är valt. Bocka för dem som ska sparas.")
    with register.change(
        f"{how_many(len(rows), 'omdöme', 'omdömen')} ur {attachment.name}: {name_of(remiss)}"
    ) as change:
        change.add(*rows)
    return Saved(rows)

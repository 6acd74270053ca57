"""A file with a namnd's answers: whose they are, to which remiss, and they as the rows that a workbook would have."""

from pathlib import Path

from secretary_app.domain.answer_marks import WHOLE
from secretary_app.domain.model import Namnd, Recommendation, Remiss
from secretary_app.intake.answers_finding import find_paper_answers
from secretary_app.intake.answers_parts import Known
from secretary_app.intake.answers_reading import AnswerPaper, read_answer_paper
from secretary_app.intake.bodies import Bodies as NamedBodies
from secretary_app.intake.proposal import PaperKind
from secretary_app.operations.answer_differences import AnswerRows
from secretary_app.operations.answer_forms import form_in, form_rows, known_of
from secretary_app.operations.finding import Bodies, name_of
from secretary_app.operations.paper_rows import PaperRows
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError


def paper_content(register: Register, remiss: Remiss, named: Namnd | None, path: Path) -> AnswerRows:
    """The answers in a .docx, .pdf or .txt as rows of the sheets Svar and Åtgärder, and whose they are.

    ``named`` is who answers; without it whoever an answer form says, else the owner. The notices say what was
    uncertain, and what could not be placed. Raises UserError for a file that cannot be read, for one without any answer
    to the remiss, and for a form that belongs to another remiss.
    """
    paper = read_answer_paper(path)
    form = form_in(register, paper)
    namnd = named or (form.namnd if form else None) or register.get(Namnd, remiss.owner_id)
    if form is not None:
        return form_rows(register, remiss, namnd, paper, form, path)
    asked = sorted(register.find(Recommendation, remiss_id=remiss.id), key=lambda each: each.position)
    bodies = Bodies.of(register)
    known = known_of(asked) or [Known("", remiss.title, WHOLE)]
    findings = find_paper_answers(paper.parts, known, {each.name: each == namnd for each in bodies.all})
    if not findings.answers:
        found = (
            f"{path.name} har inga svar på rekommendationerna i {name_of(remiss)}, eller så står de på ett sätt som "
            "Beredd inte kan läsa. Lägg in svaren för hand i Svar och åtgärder."
        )
        raise UserError(found, (*paper.proposal.warnings, *findings.doubts))
    senders = _senders(bodies, paper)
    sender = namnd if namnd in senders else next(iter(senders), None)
    return AnswerRows(namnd, PaperRows(register, remiss, namnd, asked, paper).content(findings, sender))


def answered_remiss(register: Register, path: Path, shown: Remiss | None) -> tuple[Remiss | None, bool]:
    """The remiss that a paper answers, and whether it is an answer form.

    A form says itself which one; any other answers ``shown`` or none. Raises UserError for a form that cannot be told.
    """
    try:
        paper = read_answer_paper(path)
    except UserError:
        # Whoever reads it for something else says why it cannot be read.
        return None, False
    form = form_in(register, paper)
    if form is not None:
        return form.remiss or shown, True
    if shown is None or paper.proposal.kind not in (PaperKind.YTTRANDE, PaperKind.TJANSTESKRIVELSE):
        return None, False
    asked = register.find(Recommendation, remiss_id=shown.id)
    found = find_paper_answers(paper.parts, known_of(asked))
    return (shown, False) if any(each.known is not None for each in found.answers) else (None, False)


def paper_namnd(register: Register, path: Path) -> Namnd | None:
    """The body that a paper is from: as a form says, by its title, by its diarienummer; None where it does not say."""
    paper = read_answer_paper(path)
    form = form_in(register, paper)
    return form.namnd if form else next(iter(_senders(Bodies.of(register), paper)), None)


def _senders(bodies: Bodies, paper: AnswerPaper) -> list[Namnd]:
    """Whom its title names, else those in whose diary it is: several may share one."""
    for name in NamedBodies(paper.text).names(paper.proposal.title or ""):
        if body := bodies.known(name):
            return [body]
    return [body for number in paper.proposal.diarienummer for body in bodies.all if _is_in_diary(body, number)]


def _is_in_diary(body: Namnd, number: str) -> bool:
    prefix = (body.diary_prefix or body.abbreviation).casefold()
    rest = number.casefold().removeprefix(prefix)
    return bool(prefix) and rest != number.casefold() and not rest[:1].isalpha()

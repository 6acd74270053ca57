"""A file with a namnd's answers: whose they are, to which remiss, and they as the rows that a workbook would have."""

from pathlib import Path

from secretary_app.domain.answer_marks import WHOLE
from secretary_app.domain.model import Namnd, Recommendation, Remiss
from secretary_app.intake.answers_finding import find_paper_answers
from secretary_app.intake.answers_parts import Known
from secretary_app.intake.answers_reading import AnswerPaper, read_answer_paper
from secretary_app.intake.proposal import PaperKind
from secretary_app.operations.answer_differences import AnswerRows
from secretary_app.operations.answer_forms import form_in, form_rows, known_of, names_remiss
from secretary_app.operations.answer_senders import CHOOSE, answering_body, nobody_said, senders, unknown_sender
from secretary_app.operations.finding import Bodies, name_of
from secretary_app.operations.paper_rows import PaperRows
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError


def paper_content(register: Register, remiss: Remiss, named: Namnd | None, path: Path) -> AnswerRows:
    """The answers in a .docx, .pdf or .txt as rows of the sheets Svar and Åtgärder, and whose they are.

    ``named`` is who answers; without it whoever the file says, else the owner. The notices say what was uncertain, and
    what could not be placed. Raises UserError for a file that cannot be read, for one without any answer to the remiss,
    for a form that belongs to another remiss, and for a form from a body that is not asked where ``named`` is None.
    """
    paper = read_answer_paper(path)
    form = form_in(register, paper)
    if form is not None:
        return form_rows(register, remiss, named, paper, form, path)
    namnd, doubt = (named, "") if named else _whose(register, remiss, paper, path)
    asked = sorted(register.find(Recommendation, remiss_id=remiss.id), key=lambda each: each.position)
    bodies = Bodies.of(register)
    known = known_of(asked) or [Known("", remiss.title, WHOLE)]
    findings = find_paper_answers(paper.parts, known, {each.name: each == namnd for each in bodies.all})
    is_placed = any(each.known is not None for each in findings.answers)
    if not findings.answers or not (is_placed or names_remiss(remiss, paper)):
        found = (
            f"{path.name} har inga svar på rekommendationerna i {name_of(remiss)}, eller så står de på ett sätt som "
            "Beredd inte kan läsa. Lägg in svaren för hand i Svar och åtgärder."
        )
        raise UserError(found, (*paper.proposal.warnings, *findings.doubts))
    rows = PaperRows(register, remiss, namnd, asked, paper)
    if named is None:
        if doubt:
            rows.say(doubt)
        if namnd.id != remiss.owner_id:
            rows.say(f"Filen är från {namnd.abbreviation} och läses som {namnd.abbreviation}:s svar.")
        return AnswerRows(namnd, rows.content(findings, namnd))
    return AnswerRows(namnd, rows.content(findings, _other_sender(bodies, paper, namnd, path)))


def _whose(register: Register, remiss: Remiss, paper: AnswerPaper, path: Path) -> tuple[Namnd, str]:
    """The body that the paper is from; the owner, with what is doubtful, where that cannot be any that is asked."""
    try:
        return answering_body(register, remiss, paper, path), ""
    except UserError as error:
        owner = register.get(Namnd, remiss.owner_id)
        said = error.message.removesuffix(CHOOSE)
        return owner, f"{said}Svaren läses som {owner.abbreviation}:s. Är de någon annans, ange --namnd."


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
    if form is not None and form.is_marked and form.remiss is None and shown is not None:
        # Made elsewhere: what is open may be the very same remiss, told by its recommendations.
        form_rows(register, shown, register.get(Namnd, shown.owner_id), paper, form, path)
        return shown, True
    if form is not None:
        return form.remiss or shown, True
    if shown is None or paper.proposal.kind not in (PaperKind.YTTRANDE, PaperKind.TJANSTESKRIVELSE):
        return None, False
    asked = register.find(Recommendation, remiss_id=shown.id)
    found = find_paper_answers(paper.parts, known_of(asked))
    return (shown, False) if any(each.known is not None for each in found.answers) else (None, False)


def paper_namnd(register: Register, path: Path) -> Namnd | None:
    """The body that a paper is from: as a form says, by its title, by its diarienummer; None where it does not say.

    Raises UserError where it is from a body that the register has not, and for a form that does not say.
    """
    paper = read_answer_paper(path)
    form = form_in(register, paper)
    if form is not None and form.namnd is None:
        raise unknown_sender(path, paper.form.body) if paper.form and paper.form.body else nobody_said(path)
    return form.namnd if form else next(iter(senders(Bodies.of(register), paper, path)), None)


def _other_sender(bodies: Bodies, paper: AnswerPaper, namnd: Namnd, path: Path) -> Namnd | None:
    """The body that the paper says that it is from, though it is read as another's."""
    try:
        found = senders(bodies, paper, path)
    except UserError:
        # Whoever reads it has said whose it is.
        return None
    return namnd if namnd in found else next(iter(found), None)

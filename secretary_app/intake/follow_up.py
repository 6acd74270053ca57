"""What a report says of audit questions and of earlier recommendations, in its own words."""

import re
from collections.abc import Sequence

from secretary_app.intake import vocabulary
from secretary_app.intake.blocks import Paragraph, sentences
from secretary_app.intake.paper import PaperText
from secretary_app.intake.proposal import FoundRecommendation, FoundVerdict, PreviousRecommendation
from secretary_app.intake.recommendations import alike
from secretary_app.intake.tables import Holds, Table

_NEAR = 2
"""So many paragraphs may stand between a question and its verdict ("Bedömning")."""
_VERDICT_FIRST = re.compile(rf"({vocabulary.VERDICT.pattern})(?=$|\s+[A-ZÅÄÖ])")
_VERDICT_LAST = re.compile(rf"(?<=\?)\s+({vocabulary.VERDICT.pattern})$")
_VERDICT_BESIDE = re.compile(
    rf"\s*(?:[–—-]\s+(?P<dash>{vocabulary.VERDICT.pattern})|\((?P<bracket>{vocabulary.VERDICT.pattern})\))$"
)
_HEADING = re.compile(r"(?:vår\s+|revisionell\s+|samlad\s+)?bedömning:?", re.IGNORECASE)


def find_verdicts(
    paper: PaperText, paragraphs: Sequence[Paragraph], tables: Sequence[Table]
) -> tuple[FoundVerdict, ...]:
    """The answer to each audit question, in a table or a word of its own after it; a question counts once."""
    found: dict[str, FoundVerdict] = {}
    for table in tables:
        for row in table.rows if table.holds is Holds.QUESTIONS else ():
            found.setdefault(
                _key(row.text), FoundVerdict(question=row.text, verdict=row.said, page=paper.page(row.start))
            )
    for number, paragraph in enumerate(paragraphs):
        same_line = _VERDICT_LAST.search(paragraph.text)
        if not same_line and not paragraph.text.endswith("?"):
            continue
        asked = [one for one in sentences(paper.text, paragraph.body, paragraph.end) if one.text.endswith("?")]
        verdict = same_line[1] if same_line else _verdict_after(paragraphs, number)
        if not asked or not verdict:
            continue
        # Beside the question its cell may hold the end of the one above: the last sentence is the question.
        question = asked[-1]
        found.setdefault(
            _key(question.text),
            FoundVerdict(question=question.text, verdict=verdict.strip(" ."), page=paper.page(question.start)),
        )
    return tuple(found.values())


def _key(question: str) -> str:
    return " ".join(re.findall(r"[^\W\d]+", question.casefold()))


def _verdict_after(paragraphs: Sequence[Paragraph], number: int) -> str | None:
    for paragraph in paragraphs[number + 1 : number + 1 + _NEAR]:
        if match := _VERDICT_FIRST.match(paragraph.text):
            return match[1]
        if not _HEADING.fullmatch(paragraph.text):
            return None
    return None


def find_previous(
    paper: PaperText,
    paragraphs: Sequence[Paragraph],
    listed: Sequence[FoundRecommendation],
    tables: Sequence[Table],
) -> tuple[PreviousRecommendation, ...]:
    """The earlier ones: labelled "Rekommendation 1: …" with the verdict that follows, in a table, and ``listed``."""
    labelled: dict[str, PreviousRecommendation] = {}
    current: str | None = None
    for paragraph in paragraphs:
        if paragraph.mark == "label" and paragraph.number:
            current = paragraph.number
            labelled[current] = _shorter(labelled.get(current), _previous(paper, paragraph))
        elif current and (verdict := _verdict(paragraph)):
            labelled[current] = _with_verdict(labelled[current], verdict)
            current = None
    known = list(labelled.values())
    for row in (row for table in tables if table.holds in (Holds.EARLIER, Holds.ANSWERED) for row in table.rows):
        same = next((n for n, one in enumerate(known) if alike(one.text, row.text)), None)
        if same is not None:
            known[same] = _with_verdict(known[same], known[same].verdict or row.said)
        else:
            known.append(
                PreviousRecommendation(
                    number=row.number,
                    text=row.text,
                    page=paper.page(row.start),
                    quote=row.quote,
                    verdict=row.said or None,
                )
            )
    others = [_listed(one) for one in listed if not any(alike(one.text, other.text) for other in known)]
    return (*known, *others)


def _previous(paper: PaperText, paragraph: Paragraph) -> PreviousRecommendation:
    return PreviousRecommendation(
        number=paragraph.number, text=paragraph.text, page=paper.page(paragraph.start), quote=paragraph.text
    )


def _listed(one: FoundRecommendation) -> PreviousRecommendation:
    """One of a list of earlier ones, its verdict after a dash or in brackets taken off."""
    match = _VERDICT_BESIDE.search(one.text)
    text = one.text[: match.start()].strip() if match else one.text
    verdict = (match["dash"] or match["bracket"]).strip(" .") if match else None
    return PreviousRecommendation(
        number=one.number, text=text, addressees=one.addressees, page=one.page, quote=text, verdict=verdict
    )


def _shorter(known: PreviousRecommendation | None, new: PreviousRecommendation) -> PreviousRecommendation:
    """Where one stands twice, the shorter one: to the other the text below it may have been drawn."""
    if known is None:
        return new
    return _with_verdict(new, known.verdict) if len(new.text) < len(known.text) else known


def _with_verdict(one: PreviousRecommendation, verdict: str | None) -> PreviousRecommendation:
    return PreviousRecommendation(
        number=one.number, text=one.text, addressees=one.addressees, page=one.page, quote=one.quote, verdict=verdict
    )


def _verdict(paragraph: Paragraph) -> str | None:
    text = re.sub(r"^(?:vår\s+)?bedömning:?\s+", "", paragraph.text, flags=re.IGNORECASE)
    if match := _VERDICT_FIRST.match(text):
        return match[1].strip(" .")
    said = vocabulary.VERDICT_SAID.search(text)
    return said[1] if said else None

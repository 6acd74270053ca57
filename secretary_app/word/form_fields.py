"""The fields by which an answer form is known when it comes home: hidden marks, and the namnd's own comments."""

from collections.abc import Sequence

from secretary_app.domain.answer_marks import GENERAL_CODE, imprint, mark
from secretary_app.word import sentences, sources
from secretary_app.word.data import DraftData
from secretary_app.word.field import Field, Member
from secretary_app.word.sources import Put, Row

_NO_COMMENTS = "[Skriv här om det finns synpunkter på helheten.]"


def _of_row(row: Row) -> str:
    return mark(row.facts.measure.id) if row.facts else ""


def _of_row_as_sent(row: Row) -> str:
    if row.facts is None:
        return ""
    one = row.facts.measure
    return f"{mark(one.id)}:{imprint(one.text)}.{imprint(one.responsible)}.{imprint(one.timeframe)}"


def _of_question(put: Put) -> str:
    return mark(put.question.recommendation.id if put.question.recommendation else None)


def _of_answer(put: Put) -> str:
    response = sources.own_answer(put).answer.response
    position, text = (response.position or "", response.text) if response else ("", "")
    return f"{_of_question(put)}:{imprint(position)}.{imprint(text)}"


def _own_comments(data: DraftData) -> str:
    return next((each.response.text for each in data.general_comments if each.namnd.id == data.namnd.id), "")


def _comment_paragraphs(data: DraftData) -> Sequence[str]:
    return sentences.paragraphs(_own_comments(data)) or [_NO_COMMENTS]


MEASURE_MARKS: tuple[Member[Row], ...] = (
    Field("märke", "Dolt märke, ett ord, som visar vilken åtgärd en rad gäller", _of_row),
    Field("radmärke", "Detsamma, med ett avtryck av hur raden löd när formuläret skrevs", _of_row_as_sent),
)
QUESTION_MARKS: tuple[Member[Put], ...] = (
    Field("märke", "Dolt märke, ett ord, som visar vilken rekommendation något gäller", _of_question),
    Field("svarsmärke", "Detsamma, med ett avtryck av hur svaret löd när formuläret skrevs", _of_answer),
)
FORM_FIELDS: tuple[Member[DraftData], ...] = (
    Field(
        "remiss.märke", "Dolt märke, ett ord, som visar vilken remiss ett formulär gäller", lambda d: mark(d.remiss.id)
    ),
    Field("nämnd.märke", "Dolt märke, ett ord, som visar vilken nämnd ett formulär gäller", lambda d: mark(d.namnd.id)),
    Field(
        "egna_synpunkter.kod",
        "Kort kod för allmänna synpunkter i svarsformuläret: OSN-allmänt",
        lambda data: f"{data.namnd.abbreviation or 'SVAR'}-{GENERAL_CODE}",
    ),
    Field(
        "egna_synpunkter.svarsmärke",
        "Dolt märke på de allmänna synpunkterna i svarsformuläret",
        lambda data: f"{mark(None)}:{imprint('')}.{imprint(_own_comments(data))}",
    ),
    Field(
        "egna_synpunkter.stycken",
        "Nämndens egna allmänna synpunkter som en lista av stycken",
        _comment_paragraphs,
    ),
)

"""The fields that a template author writes: the one place that lists them (docs/mallfalt.md is made from it).

Names are Swedish and stable: a municipality's own templates stand on them. A name that is once here stays.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from secretary_app.domain.model import Namnd, Person
from secretary_app.domain.swedish_dates import in_words
from secretary_app.word import decisions, sentences, sources
from secretary_app.word.clause_fields import CLAUSE_FIELDS
from secretary_app.word.data import DraftData, Question
from secretary_app.word.detailed_fields import DETAILED_FIELDS, DETAILED_QUESTION
from secretary_app.word.field import Field, Group, Loop, Member, under, values
from secretary_app.word.form_fields import FORM_FIELDS, MEASURE_MARKS, QUESTION_MARKS
from secretary_app.word.kind_fields import KIND_FIELDS
from secretary_app.word.names import body_in_text, capital, sender_in_text
from secretary_app.word.sources import Given, Put, Remark, Row
from secretary_app.word.statuses import MEASURE_STATUS, STATUS_FIELDS, status_date, table_rows
from secretary_app.word.wording import matter


def field_values(data: DraftData) -> Group:
    """Every field's value for this draft, in plain picklable groups."""
    return values(FIELDS, data)


def _iso(date: dt.date | None) -> str:
    return date.isoformat() if date else ""


def _words(date: dt.date | None) -> str:
    return in_words(date) if date else ""


def _date(
    name: str, meaning: str, get: Callable[[DraftData], dt.date | None], missing: str
) -> tuple[Field[DraftData], ...]:
    return (
        Field(name, f"{meaning}, i ord: 14 maj 2025", lambda data: _words(get(data)), missing),
        Field(f"{name}_iso", f"{meaning}, i siffror: 2025-05-14", lambda data: _iso(get(data)), missing),
    )


def _body(prefix: str, who: str, get: Callable[[DraftData], Namnd]) -> tuple[Field[DraftData], ...]:
    return (
        Field(f"{prefix}.namn", f"Namnet på {who}", lambda data: get(data).name, "Ange nämnd"),
        Field(
            f"{prefix}.namn_i_text",
            f"Namnet på {who} så som det skrivs inne i en mening, med liten bokstav",
            lambda data: body_in_text(get(data), data.kommun),
            "Ange nämnd",
        ),
        Field(f"{prefix}.förkortning", f"Förkortningen för {who}", lambda data: get(data).abbreviation, "Ange nämnd"),
        Field(f"{prefix}.e_post", f"E-postadressen till {who}", lambda data: get(data).email, "Ange e-postadress"),
    )


_MEASURE: tuple[Member[Row], ...] = (
    Field("text", "Åtgärden", sources.of_measure(lambda facts: facts.measure.text), "Ange åtgärd"),
    Field(
        "ansvarig",
        "Den eller de ansvariga, en på varje rad",
        sources.of_measure(lambda facts: "\n".join(sources.responsible(facts.measure))),
        "Ange ansvarig",
    ),
    Field(
        "ansvarig_i_text",
        "De ansvariga på en rad: enhetschef och kanslichef",
        sources.of_measure(lambda facts: sources.responsible_in_text(facts.measure)),
        "Ange ansvarig",
    ),
    Field(
        "tidsplan", "Tidsplanen, ordagrant", sources.of_measure(lambda facts: facts.measure.timeframe), "Ange tidsplan"
    ),
    Field("nämnder", "Ansvariga nämnder, förkortade: KS, SN", sources.row_namnder, "Ange nämnd"),
    Field("status", "Status med datum: Påbörjad 2025-01-01", sources.of_measure(sources.status), "Ange status"),
    *MEASURE_STATUS,
    *MEASURE_MARKS,
)

_ANSWER: tuple[Member[Given], ...] = (
    Field("nämnd", "Den nämnd som svarar", lambda one: one.answer.namnd.name, "Ange nämnd"),
    Field(
        "ställningstagande",
        "Instämmer, Delvis, Instämmer inte eller Ej tillämpligt",
        lambda one: capital(one.answer.response.position or "") if one.answer.response else "",
        "Ange ställningstagande",
    ),
    Field(
        "mening",
        "Ställningstagandet som en mening; falskt där en annan nämnd inte har svarat",
        lambda one: sentences.position(one.answer, one.put.question, one.put.data),
    ),
    Field(
        "text",
        "Svaret som en enda text",
        lambda one: one.answer.response.text if one.answer.response else "",
        "Skriv svaret",
    ),
    Field(
        "stycken",
        "Svaret som en lista av stycken",
        lambda one: sentences.answer_paragraphs(one.answer, one.put.question, one.put.data),
    ),
    Field(
        "beslut",
        "Nämndens beslut om svaret: § 21/2022-03-22",
        lambda one: decisions.sections_and_date(one.answer.decision) if one.answer.decision else "",
        "Ange paragraf och datum",
    ),
    Field("saknar_åtgärd", "Sant där nämnden instämmer, helt eller delvis, utan åtgärd", sources.lacks_measure),
    Loop(
        "åtgärder",
        "åtgärd",
        "Åtgärderna i svaret",
        lambda one: [Row(facts, one.answer, on=one.put.on) for facts in one.answer.measures],
        _MEASURE,
    ),
)

_RECOMMENDATION: tuple[Member[Put], ...] = (
    Field(
        "nummer",
        "Numret så som det står i handlingen",
        lambda put: put.question.recommendation.number if put.question.recommendation else "",
        "Ange nummer",
    ),
    Field("rubrik", "Rekommendation 3, eller Hela remissen där det inte finns rekommendationer", sources.heading),
    Field(
        "finns", "Sant för en rekommendation, falskt för Hela remissen", lambda put: bool(put.question.recommendation)
    ),
    Field(
        "text",
        "Rekommendationen ordagrant; för Hela remissen ärendets rubrik",
        lambda put: put.question.recommendation.text if put.question.recommendation else put.data.remiss.title,
        "Skriv rekommendationen",
    ),
    Field(
        "nämnder",
        "De som rekommendationen riktar sig till, med komma emellan",
        lambda put: ", ".join(put.question.addressees),
        "Ange nämnd",
    ),
    Field(
        "riktas_till",
        "De som rekommendationen riktar sig till, inne i en mening; falskt där dess egna ord redan säger det",
        sources.directed_to,
    ),
    Field("kod", "Kort kod som står synlig i svarsformuläret: OSN-3", sources.code),
    *DETAILED_QUESTION,
    *QUESTION_MARKS,
    Field("flera_svar", "Sant där mer än en nämnd svarar", lambda put: len(sources.answers(put)) > 1),
    Loop("svar", "svar", "Svaren, ett för varje nämnd", sources.answers, _ANSWER),
    *under("eget_svar", _ANSWER, sources.own_answer),
    Loop(
        "åtgärdsrader",
        "åtgärd",
        "Alla nämnders åtgärder; en rad att fylla i där åtgärd saknas",
        table_rows,
        _MEASURE,
    ),
)

_COMMENT: tuple[Member[Remark], ...] = (
    Field("nämnd", "Den nämnd som har synpunkterna", lambda one: one.comment.namnd.name, "Ange nämnd"),
    Field(
        "nämnd_i_text",
        "Nämnden så som den skrivs inne i en mening, med liten bokstav",
        lambda one: body_in_text(one.comment.namnd, one.data.kommun),
        "Ange nämnd",
    ),
    Field(
        "stycken",
        "Synpunkterna som en lista av stycken",
        lambda one: sentences.paragraphs(one.comment.response.text) or ["[Skriv synpunkterna]"],
    ),
)

_SIGNATURE: tuple[Member[tuple[Person, ...]], ...] = (
    Field(
        "namn",
        "Ett eller två namn med tabb emellan",
        lambda row: "\t".join(person.name or "[Ange namn]" for person in row),
    ),
    Field("titlar", "Titlarna under namnen, med tabb emellan; falskt där titlar saknas", sources.titles),
)


def _puts(data: DraftData) -> list[Put]:
    on = status_date(data)
    return [Put(data, question, place, on) for place, question in enumerate(data.questions or (Question(),), 1)]


FIELDS: tuple[Member[DraftData], ...] = (
    Field("dokument.slag", "Vad dokumentet är: Tjänsteskrivelse", lambda data: data.kind.swedish),
    *_date("dokument.datum", "Dokumentets datum", sources.document_date, "Ange datum"),
    Field(
        "dokument.diarienummer",
        "Dokumentets diarienummer: remissens, eller nämndens eget i nämndens dokument",
        sources.diarienummer,
        "Ange diarienummer",
    ),
    Field(
        "dokument.avsändare",
        "Den förvaltning, eller annars nämnd, som skriver dokumentet",
        sources.writer,
        "Ange förvaltning",
    ),
    Field("dokument.mottagare", "Den som dokumentet är ställt till", sources.addressed_to, "Ange mottagare"),
    Field("kommun.namn", "Kommunens namn: Älvstads kommun", lambda data: data.kommun.name, "Ange kommun"),
    Field(
        "kommun.kontaktrader",
        "Adress, telefon med mera som en lista av rader; saknas något utelämnas det",
        sources.contact_lines,
    ),
    Field("kommun.logotyp", "Kommunens logotyp som bild; falskt där ingen är vald", sources.logo),
    Field("kommun.e_post", "Kommunens e-postadress", lambda data: data.kommun.email, "Ange e-postadress"),
    Field("kommun.telefon", "Kommunens telefonnummer", lambda data: data.kommun.phone, "Ange telefonnummer"),
    Field("kommun.webbplats", "Kommunens webbplats", lambda data: data.kommun.website, "Ange webbplats"),
    *_body("ägare", "den som äger remissen", lambda data: data.owner),
    Field("ägare.förvaltning", "Ägarens förvaltning", lambda data: data.owner.forvaltning, "Ange förvaltning"),
    *_body("nämnd", "den nämnd som dokumentet gäller", lambda data: data.namnd),
    Field(
        "nämnd.förvaltning", "Nämndens förvaltning; ett utskott har ägarens", decisions.forvaltning, "Ange förvaltning"
    ),
    Field("handläggare.namn", "Handläggarens namn", sources.handlaggare, "Ange handläggare"),
    Field(
        "handläggare.titel",
        "Handläggarens titel",
        lambda data: data.handlaggare.title if data.handlaggare else "",
        "Ange titel",
    ),
    Field(
        "handläggare.kontakt",
        "Handläggarens telefon och e-post på en rad; falskt där båda saknas",
        sources.contact,
    ),
    Field(
        "remiss.diarienummer",
        "Remissens diarienummer hos ägaren",
        lambda data: data.remiss.diarienummer,
        "Ange diarienummer",
    ),
    Field("remiss.rubrik", "Ärendets rubrik", lambda data: data.remiss.title, "Ange rubrik"),
    Field("remiss.slag", "Ärendets slag: revision, remiss, motion …", lambda data: data.remiss.kind, "Ange ärendeslag"),
    Field("remiss.slag_bestämt", "Slaget i bestämd form: granskningen, remissen, motionen …", matter),
    Field("remiss.avsändare", "Den som frågar: Revisorerna", lambda data: data.remiss.sender, "Ange avsändare"),
    Field(
        "remiss.avsändare_i_text",
        "Den som frågar så som det skrivs inne i en mening: revisorerna",
        lambda data: sender_in_text(data.remiss.sender),
        "Ange avsändare",
    ),
    Field("remiss.revisionsbyrå", "Revisionsbyrån", lambda data: data.remiss.firm, "Ange revisionsbyrå"),
    *_date("remiss.inkom", "Den dag remissen kom in", lambda data: data.remiss.received, "Ange datum"),
    *_date("remiss.svar_senast", "Den dag svaret senast ska lämnas", lambda data: data.remiss.answer_by, "Ange datum"),
    Field(
        "internremiss.diarienummer",
        "Nämndens eget diarienummer",
        lambda data: data.referral.namnd_diarienummer if data.referral else "",
        "Ange diarienummer",
    ),
    Field(
        "internremiss.direkt",
        "Sant där nämnden svarar direkt till avsändaren",
        lambda data: bool(data.referral and data.referral.direct),
    ),
    *_date(
        "internremiss.skickad",
        "Den dag internremissen skickades",
        lambda data: data.referral.sent if data.referral else None,
        "Ange datum",
    ),
    *_date(
        "internremiss.svar_senast",
        "Den dag nämnden senast ska svara",
        lambda data: data.referral.deadline if data.referral else None,
        "Ange datum",
    ),
    *_date("sammanträde.datum", "Sammanträdets datum", sources.meeting_date, "Ange sammanträdesdatum"),
    Field("beslut.paragraf", "Paragrafen: § 78", decisions.paragraph_line),
    Field(
        "beslut.finns", "Sant där det finns ett beslut om svaret", lambda data: decisions.own_decision(data) is not None
    ),
    Field(
        "beslut.hänvisning",
        "Beslutet om svaret, kort: § 78/2022-04-20",
        lambda data: decisions.sections_and_date(one) if (one := decisions.own_decision(data)) else "",
        "Ange paragraf och datum",
    ),
    Field("beslut.rubrik", "Beslut, eller Arbetsutskottets förslag till kommunstyrelsen", decisions.decision_heading),
    Field("beslut.punkter", "Beslutets punkter som en lista", decisions.decision_points),
    Field("förslag.rubrik", "Omsorgsförvaltningens förslag till beslut", decisions.proposal_heading),
    Field("förslag.punkter", "Förslagets punkter som en lista", decisions.proposed_points),
    Field("beslutsunderlag", "Beslutsunderlaget som en lista av rader", decisions.basis),
    Field("bilagor", "Handlingarna i ärendet som en lista av rader", decisions.papers),
    Field("mottagare", "De som beslutet skickas till, som en lista", decisions.recipients),
    Loop("underskrifter", "rad", "De som skriver under, två på varje rad", sources.signature_rows, _SIGNATURE),
    Loop(
        "rekommendationer",
        "rekommendation",
        "Rekommendationerna; utan rekommendationer är det en enda, Hela remissen",
        _puts,
        _RECOMMENDATION,
    ),
    Loop(
        "synpunkter",
        "synpunkt",
        "Allmänna synpunkter, som inte hör till någon rekommendation",
        sources.remarks,
        _COMMENT,
    ),
    Field(
        "mening.bakgrund",
        "Varifrån ärendet kommer och när svaret ska lämnas, som en lista av stycken",
        sentences.background,
    ),
    Field("mening.samråd", "Vilka som har svarat ägaren, som en lista av stycken", sentences.consultation),
    Field(
        "mening.rekommendationer",
        "Raden ovanför rekommendationerna; falskt där de saknas",
        sentences.before_recommendations,
    ),
    Field("mening.yttrande", "Vad nämnden yttrar sig över", sentences.statement),
    Field("mening.begäran", "Vad ägaren ber nämnden om i internremissen", sentences.request),
    Field("mening.svar_senast", "När och vart nämnden ska svara", sentences.answer_when),
    Field("mening.följebrev", "Följebrevets första mening", sentences.covering),
    *CLAUSE_FIELDS,
    *DETAILED_FIELDS,
    *KIND_FIELDS,
    *STATUS_FIELDS,
    *FORM_FIELDS,
)


def names(members: Sequence[Member[Any]] = FIELDS, before: str = "") -> list[tuple[str, Member[Any]]]:
    """Every name as an author writes it, with its field; those of a loop begin with the loop's own word."""
    found: list[tuple[str, Member[Any]]] = []
    for member in members:
        found.append((before + member.name, member))
        if isinstance(member, Loop):
            found += names(member.members, f"{member.each}.")
    return found

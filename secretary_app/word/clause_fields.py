"""The fields of a house style whose decision comes first: att-clauses, and sentences that sum the answers up."""

from secretary_app.word import clauses, decisions, sentences
from secretary_app.word.data import DraftData
from secretary_app.word.field import Field, Member

CLAUSE_FIELDS: tuple[Member[DraftData], ...] = (
    Field(
        "beslut.inledning",
        "Den som beslutar, ovanför att-satserna: Kommunstyrelsen beslutar; falskt där beslutet står i meningar",
        clauses.decision_intro,
    ),
    Field(
        "beslut.att_satser",
        "Beslutet som att-satser; tomt där beslutets ord inte kan göras om till sådana, använd då beslut.punkter",
        clauses.decision_clauses,
    ),
    Field(
        "beslut.justeras_omedelbart",
        "Sant där beslutet justeras omedelbart och det inte redan står i beslutet",
        decisions.adjusted_at_once,
    ),
    Field("förslag.inledning", "Den som ska besluta: Kommunstyrelsen beslutar", clauses.proposal_intro),
    Field("förslag.att_satser", "Förslaget till beslut som att-satser", clauses.proposal_clauses),
    Field("mening.yttrande_rubrik", "Yttrandets rubrik: Yttrande från Älvstads kommun – …", sentences.statement_title),
    Field("mening.inhämtade_svar", "Vilka nämnder ägaren har hämtat in svar från, som stycken", sentences.gathered),
    Field("mening.innehåll", "Vad yttrandet innehåller; falskt så länge det saknar åtgärder", sentences.contents),
    Field("mening.åtgärder", "Vad åtgärderna och tidsplanen utgår från", sentences.measures_from),
    Field(
        "yttrande.har_svar",
        "Falskt där svaren bara består av åtgärder, så att tabellen säger allt",
        sentences.says_more_than_measures,
    ),
    Field(
        "flera_synpunkter",
        "Sant där mer än en nämnd har allmänna synpunkter",
        lambda data: len(data.general_comments) > 1,
    ),
)

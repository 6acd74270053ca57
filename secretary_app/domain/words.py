"""The words that a field of the register may hold: its enumerations. Taken from ``domain.model``."""

from enum import StrEnum


class NamndKind(StrEnum):
    FULLMAKTIGE = "fullmäktige"
    STYRELSE = "styrelse"
    NAMND = "nämnd"
    GEMENSAM_NAMND = "gemensam nämnd"
    UTSKOTT = "utskott"
    REVISORER = "revisorer"
    BOLAG = "bolag"
    KOMMUNALFORBUND = "kommunalförbund"
    FORVALTNING = "förvaltning"
    EXTERN = "extern"


class ChainRole(StrEnum):
    PREPARES = "bereder"
    DECIDES = "beslutar"
    INFORMED = "kännedom"


class RemissState(StrEnum):
    OPEN = "öppen"
    ANSWERED = "besvarad"
    CLOSED = "avslutad"
    VOID = "makulerad"


class Position(StrEnum):
    AGREES = "instämmer"
    PARTLY = "delvis"
    DISAGREES = "instämmer inte"
    NOT_APPLICABLE = "ej tillämpligt"


class MeasureState(StrEnum):
    NOT_STARTED = "ej påbörjad"
    STARTED = "påbörjad"
    DONE = "klar"


class Outcome(StrEnum):
    """What a body made of the ärende. Only the last four end with an answer; see ``decides``."""

    REFERRED_BACK = "återremiss"
    TABLED = "bordläggning"
    PROPOSAL = "förslag"
    DECISION = "beslut"
    CHAIR_DECISION = "ordförandebeslut"
    DELEGATED = "delegationsbeslut"
    ADMINISTRATION = "svar från förvaltningen"

    @property
    def decides(self) -> bool:
        return self not in (Outcome.REFERRED_BACK, Outcome.TABLED, Outcome.PROPOSAL)


class VerdictWord(StrEnum):
    DONE = "åtgärdad"
    PARTLY = "delvis"
    NOT_DONE = "ej åtgärdad"
    OBSOLETE = "inte längre aktuell"


class DocumentKind(StrEnum):
    INTERNREMISS = "internremiss"
    TJANSTESKRIVELSE = "tjansteskrivelse"
    YTTRANDE = "yttrande"
    UNDERLAG = "underlag"
    PROTOKOLLSUTDRAG = "protokollsutdrag"
    FOLJEBREV = "foljebrev"
    BARNCHECKLISTA = "barnchecklista"
    SVARSFORMULAR = "svarsformular"

    @property
    def swedish(self) -> str:
        return _DOCUMENT_NAMES[self]


_DOCUMENT_NAMES = {
    DocumentKind.INTERNREMISS: "Internremiss",
    DocumentKind.TJANSTESKRIVELSE: "Tjänsteskrivelse",
    DocumentKind.YTTRANDE: "Yttrande",
    DocumentKind.UNDERLAG: "Underlag till paragraf",
    DocumentKind.PROTOKOLLSUTDRAG: "Protokollsutdrag",
    DocumentKind.FOLJEBREV: "Följebrev",
    DocumentKind.BARNCHECKLISTA: "Barnchecklista",
    DocumentKind.SVARSFORMULAR: "Svarsformulär",
}


class StepKind(StrEnum):
    """What a step of a plan is; the words are those of ``plan --json``."""

    INTERNREMISS = "internremiss"
    MANUSSTOPP = "manusstopp"
    MEETING = "meeting"
    JUSTERING = "justering"
    INTERNAL_DEADLINE = "internal_deadline"
    DISPATCH = "dispatch"
    CHAIR_DECISION = "chair_decision"
    """The chair decides for the body instead of its meeting (kommunallagen 6:39)."""
    ADMINISTRATION = "administration"
    """The body's förvaltning answers instead of its meeting."""

    @property
    def swedish(self) -> str:
        return _STEP_NAMES[self]


_STEP_NAMES = {
    StepKind.INTERNREMISS: "internremiss",
    StepKind.MANUSSTOPP: "manusstopp",
    StepKind.MEETING: "sammanträde",
    StepKind.JUSTERING: "justering",
    StepKind.INTERNAL_DEADLINE: "internt svarsdatum",
    StepKind.DISPATCH: "expediering",
    StepKind.CHAIR_DECISION: "ordförandebeslut",
    StepKind.ADMINISTRATION: "svar från förvaltningen",
}

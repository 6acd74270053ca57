"""What is found in an answering paper: answers with their places, and what could not be placed."""

import datetime as dt
from dataclasses import dataclass, field

from secretary_app.domain.words import Position
from secretary_app.intake.answers_parts import Known

_MOST_DOUBTS = 100
_MORE = "Det finns mer i filen som inte gick att placera. Läs den själv."


@dataclass(frozen=True, kw_only=True)
class PaperMeasure:
    text: str
    responsible: str = ""
    timeframe: str = ""
    namnder: tuple[str, ...] = ()
    """As written; () where the paper names none."""
    status: str = ""
    as_of: dt.date | None = None
    whole: str = ""
    """All that stands in its cell, where that was read as several measures."""
    mark: str = ""
    """Of the register's measure whose row this is; ``""``: the paper does not say."""
    sent: tuple[str, ...] = ()
    """Imprints of text, ansvarig and tidsplan as the form had them when it was sent; () where it does not say."""


@dataclass(kw_only=True)
class PaperAnswer:
    """The answer to one recommendation, as it is gathered; ``known`` None: the general comments."""

    known: Known | None
    page: int
    position: Position | None = None
    texts: list[str] = field(default_factory=list)
    measures: list[PaperMeasure] = field(default_factory=list)
    quote: str = ""
    """How the paper names the recommendation."""
    sent: tuple[str, ...] = ()
    """Imprints of position and text as the form had them when it was sent; () where it does not say."""

    @property
    def text(self) -> str:
        return "\n\n".join(self.texts)

    @property
    def is_empty(self) -> bool:
        return self.position is None and not self.texts and not self.measures

    def take(self, other: "PaperAnswer") -> None:
        """Add what the paper says of the same recommendation in another place."""
        self.texts += [each for each in other.texts if each not in self.texts]
        self.measures += [each for each in other.measures if each not in self.measures]
        self.position = self.position or other.position


@dataclass
class Findings:
    answers: list[PaperAnswer] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    """Swedish sentences: what is uncertain, and what could not be placed."""
    left: list[str] = field(default_factory=list)
    """Headings whose text belongs to no answer."""
    others: list[str] = field(default_factory=list)
    """Names of other bodies, whose answers are in the paper too."""

    seen: set[str] = field(default_factory=set)
    """Marks of the recommendations that a form asks about, answered or not."""

    def add(self, answer: PaperAnswer) -> None:
        same = next((each for each in self.answers if each.known == answer.known), None)
        if same is None:
            self.answers.append(answer)
        else:
            same.take(answer)

    def doubt(self, sentence: str) -> None:
        """Tell of something; of more than anybody reads only that there is more."""
        sentence = sentence.replace(".”.", ".”") if len(self.doubts) < _MOST_DOUBTS else _MORE
        if sentence not in self.doubts:
            self.doubts.append(sentence)


def told_in_short(number: str, words: str) -> str:
    return f"”{shortened(words)}” lästes som rekommendation {number}, som lyder utförligare. Kontrollera."


def told_otherwise(number: str, words: str) -> str:
    return f"Rekommendation {number} lyder annorlunda i filen (”{shortened(words)}”) och placerades efter sitt nummer."


def shortened(text: str, most: int = 90) -> str:
    """For a sentence that names a stretch of the paper."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]} …"

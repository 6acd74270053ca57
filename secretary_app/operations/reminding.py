"""A reminder to namnder whose answer is late or soon due: a mail's words, to be read through and sent by a person."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from secretary_app.domain.date_words import day
from secretary_app.domain.model import Namnd, Referral, Remiss
from secretary_app.domain.text import and_list
from secretary_app.operations.finding import name_of


@dataclass(frozen=True)
class MailText:
    to: tuple[str, ...]
    """Addresses; a namnd without one is left out."""
    subject: str
    body: str


def reminder(
    remiss: Remiss, asked: Sequence[tuple[Namnd, Referral | None]], today: dt.date, *, sender: str = ""
) -> MailText:
    """A reminder to these namnder; the addresses they stand for are the bodies' own."""
    lines = []
    for namnd, referral in asked:
        deadline = referral.deadline if referral else None
        if deadline is None:
            lines.append(f"{namnd.name} har ännu inte svarat.")
        else:
            verb = "skulle ha svarat" if deadline < today else "ska svara"
            lines.append(f"{namnd.name} {verb} senast {day(deadline, today)}.")
    last = ""
    if remiss.answer_by is not None:
        last = f"Svaret till {remiss.sender or 'avsändaren'} ska lämnas senast {day(remiss.answer_by, today)}."
    parts = [
        "Hej,",
        f"det gäller internremissen ”{remiss.title}”{f', {remiss.diarienummer}' if remiss.diarienummer else ''}.",
        "\n".join(lines),
        last,
        "Hör av er med när svaret kan lämnas.",
        f"Vänliga hälsningar\n{sender}".rstrip(),
    ]
    names = and_list([namnd.abbreviation for namnd, _ in asked])
    return MailText(
        to=tuple(namnd.email for namnd, _ in asked if namnd.email),
        subject=f"Påminnelse till {names}: {name_of(remiss)}",
        body="\n\n".join(filter(None, parts)),
    )

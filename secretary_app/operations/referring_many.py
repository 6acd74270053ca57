"""Internremisser to several namnder at once: prepared, dated and noted as sent in one operation."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from secretary_app.domain.model import Namnd, Referral, Remiss
from secretary_app.domain.swedish_dates import in_words
from secretary_app.domain.text import and_list
from secretary_app.operations.editing import Saved, check_year, open_remiss, present
from secretary_app.operations.editing_remiss import check_sent
from secretary_app.operations.finding import name_of
from secretary_app.operations.referring import moved_deadline
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id


def send_internremisser(
    register: Register, remiss: Remiss, deadlines: Mapping[str, dt.date | None], sent: dt.date | None
) -> Saved[list[Referral]]:
    """Let there be an internremiss to each namnd (by id) with its deadline, sent that day (None: not yet).

    A deadline that is None stays as it was. Raises UserError for a remiss that is closed, no namnd at all, the owner
    itself, a day that cannot be, and a deadline before the day of sending.
    """
    remiss = open_remiss(register, remiss)
    if not deadlines:
        raise UserError("Välj minst en nämnd.")
    there = {each.namnd_id: each for each in register.find(Referral, remiss_id=remiss.id)}
    rows = []
    for namnd_id, deadline in deadlines.items():
        namnd = present(register, Namnd, namnd_id, "Nämnden")
        if namnd.id == remiss.owner_id:
            raise UserError(f"{namnd.abbreviation} äger remissen och får ingen internremiss av sig själv.")
        before = there.get(namnd_id, Referral(id=new_id(), remiss_id=remiss.id, namnd_id=namnd_id))
        row = replace(before, deadline=deadline or before.deadline, sent=sent or before.sent)
        _check(remiss, row, namnd)
        rows.append((row, namnd))
    names = and_list([namnd.abbreviation for _, namnd in rows])
    verb = "Skickade" if sent else "Förberedde"
    with register.change(f"{verb} internremiss till {names}: {name_of(remiss)}") as change:
        for row, _ in rows:
            old = there.get(row.namnd_id)
            if old is None:
                change.add(row)
                continue
            if old.deadline != row.deadline:
                change.add(moved_deadline(old, row.deadline, "Internremissen skickas"))
            change.update(row)
    undated = [namnd.abbreviation for row, namnd in rows if row.deadline is None]
    saved = register.find(Referral, id=[row.id for row, _ in rows])
    return Saved(saved, [f"{and_list(undated)} har inget svarsdatum."] if undated else [])


def _check(remiss: Remiss, referral: Referral, namnd: Namnd) -> None:
    if referral.deadline:
        check_year(referral.deadline)
        if remiss.received and referral.deadline < remiss.received:
            raise UserError(
                f"{namnd.abbreviation} kan inte svara {in_words(referral.deadline)}: "
                f"remissen kom in {in_words(remiss.received)}. "
                "Välj en senare dag."
            )
    if referral.sent:
        check_sent(remiss, referral.sent)
        if referral.deadline and referral.deadline < referral.sent:
            raise UserError(
                f"{namnd.abbreviation} ska svara {in_words(referral.deadline)}, före den dag internremissen skickas, "
                f"{in_words(referral.sent)}. Ändra den ena av dagarna."
            )

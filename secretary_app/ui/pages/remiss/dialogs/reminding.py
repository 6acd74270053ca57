"""A reminder to namnder: its words are read through here, then copied or taken to the mail program."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QUrl, QUrlQuery
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget

from secretary_app.domain.text import and_list
from secretary_app.operations.reminding import reminder
from secretary_app.operations.remiss_choices import RemissChoices
from secretary_app.ui.core.notices import Notice, Tone
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.remiss.dialogs.base import ActionDialog, line, lines
from secretary_app.ui.widgets.basics import button, label, link, row


class RemindDialog(ActionDialog):
    def __init__(
        self,
        parent: QWidget,
        office: Office,
        choices: RemissChoices,
        namnd_ids: Sequence[str],
        move: Callable[[Sequence[str]], None],
    ) -> None:
        """``namnd_ids``: empty for all that are waited for. ``move``: opens the change of their deadline instead."""
        waiting = [each for each in choices.asked if each.waiting]
        chosen = [each for each in waiting if each.namnd.id in namnd_ids] or waiting
        names = and_list([each.namnd.abbreviation for each in chosen])
        super().__init__(parent, office, f"Vad ska påminnelsen till {names} säga?", "Skapa mejlutkast")
        self._ids = [each.namnd.id for each in chosen]
        self._move = move
        mail = reminder(
            choices.remiss, [(each.namnd, each.referral) for each in chosen], self.desk.today, sender=self.desk.who
        )
        self.to = line("; ".join(mail.to))
        self.subject = line(mail.subject)
        self.text = lines(mail.body, 260)
        self.add("Till", self.to)
        without = [each.namnd.abbreviation for each in chosen if not each.namnd.email]
        if without:
            self.add_part(label(f"{and_list(without)} saknar e-postadress i registret.", "second", wrap=True))
        self.add("Rubrik", self.subject)
        self.add("Text", self.text)
        self.add_part(row(link("Flytta svarsdatumet i stället…", self._move_instead, glyph="arrows-left-right"), None))
        self.add_button(button("Kopiera texten", self._copy, glyph="copy"))
        self._first = self.text

    def submit(self) -> None:
        url = QUrl(f"mailto:{self.to.text().replace(';', ',').replace(' ', '')}")
        query = QUrlQuery()
        query.addQueryItem("subject", str(QUrl.toPercentEncoding(self.subject.text()).data(), "ascii"))
        body = self.text.toPlainText().replace("\n", "\r\n")
        query.addQueryItem("body", str(QUrl.toPercentEncoding(body).data(), "ascii"))
        url.setQuery(query)
        if not QDesktopServices.openUrl(url):
            self.fault(None, "Datorn har inget mejlprogram som svarar. Kopiera texten i stället.")
            return
        self.office.notify(Notice("Mejlutkastet är öppnat i ditt mejlprogram. Skicka det där.", Tone.INFO))
        self.accept()
        self.deleteLater()

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.text.toPlainText())
        self.office.notify(Notice("Påminnelsen är kopierad.", Tone.INFO))
        self.accept()
        self.deleteLater()

    def _move_instead(self) -> None:
        self.reject()
        self._move(self._ids)

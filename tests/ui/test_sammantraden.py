"""Sammanträden: the year of a body, meetings added, pasted, moved and taken away."""

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from secretary_app.ui.shell.window import MainWindow
from secretary_app.ui.widgets.paste_meetings import PasteMeetings

MATRIX = "\tKSAU\tKS\njanuari\t13, 27\t21\nfebruari\t10\t32"


def test_pasted_days_are_shown_before_they_are_taken(window: MainWindow) -> None:
    QApplication.clipboard().setText(MATRIX)
    dialog = PasteMeetings(window, 2027, ["KSAU", "KS"], {"KSAU": {dt.date(2027, 1, 13)}})
    dialog.open()
    taken: list[dict[str, list[tuple[dt.date, dt.date | None]]]] = []
    dialog.accepted_meetings.connect(taken.append)
    remarks = {each.date: each.remark for each in dialog.table.rows_model.rows}
    assert remarks[dt.date(2027, 1, 13)] == "finns redan"
    assert "32" in dialog.not_understood.toPlainText()
    assert dialog.take.text() == "Lägg in 3 sammanträden"
    QTest.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    assert taken == [
        {
            "KSAU": [(dt.date(2027, 1, 27), None), (dt.date(2027, 2, 10), None)],
            "KS": [(dt.date(2027, 1, 21), None)],
        }
    ]


def test_days_without_a_body_wait_for_one(window: MainWindow) -> None:
    QApplication.clipboard().setText("Hej Anna, ring mig om mötet.")
    dialog = PasteMeetings(window, 2026, ["KSAU", "KS"], {}, names={"Kommunstyrelsen": "KS"})
    dialog.open()
    assert dialog.text.toPlainText() == ""
    QTest.keyClicks(dialog.text, "27/1")
    assert not dialog.take.isEnabled()
    dialog.body.setCurrentIndex(dialog.body.findData("KS"))
    assert dialog.take.text() == "Lägg in 1 sammanträde"
    dialog.text.setPlainText("Kommunstyrelsen 27/1\n7/2")
    assert [(each.body, each.remark) for each in dialog.table.rows_model.rows] == [("KS", ""), ("KS", "lördag")]
    dialog.reject()

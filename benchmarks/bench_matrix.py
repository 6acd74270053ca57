"""Svarsläge, 12 recommendations × 10 namnder, from the question to the painted matrix, beside a bare QTableView.

The bare table is made, filled with as many plain texts, laid out and painted in the same run. Ours reads the register,
fills the matrix with its legend and sentence, and the panel of the first unanswered cell.
Run: python benchmarks/bench_matrix.py [recommendations] [namnder]
"""

import datetime as dt
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QTableView

from secretary_app.domain.model import Addressee, Decision, Namnd, Recommendation, Referral, Remiss, Response
from secretary_app.operations.cell_panel import RemissMatrix, cell_panel, remiss_matrix
from secretary_app.store.register import Register
from secretary_app.support.ids import new_id
from secretary_app.ui.app import make_application
from secretary_app.ui.core.places import Places
from secretary_app.ui.pages.remiss.svarslage.panel import AnswerPanel, Shown
from secretary_app.ui.pages.remiss.svarslage.sheet import MatrixSheet

_TODAY = dt.date(2026, 3, 11)
_ROUNDS = 15
_ALLOWED_MS = 100
_WORDS = "att säkerställa att uppföljningen av avtalstroheten i nämndens verksamheter stärks och dokumenteras "


def fill(register: Register, recommendations: int, namnder: int) -> str:
    """A remiss with a question to every body: a third decided, a third late, a third drafted."""
    with register.change("Lade in") as change:
        bodies = [Namnd(id=new_id(), abbreviation=f"N{number}", name=f"Nämnd {number}") for number in range(namnder)]
        remiss = Remiss(id=new_id(), title="Granskning", owner_id=bodies[0].id, answer_by=dt.date(2026, 6, 1))
        change.add_all([*bodies, remiss])
        decisions = {}
        for body in bodies[1:]:
            asked = Referral(id=new_id(), remiss_id=remiss.id, namnd_id=body.id, deadline=dt.date(2026, 3, 2))
            made = Decision(id=new_id(), remiss_id=remiss.id, namnd_id=body.id, meeting_date=_TODAY, paragraph="27")
            change.add_all([asked, made])
            decisions[body.id] = made.id
        for number in range(1, recommendations + 1):
            question = Recommendation(
                id=new_id(), remiss_id=remiss.id, number=str(number), text=_WORDS * 2, position=number
            )
            change.add(question)
            for place, body in enumerate(bodies):
                change.add(Addressee(id=new_id(), recommendation_id=question.id, namnd_id=body.id, position=place))
                if (number + place) % 3:
                    decided = decisions.get(body.id) if (number + place) % 3 == 1 else None
                    change.add(
                        Response(
                            id=new_id(),
                            remiss_id=remiss.id,
                            recommendation_id=question.id,
                            namnd_id=body.id,
                            text=_WORDS,
                            decision_id=decided,
                        )
                    )
    return remiss.id


def bare(texts: list[list[str]]) -> None:
    """A table of these texts, made, shown and painted."""
    model = QStandardItemModel(len(texts), len(texts[0]))
    for y, line in enumerate(texts):
        for x, text in enumerate(line):
            model.setItem(y, x, QStandardItem(text))
    table = QTableView()
    table.setModel(model)
    table.resize(1000, 800)
    table.grab()
    table.deleteLater()


def ours(register: Register, remiss_id: str) -> RemissMatrix:
    """All of the tab's work from the question to what is painted."""
    found = remiss_matrix(register, remiss_id, _TODAY)
    sheet = MatrixSheet()
    sheet.resize(1000, 800)
    sheet.show_matrix(found)
    sheet.choose_first()
    cell = sheet.table.current_cell()
    assert cell is not None
    panel = AnswerPanel()
    panel.resize(392, 800)
    read = cell_panel(register, remiss_id, cell.recommendation_id, cell.namnd_id, _TODAY)
    panel.show_cell(Shown(cell, read), _TODAY)
    sheet.grab()
    panel.grab()
    for part in (sheet, panel):
        part.deleteLater()
    return found


def median_ms(work: Callable[[], object]) -> float:
    work()
    times = []
    for _ in range(_ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def main() -> None:
    recommendations, namnder = map(int, (sys.argv[1:] + ["12", "10"][len(sys.argv) - 1 :])[:2])
    with tempfile.TemporaryDirectory() as folder:
        make_application(Places(Path(folder) / "beredd.ini"))
        with Register.open(Path(folder) / "bench.beredd", write=True, create=True) as register:
            remiss_id = fill(register, recommendations, namnder)
            found = ours(register, remiss_id)
            texts = [[row.text, *(f"{cell.words}, {cell.second}" for cell in row.cells)] for row in found.matrix.rows]
            plain = median_ms(lambda: bare(texts))
            read = median_ms(lambda: remiss_matrix(register, remiss_id, _TODAY))
            whole = median_ms(lambda: ours(register, remiss_id))
    print(
        f"Svarsläge {recommendations} × {namnder}: bare table {plain:.1f} ms, read {read:.1f} ms, whole {whole:.1f} ms"
    )
    print(f"  ratio {whole / plain:.2f}; at most {_ALLOWED_MS} ms: {'yes' if whole <= _ALLOWED_MS else 'NO'}")


if __name__ == "__main__":
    main()

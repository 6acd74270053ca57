"""A tjänsteskrivelse with 6 and with 60 recommendations, against docxtpl alone with the same template and values.

The bound is 1.15, for the function that a warm worker runs. What the worker, the look at the template, the fields and
the safe writing add stands beside, and what 200 drafts in one go do to the worker's memory (Linux only).

Run: python benchmarks/bench_draft.py
"""

import datetime as dt
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2 import Environment

from secretary_app.domain.model import (
    DocumentKind,
    Kommun,
    Measure,
    Namnd,
    NamndKind,
    Position,
    Recommendation,
    Remiss,
    Response,
)
from secretary_app.domain.text import and_list, genitive
from secretary_app.support.worker import Worker
from secretary_app.word.data import Answer, DraftData, MeasureFacts, Question
from secretary_app.word.environment import end_sentence
from secretary_app.word.fields import field_values
from secretary_app.word.filling import fill
from secretary_app.word.render import PRELOAD, render_draft
from secretary_app.word.sets import template_path

_ALLOWED = 1.15
_ROUNDS = 15
_MANY = 200
_WARM = 20
_TEMPLATE = template_path(DocumentKind.TJANSTESKRIVELSE)
_PROPERTIES = {"title": "Tjänsteskrivelse", "author": "Älvstads kommun", "language": "sv-SE"}


def draft_data(count: int) -> DraftData:
    """An audit with ``count`` recommendations, each answered in 600 characters and with two measures."""
    owner = Namnd(
        id="ks",
        abbreviation="KS",
        name="Kommunstyrelsen",
        kind=NamndKind.STYRELSE,
        forvaltning="Kommunstyrelsens förvaltning",
    )
    text = "Kommunstyrelsen har under året sett över hur arbetet styrs och följs upp. " * 8
    questions = []
    for number in range(1, count + 1):
        measure = Measure(
            id=f"m{number}",
            remiss_id="r",
            recommendation_id=f"{number}",
            text="En rutin tas fram",
            responsible="Kanslichefen",
            timeframe="2025",
        )
        response = Response(
            id=f"s{number}",
            remiss_id="r",
            recommendation_id=f"{number}",
            namnd_id="ks",
            position=Position.AGREES,
            text=text,
        )
        facts = (MeasureFacts(measure=measure), MeasureFacts(measure=measure))
        recommendation = Recommendation(
            id=f"{number}", remiss_id="r", number=str(number), text="Att uppföljningen utvecklas och dokumenteras. " * 3
        )
        answer = Answer(namnd=owner, response=response, measures=facts)
        questions.append(Question(recommendation=recommendation, addressees=(owner.name,), answers=(answer,)))
    remiss = Remiss(
        id="r", diarienummer="KS/2025:1", title="Granskning av uppföljning", sender="Revisorerna", owner_id="ks"
    )
    return DraftData(
        kind=DocumentKind.TJANSTESKRIVELSE,
        kommun=Kommun(id="k", name="Älvstads kommun"),
        remiss=remiss,
        owner=owner,
        namnd=owner,
        questions=tuple(questions),
        date=dt.date(2025, 5, 14),
    )


def milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def measure(count: int, folder: Path, worker: Worker) -> None:
    data = draft_data(count)
    values = field_values(data)

    def theirs() -> None:
        environment = Environment(autoescape=True)
        environment.filters.update(genitiv=genitive, uppräkning=and_list, stor=str, punkt=end_sentence)
        document = DocxTemplate(str(_TEMPLATE))
        document.render(values, environment)
        document.save(str(folder / "deras.docx"))

    def ours() -> None:
        fill(str(_TEMPLATE), values, _PROPERTIES, str(folder / "våra.docx"))

    def whole() -> None:
        render_draft(data, _TEMPLATE, folder / "hela.docx", worker=worker)

    runs: dict[str, list[float]] = {"theirs": [], "ours": [], "whole": []}
    for _ in range(_ROUNDS):
        for name, work in (("theirs", theirs), ("ours", ours), ("whole", whole)):
            runs[name].append(milliseconds(work))
    peer, own, all_of_it = (statistics.median(times[2:]) for times in runs.values())
    verdict = "ok" if own / peer <= _ALLOWED else "TOO SLOW"
    print(f"{count:3} recommendations: docxtpl alone {peer:.1f} ms, ours {own:.1f} ms = {own / peer:.2f} x ({verdict})")
    print(f"    from the register's data to the safely written file, through the worker: {all_of_it / peer:.2f} x")


def many(folder: Path, worker: Worker) -> None:
    data = draft_data(6)
    process = worker.run(os.getpid)
    early = "?"
    start = time.perf_counter()
    for number in range(_MANY):
        render_draft(data, _TEMPLATE, folder / f"{number}.docx", worker=worker)
        if number == _WARM:
            early = memory(process)
    taken = time.perf_counter() - start
    print(f"{_MANY} drafts: {taken:.1f} s; the worker's memory {early} after {_WARM}, {memory(process)} at the end")


def memory(process: int) -> str:
    """What the process holds in memory; "?" where the system does not tell it in this way."""
    if sys.platform != "linux":
        return "?"
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return f"{pages * 4096 >> 20} MB"


def main() -> None:
    with tempfile.TemporaryDirectory() as name, Worker(preload=PRELOAD) as worker:
        for count in (6, 60):
            measure(count, Path(name), worker)
        many(Path(name), worker)


if __name__ == "__main__":
    main()

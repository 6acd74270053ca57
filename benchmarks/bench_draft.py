"""A tjänsteskrivelse with 6 and with 60 recommendations in each house style, against docxtpl alone with the same
template and values.

The bound is 1.15, for the function that a warm worker runs, by processor time. What the worker, the look at the
template, the fields and the safe writing add stands beside, by the clock. Then 200 drafts in one go out of the example
register, as the window makes them, with how often their progress is told and what they do to the memory of the program
and of its worker (Linux only).

Run: python benchmarks/bench_draft.py
"""

import datetime as dt
import itertools
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
from secretary_app.operations.documents import draft_choices
from secretary_app.operations.drafting import DraftOrder, prepare_many
from secretary_app.operations.importing import import_workbook
from secretary_app.store.register import Register
from secretary_app.support.resources import resource
from secretary_app.support.worker import Worker
from secretary_app.word.data import Answer, DraftData, MeasureFacts, Question
from secretary_app.word.environment import OWN_FILTERS
from secretary_app.word.fields import field_values
from secretary_app.word.filling import fill
from secretary_app.word.render import PRELOAD, render_draft
from secretary_app.word.sets import TemplateSet, template_sets

_ALLOWED = 1.15
_ROUNDS = 15
_MANY = 200
_WARM = 20
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


def milliseconds(work: Callable[[], object], clock: Callable[[], float]) -> float:
    start = clock()
    work()
    return (clock() - start) * 1000


def measure(style: TemplateSet, count: int, folder: Path, worker: Worker) -> None:
    template = style.template(DocumentKind.TJANSTESKRIVELSE).path
    data = draft_data(count)
    values = field_values(data)

    def theirs() -> None:
        environment = Environment(autoescape=True)
        environment.filters.update(OWN_FILTERS)
        document = DocxTemplate(str(template))
        document.render(values, environment)
        document.save(str(folder / "deras.docx"))

    def ours() -> None:
        fill(str(template), values, _PROPERTIES, str(folder / "våra.docx"))

    def whole() -> None:
        render_draft(data, template, folder / "hela.docx", worker=worker)

    rows = [
        (
            milliseconds(theirs, time.process_time),
            milliseconds(ours, time.process_time),
            milliseconds(theirs, time.perf_counter),
            milliseconds(whole, time.perf_counter),
        )
        for _ in range(_ROUNDS)
    ]
    peer, own, waited, all_of_it = (statistics.median(times) for times in zip(*rows[2:], strict=True))
    verdict = "ok" if own / peer <= _ALLOWED else "TOO SLOW"
    print(
        f"{style.name:12} {count:2} recommendations: docxtpl alone {peer:5.1f} ms, ours {own:5.1f} ms = "
        f"{own / peer:.2f} x ({verdict}); from the register's data to the safely written file "
        f"{all_of_it / waited:.2f} x"
    )


def many(folder: Path) -> None:
    """As the window makes them: one worker, each draft told before it is begun, kept in memory until all are ready."""
    with Register.open(folder / "exempel.beredd", write=True, create=True) as register:
        import_workbook(register, resource("example", "alvstad.xlsx")).raise_problems(folder)
        pairs = [
            (remiss, DraftOrder(choice.kind, namnd.abbreviation))
            for remiss in register.find(Remiss)
            for choice in draft_choices(register, remiss.id).kinds
            for namnd in choice.namnder
        ][:_MANY]
        wanted = [(remiss, [order for one, order in pairs if one.id == remiss.id]) for remiss in register.find(Remiss)]
        seen: dict[int, tuple[int, int]] = {}
        told: list[float] = []

        def progress(done: int, total: int, what: str) -> None:  # noqa: ARG001
            told.append(time.perf_counter())
            seen.setdefault(done, (held(os.getpid()), held(child())))

        start = time.perf_counter()
        made = sum(len(each.made) for each in prepare_many(register, wanted, "", progress))
        taken = time.perf_counter() - start
    longest = max(after - before for before, after in itertools.pairwise(told))
    early, late = seen[_WARM], seen[max(seen)]
    print(
        f"{made} drafts in one go: {taken:.1f} s, progress told {len(told)} times, at most {longest:.2f} s apart; the "
        f"worker holds {early[1]} MB after {_WARM} and {late[1]} MB at the end, the program {early[0]} and {late[0]} MB"
    )


def child() -> int:
    """The worker's process; 0 where it is not to be found in this way."""
    if sys.platform != "linux":
        return 0
    children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text(encoding="ascii").split()
    return int(children[-1]) if children else 0


def held(process: int) -> int:
    """Megabytes that the process holds in memory; 0 where the system does not tell it in this way."""
    if sys.platform != "linux" or not process:
        return 0
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 >> 20


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        with Worker(preload=PRELOAD) as worker:
            for style in template_sets():
                for count in (6, 60):
                    measure(style, count, Path(name), worker)
        many(Path(name))


if __name__ == "__main__":
    main()

"""The main job from end to end on the invented municipality, each step told in one Swedish line.

The example plays on days of its own (``resources/example/exempel.json``), so that it reads the same whenever it is run.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from secretary_app.domain.model import DocumentKind, Outcome, Remiss
from secretary_app.operations.answering import check_answers, read_answers
from secretary_app.operations.deciding import close, decide
from secretary_app.operations.drafting import draft
from secretary_app.operations.finding import find_remiss
from secretary_app.operations.opening import open_register
from secretary_app.operations.planning import plan_remiss
from secretary_app.operations.referring import refer
from secretary_app.operations.status import make_status_list
from secretary_app.operations.story import REGISTER, StoryClock, import_municipality, load_story, register_papers
from secretary_app.operations.template_sets import house_style
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.files import explained
from secretary_app.support.resources import resource
from secretary_app.support.worker import Worker
from secretary_app.word.render import PRELOAD
from secretary_app.word.sets import TemplateSet, template_sets

Say = Callable[[str], None]


def run_example(folder: Path, say: Say) -> None:
    """Do the whole job in ``folder``: the register, the drafts and the status list stay there.

    Raises UserError where an example is there already or the folder cannot be written.
    """
    script = load_story()
    path = folder / REGISTER
    if path.exists():
        raise UserError(f"Mappen {folder} har redan ett exempel. Ta bort den eller välj en annan mapp.")
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
    clock = StoryClock(dt.date.fromisoformat(script["today"]))
    with open_register(path, write=True, who="Exempel", clock=clock) as register, Worker(preload=PRELOAD) as worker:
        _Story(register, folder, script, clock, worker, say).tell()


class _Story:
    """The steps of the example, in their order."""

    def __init__(
        self, register: Register, folder: Path, script: dict[str, Any], clock: StoryClock, worker: Worker, say: Say
    ) -> None:
        self.register = register
        self.folder = folder
        self.script = script
        self.main: dict[str, Any] = script["main"]
        self.clock = clock
        self.worker = worker
        self.say = say
        self.drafted = 0

    def tell(self) -> None:
        self._import()
        remiss = self._register()
        self._plan(remiss)
        for namnd in self.main["referrals"]:
            self._refer(remiss, namnd)
        self._status_list("Statuslista före svaren.xlsx")
        for day, happens in sorted(self._events(), key=lambda event: event[0]):
            self.clock.day = day
            happens(remiss)
        self._status_list("Statuslista.xlsx", since=dt.date.fromisoformat(self.main["referred"]))
        self._finish(remiss)

    def _events(self) -> Iterator[tuple[dt.date, Callable[[Remiss], None]]]:
        """What comes home and what is decided, each with its day: an answer is read the day before it is decided."""
        for answer in self.main["answers"]:
            yield dt.date.fromisoformat(answer["date"]) - dt.timedelta(days=1), partial(self._answer, answer)
        for decision in self.main["decisions"]:
            yield dt.date.fromisoformat(decision["meeting"]), partial(self._decide, decision)

    def _import(self) -> None:
        workbook = self.script["workbook"]
        result = import_municipality(self.register, self.script)
        self.say(f"Läste in {self.script['kommun']} ur {workbook}: {result.sentence(dry_run=False)}")

    def _register(self) -> Remiss:
        result = register_papers(self.register, self.script, self.folder / "Inkomna handlingar")
        remiss = result.remiss
        self.say(
            f"Läste {' och '.join(self.main['files'])} och registrerade {remiss.diarienummer} {remiss.title}: "
            f"{len(result.recommendations)} rekommendationer, svar senast {remiss.answer_by}."
        )
        return remiss

    def _plan(self, remiss: Remiss) -> None:
        plan = plan_remiss(self.register, remiss, dt.date.fromisoformat(self.main["referred"]))
        dates = ", ".join(f"{namnd} {date}" for namnd, date in plan.internal_deadlines.items())
        fits = "allt går ihop" if not plan.problems else f"{len(plan.problems)} saker går inte ihop"
        self.say(f"Planerade bakåt från {remiss.answer_by}: interna svarsdatum {dates}; {fits}.")

    def _refer(self, remiss: Remiss, namnd: str) -> None:
        sent = dt.date.fromisoformat(self.main["referred"])
        result = refer(self.register, remiss, namnd, sent=sent)
        numbers = ", ".join(each.number for each in result.recommendations)
        self.say(
            f"Internremiss till {namnd} om rekommendation {numbers}, svar senast {result.referral.deadline}: "
            + self._drafts(remiss, namnd, DocumentKind.INTERNREMISS, DocumentKind.SVARSFORMULAR)
        )

    def _answer(self, answer: dict[str, Any], remiss: Remiss) -> None:
        namnd = answer["namnd"]
        source = resource("example", answer["file"])
        result = read_answers(self.register, remiss, source, namnd_words=namnd)
        result.raise_problems(source)
        findings = check_answers(self.register, remiss, namnd).findings
        verdict = " ".join(each.text for each in findings) or "Inget att anmärka."
        self.say(f"Läste in svaret från {namnd} ur {source.name}. {verdict}")
        kinds = [DocumentKind.TJANSTESKRIVELSE, DocumentKind.YTTRANDE, DocumentKind.UNDERLAG]
        if namnd == self.script["owner"]:
            kinds += [DocumentKind.BARNCHECKLISTA]
        self.say(f"Utkast för {namnd}: " + self._drafts(remiss, namnd, *kinds))

    def _decide(self, decision: dict[str, Any], remiss: Remiss) -> None:
        result = decide(
            self.register,
            find_remiss(self.register, remiss.id),
            decision["namnd"],
            meeting=self.clock.day,
            paragraph=decision["paragraph"],
            immediate=decision["immediate"],
            outcome=Outcome(decision["outcome"]),
            text=decision["text"],
        )
        what = decision["outcome"] + (", omedelbar justering" if decision["immediate"] else "")
        self.say(
            f"{result.namnd.abbreviation} § {decision['paragraph']} {self.clock.day}, {what}: "
            + self._drafts(remiss, decision["namnd"], DocumentKind.PROTOKOLLSUTDRAG)
        )

    def _finish(self, remiss: Remiss) -> None:
        owner = self.script["owner"]
        self.say("Följebrev till revisorerna: " + self._drafts(remiss, owner, DocumentKind.FOLJEBREV))
        used = house_style(self.register).name
        for style in template_sets(self.register.files):
            if style.name != used:
                made = self._drafts(remiss, owner, DocumentKind.TJANSTESKRIVELSE, style=style)
                self.say(f"Samma tjänsteskrivelse med mallarna {style.title}: {made}")
        closed = close(self.register, find_remiss(self.register, remiss.id))
        self.say(f"Avslutade {closed.diarienummer} {closed.title}. Alla {self.drafted} utkast ligger i {self.folder}.")

    def _drafts(self, remiss: Remiss, namnd: str, *kinds: DocumentKind, style: TemplateSet | None = None) -> str:
        names = []
        for kind in kinds:
            self.drafted += 1
            which = f" {style.title}" if style else ""
            out = self.folder / f"{self.drafted:02} {kind.swedish} {namnd}{which}.docx"
            made = draft(
                self.register,
                kind,
                find_remiss(self.register, remiss.id),
                out,
                namnd_words=namnd,
                templates=style.name if style else "",
                worker=self.worker,
            )
            names.append(made.path.name)
        return ", ".join(names)

    def _status_list(self, name: str, since: dt.date | None = None) -> None:
        made = make_status_list(self.register, self.folder / name, namnd_words=self.script["owner"], since=since)
        self.say(f"Skrev {name}: {len(made.rows)} rader.")

"""The check of templates, beside other work: the one that is looked at first, then all that have not been yet."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from secretary_app.operations.opening import Register
from secretary_app.operations.template_sets import Report, SetRow, TemplateRow
from secretary_app.support.errors import UserError
from secretary_app.support.progress import Progress
from secretary_app.ui.core.lanes import Job
from secretary_app.ui.core.notices import Notice
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.mallar.letting import Letting


class Checker(QObject):
    ended = Signal()
    failed = Signal(str)
    """The template cannot be looked at, for this reason."""
    checked = Signal()
    """What was found is known to ``sets`` now."""

    def __init__(self, office: Office, parent: QObject, letting: Letting) -> None:
        super().__init__(parent)
        self._letting = letting
        self._office = office
        self._job: Job | None = None
        office.desk.ended.connect(self._forget)
        self._given_up: set[str] = set()
        """Sets that cannot be checked: not tried again by itself."""

    def check(self, of: SetRow, template: TemplateRow, *, is_asked: bool = False) -> None:
        """Check this one; ``is_asked``: somebody waits for what is said of it."""
        kind = template.kind
        self.stop()

        def work(register: Register, _progress: Progress) -> Report:
            from secretary_app.operations.template_sets import check

            return check(register, of.name, kind)

        def says(report: Report) -> str:
            return _told(template, self._letting.told(of.name, kind, report))

        def refused(error: UserError) -> None:
            self.failed.emit(error.message)
            if is_asked:
                self._office.notify(Notice.of_error(error))

        self._job = self._office.desk.read_long(
            work,
            f"Kontrollerar {kind.swedish.lower()}",
            self._take,
            owner=self,
            says=says if is_asked else None,
            otherwise=refused,
            quiet=True,
        )

    def check_rest(self, sets: Sequence[SetRow]) -> None:
        """Check what has not been, a set at a time: first the own templates, then what came with the program."""
        left = [each for each in sets if any(row.report is None for row in each.templates)]
        left = [each for each in left if each.name not in self._given_up]
        if self._job is not None or not left:
            return
        of = min(left, key=lambda each: not any(row.is_own and row.report is None for row in each.templates))

        def work(register: Register, progress: Progress) -> object:
            from secretary_app.operations.template_sets import check_set

            return check_set(register, of.name, progress)

        def refused(_error: UserError) -> None:
            # It is told of when the template is chosen.
            self._given_up.add(of.name)
            self._take()

        self._job = self._office.desk.read_long(
            work, f"Kontrollerar mallarna {of.title}", self._take, owner=self, otherwise=refused, quiet=True
        )

    def stop(self) -> None:
        """Leave what nobody waits for any longer."""
        if self._job is not None:
            self._office.desk.cancel(self._job, silently=True)
            self._job = None

    def _forget(self, job: Job) -> None:
        """Also after a fault of ours nothing waits for it any longer."""
        if job is self._job:
            self._job = None
            self.ended.emit()

    def _take(self, _found: object = None) -> None:
        self.checked.emit()


def _told(template: TemplateRow, report: Report) -> str:
    faults, warnings = len(report.faults), len(report.warnings)
    found = [f"{faults} fel"] if faults else []
    found += [f"{warnings} varning{'ar' if warnings != 1 else ''}"] if warnings else []
    told = " och ".join(found) or "inga fel"
    if template.is_own and report.path != template.path:
        name = template.kind.swedish.lower()
        return f"Den egna mallen för {name} finns inte längre i mappen. Den medföljande används: {told}."
    return f"{'Mallen' if template.is_own else 'Den medföljande mallen'} är kontrollerad: {told}."

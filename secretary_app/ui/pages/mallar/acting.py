"""What is done with templates and sets: their files are changed, never in the window's thread, and can be had back."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from secretary_app.domain.model import DocumentKind
from secretary_app.operations.opening import Register
from secretary_app.operations.template_sets import Finding, SetRow, set_standard
from secretary_app.support.errors import UserError
from secretary_app.support.progress import Progress
from secretary_app.ui.core.asking import ask_open, confirm
from secretary_app.ui.core.notices import Notice, Tone
from secretary_app.ui.core.outside import open_or_tell, show_or_tell
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.mallar.dialogs import NewSet, ReadIn, Reading, RenameSet
from secretary_app.ui.pages.mallar.letting import Letting
from secretary_app.ui.pages.mallar.sets_list import SetsList

if TYPE_CHECKING:
    from secretary_app.operations.template_changes import Added
    from secretary_app.operations.template_mending import Mended

T = TypeVar("T")
_FILES = "Wordmallar (*.docx *.dotx *.doc);;Alla filer (*)"


class Acting(QObject):
    """The page's hands."""

    changed = Signal()
    """Files of templates are others."""
    wanted = Signal(str, object)
    """The set, and the kind or None, that is to be chosen now."""

    def __init__(self, office: Office, parent: QWidget, chosen: SetsList) -> None:
        """``chosen``: the list that tells which set and template is meant."""
        super().__init__(parent)
        self._office = office
        self._parent = parent
        self._list = chosen
        self.take_back: Callable[[], None] | None = None
        """Takes back what was last done with a file."""
        self.letting = Letting(office.places)
        self._working = 0
        self._mended: dict[tuple[str, DocumentKind], str] = {}
        """What the last mending left, by its digest: what went before it has been kept already."""

    def _do(self, work: Callable[[Register], T], what: str, then: Callable[[T], None]) -> None:
        """Change files: beside other work, since nothing of the register's own is changed."""

        def run(register: Register, _progress: Progress) -> T:
            return work(register)

        def done(result: T) -> None:
            self._working -= 1
            then(result)
            self.changed.emit()

        def refused(error: UserError) -> None:
            self._working -= 1
            self._office.notify(Notice.of_error(error, lambda: self._do(work, what, then)))
            # Some of it may have been done.
            self.changed.emit()

        self._working += 1
        self._office.desk.read_long(run, what, done, owner=self, quiet=True, otherwise=refused)

    @property
    def is_working(self) -> bool:
        """Files are being changed now."""
        return self._working > 0

    def _tell(self, words: str, back: Callable[[], None] | None = None, tone: Tone = Tone.DONE) -> None:
        self.take_back = back
        self._office.notify(Notice(words, tone, "Ångra" if back else "", back))

    # Templates.

    def open_in_word(self) -> None:
        """Open the chosen template; one that came with the program is copied first, if that is wanted."""
        of, template = self._list.current_set, self._list.current_template
        if of is None or template is None:
            return
        if template.is_own:
            open_or_tell(self._office, template.path)
            return
        name = template.kind.swedish.lower()
        if confirm(
            self._parent,
            f"Göra en egen mall för {name}?",
            "Gör en egen kopia och öppna",
            details=f"Mallen följer med Beredd och ändras inte själv. Kopian används sedan i {of.title} i stället "
            "för den, och den medföljande går att ta tillbaka.",
        ):
            self._copy_and_open(of, template.kind)

    def show_in_folder(self) -> None:
        """Show where the chosen template lies."""
        template = self._list.current_template
        if template is not None:
            show_or_tell(self._office, template.path)

    def _copy_and_open(self, of: SetRow, kind: DocumentKind) -> None:
        def work(register: Register) -> Path:
            from secretary_app.operations.template_changes import own_copy

            return own_copy(register, of.name, kind)

        def then(path: Path) -> None:
            self._tell(f"{of.title} har nu en egen mall för {kind.swedish.lower()}.", self._removing(of, kind))
            open_or_tell(self._office, path)

        self._do(work, f"Kopierar mallen för {kind.swedish.lower()}", then)

    def _removing(self, of: SetRow, kind: DocumentKind) -> Callable[[], None]:
        return partial(self._remove_own, of, kind)

    def go_back_to_shipped(self) -> None:
        """Take the chosen template, an own one, out of use."""
        of, template = self._list.current_set, self._list.current_template
        if of is not None and template is not None and template.is_own:
            self._remove_own(of, template.kind)

    def _remove_own(self, of: SetRow, kind: DocumentKind) -> None:

        def work(register: Register) -> Path:
            from secretary_app.operations.template_changes import remove_own

            return remove_own(register, of.name, kind)

        def then(aside: Path) -> None:
            now = "Den medföljande används igen" if of.is_shipped else "Den är borttagen"
            words = f"{now}. Den egna mallen för {kind.swedish.lower()} ligger i Ersatta."
            self._tell(
                words, partial(self.bring_back, aside, f"Den egna mallen för {kind.swedish.lower()} är tillbaka.")
            )

        self._do(work, "Tar tillbaka mallen", then)

    def bring_back(self, aside: Path, said: str) -> None:
        """Put what was replaced in its place again."""

        def work(register: Register) -> Path:
            from secretary_app.operations.template_changes import bring_back

            return bring_back(register, aside)

        self._do(work, "Tar tillbaka mallen", lambda _path: self._tell(said))

    def ask_files(self) -> None:
        """Ask which files are templates to be read in."""
        if self._list.current_set is not None:
            self.read_in(ask_open(self._parent, self._office.places, "Läs in mall", _FILES, key="mallar"))

    def read_in(self, paths: Sequence[Path]) -> None:
        """Ask which templates these files are, and copy them in."""
        of, template = self._list.current_set, self._list.current_template
        if of is not None and paths:
            usual = (of.name, template.kind if template else None)
            ReadIn(self._parent.window(), self._office, paths, self._list.sets, usual, self._add).open()

    def _add(self, set_name: str, reading: Reading) -> None:
        def work(register: Register) -> "list[Added]":
            from secretary_app.operations.template_changes import add_template

            return [add_template(register, set_name, kind, path) for kind, path in reading]

        def then(added: "list[Added]") -> None:
            self.wanted.emit(set_name, reading[0][0])
            self._tell_added(added, reading)

        what = reading[0][1].name if len(reading) == 1 else f"{len(reading)} mallar"
        self._do(work, f"Läser in {what}", then)

    def _tell_added(self, added: "list[Added]", reading: Reading) -> None:
        faulty = [one.report for one in added if not one.report.is_usable]
        if len(added) > 1:
            words = f"{len(added)} mallar är inlästa."
            told = f" {len(faulty)} av dem har fel och används inte förrän de är rättade." if faulty else ""
            self._tell(words + told, tone=Tone.WARNING if faulty else Tone.DONE)
            return
        words = f"Mallen för {reading[0][0].swedish.lower()} är inläst."
        if faulty:
            count = len(faulty[0].faults)
            words += f" Den har {count} fel och används inte förrän {'det' if count == 1 else 'de'} är rättat."
            words = words.replace("de är rättat", "de är rättade")
        aside = added[0].replaced
        back = partial(self.bring_back, aside, "Den förra mallen är tillbaka.") if aside else None
        self._tell(words, back, Tone.WARNING if faulty else Tone.DONE)

    def mend(self, findings: Sequence[Finding]) -> None:
        """Correct the chosen template where it is wrong; a shipped one is copied first."""
        of, template = self._list.current_set, self._list.current_template
        if of is None or template is None:
            return
        kind = template.kind
        copied = "" if template.is_own else " Rättelsen är gjord i en egen kopia av mallen."

        def work(register: Register) -> "Mended":
            from secretary_app.operations.template_mending import mend

            return mend(register, of.name, kind, findings, self._mended.get((of.name, kind), ""))

        def then(mended: "Mended") -> None:
            self._mended[of.name, kind] = mended.digest
            first = findings[0]
            what = f"{first.wrong} är bytt mot {first.right}." if first.right else f"{first.wrong} är borttaget."
            words = what if len(findings) == 1 else f"{len(findings)} ställen är rättade i mallen."
            self._tell(words + copied, partial(self._unmend, mended))

        self._do(work, f"Rättar mallen för {kind.swedish.lower()}", then)

    def _unmend(self, mended: "Mended") -> None:
        def work(register: Register) -> str:
            from secretary_app.operations.template_mending import take_back

            return take_back(register, mended)

        def then(digest: str) -> None:
            self._mended[mended.set_name, mended.kind] = digest
            whose = "Den medföljande mallen används igen." if mended.was_shipped else "Mallen är som före rättelsen."
            self._tell(whose)

        self._do(work, f"Tar tillbaka rättelsen av {mended.kind.swedish.lower()}", then)

    def let_stand(self, findings: Sequence[Finding]) -> None:
        """Tell no more of these warnings of the chosen template."""
        of, template = self._list.current_set, self._list.current_template
        if of is None or template is None:
            return
        self.letting.let(of.name, template.kind, findings)
        words = "Varningen får stå" if len(findings) == 1 else f"{len(findings)} varningar får stå"
        self._tell(f"{words} i den här mallen.", partial(self._tell_again, of.name, template.kind, findings))
        self.changed.emit()

    @property
    def left_standing(self) -> int:
        """How many warnings of the chosen template are not told of."""
        of, template = self._list.current_set, self._list.current_template
        return self.letting.hidden(of.name, template.kind) if of is not None and template is not None else 0

    def tell_of_all(self) -> None:
        """Tell again of all warnings of the chosen template."""
        of, template = self._list.current_set, self._list.current_template
        if of is not None and template is not None:
            self._tell_again(of.name, template.kind, None)

    def _tell_again(self, set_name: str, kind: DocumentKind, findings: Sequence[Finding] | None) -> None:
        self.letting.tell(set_name, kind, findings)
        self.changed.emit()

    # Sets.

    def use(self) -> None:
        """Let new drafts be made with the chosen set."""
        of = self._list.current_set
        if of is None:
            return
        self.take_back = None
        self._office.desk.write(
            lambda register: set_standard(register, of.name),
            owner=self,
            says=lambda _kommun: f"Nya utkast görs nu med mallarna {of.title}.",
        )

    def new(self) -> None:
        """Ask for the name of a new set."""
        of = self._list.current_set
        NewSet(self._parent.window(), self._office, self._list.sets, of.name if of else "", self._made).open()

    def rename(self) -> None:
        """Ask for another name of the chosen set."""
        of = self._list.current_set
        if of is not None and not of.is_shipped:
            RenameSet(self._parent.window(), self._office, of, self._made).open()

    def _made(self, name: str) -> None:
        self.take_back = None
        self.wanted.emit(name, None)
        self.changed.emit()

    def remove(self) -> None:
        """Take the chosen set, one's own, out of use."""
        of = self._list.current_set
        if of is None or of.is_shipped:
            return

        def work(register: Register) -> Path:
            from secretary_app.operations.template_changes import remove_set

            return remove_set(register, of.name)

        def then(aside: Path) -> None:
            words = f"{of.title} är borttagen. Mallarna ligger i Ersatta."
            self._tell(words, partial(self.bring_back, aside, f"{of.title} är tillbaka."))

        self._do(work, f"Tar bort {of.title}", then)

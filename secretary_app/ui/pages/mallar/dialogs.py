"""What the page asks: the name of a set, which template a file is, which remiss a template is tried on."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from secretary_app.domain.model import DocumentKind
from secretary_app.operations.opening import Register
from secretary_app.operations.template_sets import SetRow
from secretary_app.operations.template_view import RemissName, guessed_kind
from secretary_app.ui.core.page import Office
from secretary_app.ui.widgets.action_dialog import ActionDialog, Wrong, combo, line
from secretary_app.ui.widgets.basics import label
from secretary_app.ui.widgets.choice import offer

Reading = list[tuple[DocumentKind, Path]]
_KINDS = [(kind.swedish, kind) for kind in DocumentKind]


class NewSet(ActionDialog):
    """A set of one's own, as a copy of another."""

    def __init__(
        self, parent: QWidget, office: Office, sets: Sequence[SetRow], based_on: str, then: Callable[[str], None]
    ) -> None:
        super().__init__(
            parent,
            office,
            "Vad ska malluppsättningen heta?",
            "Skapa malluppsättning",
            about="Den börjar som en kopia av en annan. Sedan ändrar du mallarna i Word.",
        )
        self._then = then
        self.title_line = line(hint="Till exempel kommunens eller förvaltningens namn")
        self.based_on = combo([(each.title, each.name) for each in sets])
        self.based_on.setCurrentIndex(max(0, self.based_on.findData(based_on)))
        self.add("Namn", self.title_line)
        self.add("Börja som en kopia av", self.based_on)

    def submit(self) -> None:
        title, based_on = self.title_line.text(), str(self.based_on.currentData())

        def work(register: Register) -> str:
            from secretary_app.operations.template_changes import new_set

            return new_set(register, title, based_on)

        self.record(work, lambda name: f"Malluppsättningen {name} är skapad.", at=self.title_line)

    def _recorded(self, result: object) -> None:
        super()._recorded(result)
        self._then(str(result))


class RenameSet(ActionDialog):
    def __init__(self, parent: QWidget, office: Office, chosen: SetRow, then: Callable[[str], None]) -> None:
        super().__init__(parent, office, f"Vad ska {chosen.title} heta?", "Byt namn")
        self._set = chosen
        self._then = then
        self.title_line = line(chosen.title)
        self.title_line.selectAll()
        self.add("Namn", self.title_line)

    def submit(self) -> None:
        name, title = self._set.name, self.title_line.text()

        def work(register: Register) -> str:
            from secretary_app.operations.template_changes import rename_set

            return rename_set(register, name, title)

        self.record(work, lambda made: f"{name} heter nu {made}.", at=self.title_line)

    def _recorded(self, result: object) -> None:
        super()._recorded(result)
        self._then(str(result))


class ReadIn(ActionDialog):
    """Which template each file is, and in which set it belongs."""

    def __init__(
        self,
        parent: QWidget,
        office: Office,
        paths: Sequence[Path],
        sets: Sequence[SetRow],
        chosen: tuple[str, DocumentKind | None],
        then: Callable[[str, Reading], None],
    ) -> None:
        """``chosen``: the set, and the kind of a file whose name tells none."""
        one = len(paths) == 1
        super().__init__(
            parent,
            office,
            "Vilken mall är det?" if one else "Vilka mallar är det?",
            "Läs in mallen" if one else f"Läs in {len(paths)} mallar",
            about="Filen kopieras in. Den mall som den ersätter sparas i mappen Ersatta." if one else "",
        )
        self._paths = paths
        self._sets = {each.name: each for each in sets}
        self._then = then
        self.set_box = combo([(each.title, each.name) for each in sets])
        self.set_box.setCurrentIndex(max(0, self.set_box.findData(chosen[0])))
        self.kinds: list[QComboBox] = []
        self._notes: list[QLabel] = []
        for path in paths:
            box = combo(_KINDS)
            told = guessed_kind(path)
            box.setCurrentIndex(max(0, box.findData(told or (chosen[1] if one else None))))
            note = label("", "second")
            self.kinds.append(box)
            self._notes.append(note)
            self.add(f"{path.name} är mallen för", box, note)
            box.currentIndexChanged.connect(self._tell)
        self.add("Malluppsättning", self.set_box)
        self.set_box.currentIndexChanged.connect(self._tell)
        self._tell()

    def _tell(self, _place: int = 0) -> None:
        """Say beside each what it takes the place of."""
        chosen = self._sets[str(self.set_box.currentData())]
        for box, note in zip(self.kinds, self._notes, strict=True):
            there = chosen.row(DocumentKind(box.currentData()))
            note.setText("" if there is None else "ersätter den egna" if there.is_own else "ersätter den medföljande")

    def submit(self) -> None:
        kinds = [DocumentKind(box.currentData()) for box in self.kinds]
        for place, kind in enumerate(kinds):
            if kind in kinds[:place]:
                raise Wrong(self.kinds[place], f"{kind.swedish} är vald för två filer.")
        chosen = str(self.set_box.currentData())
        self.accept()
        self._then(chosen, list(zip(kinds, self._paths, strict=True)))


class TryOn(ActionDialog):
    """Which remiss the template is filled in for, and for whom."""

    def __init__(
        self,
        parent: QWidget,
        office: Office,
        kind: DocumentKind,
        remisser: Sequence[RemissName],
        then: Callable[[str, str], None],
        remiss_id: str = "",
    ) -> None:
        super().__init__(
            parent,
            office,
            "Vilken remiss ska mallen provas på?",
            "Prova",
            about="Du ser hur det skulle bli. Inget sparas.",
        )
        self._kind = kind
        self._then = then
        self.remiss = combo([(each.words, each.id) for each in remisser])
        self.remiss.setCurrentIndex(max(0, self.remiss.findData(remiss_id)))
        self.namnd = combo([])
        self.add("Remiss", self.remiss)
        self.add("Nämnd", self.namnd)
        self.remiss.currentIndexChanged.connect(self._read)
        self._read()

    def _read(self, _place: int = 0) -> None:
        from secretary_app.operations.documents import draft_choices

        remiss_id, kind = str(self.remiss.currentData()), self._kind

        def question(register: Register) -> list[tuple[str, object]]:
            choices = draft_choices(register, remiss_id)
            found = next(each.namnder for each in choices.kinds if each.kind is kind)
            # A template can be tried also where no such draft would be made.
            return [(each.name, each.id) for each in found or (choices.owner,)]

        self.desk.read(question, self._take, owner=self, key="nämnder")

    def _take(self, choices: list[tuple[str, object]]) -> None:
        offer(self.namnd, choices, self.namnd.currentData())

    def submit(self) -> None:
        remiss_id, namnd_id = str(self.remiss.currentData()), str(self.namnd.currentData() or "")
        self.accept()
        self._then(remiss_id, namnd_id)

"""The municipality's logo in the settings: shown on a patch of paper, chosen, taken away."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImageReader, QPainter, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from secretary_app.operations.editing import Saved
from secretary_app.operations.letterhead import Logo, choose_logo, logo, remove_logo
from secretary_app.support.errors import UserError
from secretary_app.ui.core import asking
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.installningar.section import told
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import button, column, label, row

_PICTURES = "Bilder (*.png *.jpg *.jpeg)"
_HIGH, _WIDE = 64, 320


class LogoPart(QWidget):
    """What drafts have in their letterhead; each change is saved at once and can be undone."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office = office
        self.picture = QLabel()
        self.words = label("", "second", wrap=True)
        self.fault = label("", "late", wrap=True)
        self.choose = button("Välj logotyp …", self._choose)
        self.remove = button("Ta bort logotypen", self._remove)
        made = column(
            label("Logotyp", "heading"),
            self.words,
            row(self.picture, None),
            self.fault,
            row(self.choose, self.remove, None),
        )
        made.setContentsMargins(0, theme().px(12), 0, 0)
        self.setLayout(made)
        self._show(None)

    def refresh(self) -> None:
        """Read again which logo there is."""
        self.office.desk.read(logo, self._show, owner=self, key="logo")

    def _show(self, found: Logo | None) -> None:
        self.remove.setVisible(found is not None)
        self.choose.setText("Byt logotyp …" if found else "Välj logotyp …")
        words = "Logotypen står överst på första sidan i nya utkast, med kommunens namn under."
        if found is None:
            words = "En PNG eller JPEG. Utan logotyp står kommunens namn överst i utkasten."
        self.words.setText(words)
        self.fault.setText(found.fault if found else "")
        self.fault.setVisible(bool(self.fault.text()))
        pixmap = _pixmap(found) if found and not found.fault else QPixmap()
        self.picture.setVisible(not pixmap.isNull())
        self.picture.setPixmap(pixmap)
        self.picture.setAccessibleName("Kommunens logotyp" if not pixmap.isNull() else "")

    def _choose(self) -> None:
        paths = asking.ask_open(self, self.office.places, "Välj logotyp", _PICTURES, key="logotyp")
        if not paths:
            return
        path = paths[0]
        self.office.desk.write(
            lambda register: choose_logo(register, path),
            self._after,
            owner=self,
            says=told(f"{path.name} är logotyp i nya utkast."),
            otherwise=self._refused,
        )

    def _remove(self) -> None:
        self.office.desk.write(
            remove_logo, self._after, owner=self, says=told("Nya utkast har ingen logotyp, bara kommunens namn.")
        )

    def _after(self, _saved: Saved[object]) -> None:
        self.refresh()

    def _refused(self, error: UserError) -> None:
        self.fault.setText(error.message)
        self.fault.show()


def _pixmap(found: Logo) -> QPixmap:
    """The picture on white paper, as in the drafts, read no larger than it is shown; null where it cannot be."""
    reader = QImageReader(str(found.path))
    size = reader.size()
    if size.isValid():
        most = QSize(theme().px(_WIDE), theme().px(_HIGH))
        reader.setScaledSize(size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        return QPixmap()
    edge = theme().px(8)
    paper = QPixmap(image.width() + 2 * edge, image.height() + 2 * edge)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(edge, edge, image)
    painter.end()
    return paper

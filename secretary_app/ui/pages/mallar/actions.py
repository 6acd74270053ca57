"""What can be done on the page, by name: in the menus, by key, and from the search palette."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from secretary_app.operations.template_sets import SetRow, TemplateRow
from secretary_app.ui.core.page import SAID_AS

if TYPE_CHECKING:
    from secretary_app.ui.pages.mallar.page import MallarPage


class Actions:
    def __init__(self, page: "MallarPage") -> None:
        self._page = page
        acting = page.acting
        self._open = self._make("Öppna mallen i Word", page.open_in_word)
        self._folder = self._make("Visa mallen i mappen", acting.show_in_folder)
        self._shipped = self._make("Ta tillbaka den medföljande mallen", acting.go_back_to_shipped)
        self._check = self._make("Kontrollera mallen", page.check_again, "F5", "kontrollera mallar fel")
        self._try = self._make("Prova mallen på en remiss…", page.ask_trial, said_as="förhandsgranska")
        following = self._make("Nästa fel i mallen", page.panel.step, "F4")
        self._use = self._make("Använd som kommunens mallar", acting.use, said_as="standard husstil")
        self._rename = self._make("Byt namn på malluppsättningen…", acting.rename)
        self._remove = self._make("Ta bort malluppsättningen", acting.remove)
        new = self._make("Ny malluppsättning…", acting.new)
        reading = self._make("Läs in mall…", acting.ask_files)
        fields = self._make("Vilka fält finns det?", page.show_fields, said_as="vilka fält finns")
        page.list.template_actions = [self._open, self._folder, self._shipped, self._check, self._try]
        page.list.set_actions = [self._use, self._rename, self._remove, new, reading]
        page.sheet.actions_of_more = [self._folder, self._shipped, reading, self._use, fields]
        self.commands = [*page.list.template_actions, following, *page.list.set_actions, fields]

    def _make(self, words: str, then: Callable[[], object], shortcut: str = "", said_as: str = "") -> QAction:
        made = self._page.new_action(words, then, shortcut)
        made.setProperty(SAID_AS, said_as)
        return made

    def enable(self, of: SetRow | None, template: TemplateRow | None) -> None:
        """Let be done what can be with the chosen set and template."""
        is_own = template is not None and template.is_own
        for action, can in (
            (self._open, template is not None),
            (self._check, template is not None),
            (self._try, template is not None and (template.report is None or template.report.is_usable)),
            (self._folder, is_own),
            (self._shipped, is_own and of is not None and of.is_shipped),
            (self._use, of is not None and not of.is_standard),
            (self._rename, of is not None and not of.is_shipped),
            (self._remove, of is not None and not of.is_shipped and not of.is_standard),
        ):
            action.setEnabled(can)

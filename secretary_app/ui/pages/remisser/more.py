"""The menus of the list: which columns, and what else can be done with it."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from secretary_app.operations.overview import RemissRow
from secretary_app.ui.pages.remisser.views import View
from secretary_app.ui.tables.cells import Column

ALWAYS_SHOWN = ("diarienr", "arende")


def columns_menu(
    parent: QWidget, columns: Iterable[Column[RemissRow]], hidden: set[str], toggle: Callable[[str, bool], object]
) -> QMenu:
    """A line a column, ticked where it is shown."""
    menu = QMenu(parent)
    for column in columns:
        action = menu.addAction(column.heading)
        action.setCheckable(True)
        action.setChecked(column.key not in hidden)
        action.setEnabled(column.key not in ALWAYS_SHOWN)
        action.toggled.connect(partial(toggle, column.key))
    return menu


def views_menu(
    parent: QWidget,
    views: Iterable[View],
    *,
    show: Callable[[View], object],
    save: Callable[[], object],
    remove: Callable[[View], object],
) -> QMenu:
    """The saved views, and what can be done with them."""
    menu = QMenu(parent)
    views = list(views)
    for view in views:
        menu.addAction(view.name, partial(show, view))
    if views:
        menu.addSeparator()
    menu.addAction("Spara den här vyn…", save)
    if views:
        removing = menu.addMenu("Ta bort en vy")
        for view in views:
            removing.addAction(view.name, partial(remove, view))
    return menu


def open_under(menu: QMenu, widget: QWidget) -> None:
    """Show the menu under the button that it belongs to."""
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(widget.mapToGlobal(QPoint(0, widget.height())))

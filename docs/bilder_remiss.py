"""The scenes of a remiss: its tabs, and the dialogs of what can be done with it."""

from functools import partial

from bilder_atelje import Scenes, Studio
from PySide6.QtGui import QImage

from secretary_app.support.resources import resource
from secretary_app.ui.pages.remiss.head import Head
from secretary_app.ui.pages.remiss.page import RemissPage
from secretary_app.ui.pages.remiss.plan.tab import PlanTab
from secretary_app.ui.pages.remiss.svar.answer_list import key_of
from secretary_app.ui.pages.remiss.svar.tab import SvarTab
from secretary_app.ui.pages.remiss.svarslage.tab import SvarslageTab

SCENES = Scenes()
scene = SCENES.scene
_ONE_MORE = "Att Samhällsbyggnadsnämnden prövar reservkraften vid vattenverket varje år."
_WITHOUT_MEASURES, _WITHOUT_DATE, _LATE, _CLOSED, _PROBLEM = "ex-04", "ex-07", "ex-09", "ex-01", "ex-10"


def _tab_picture(tab: str, remiss: str, studio: Studio) -> QImage:
    studio.go_remiss(tab, remiss)
    return studio.picture()


for _name, _tab, _remiss in (
    ("remiss-svarslage", "svarslage", ""),
    ("remiss-svarslage-sen", "svarslage", _LATE),
    ("remiss-svarslage-utan-atgard", "svarslage", _WITHOUT_MEASURES),
    ("remiss-svarslage-hela", "svarslage", _WITHOUT_DATE),
    ("remiss-svarslage-avslutad", "svarslage", _CLOSED),
    ("remiss-svar", "svar", ""),
    ("remiss-svar-last", "svar", _CLOSED),
    ("remiss-plan", "plan", ""),
    ("remiss-plan-problem", "plan", _PROBLEM),
    ("remiss-plan-utan-datum", "plan", _WITHOUT_DATE),
    ("remiss-dokument-tom", "dokument", ""),
    ("remiss-handlingar", "handlingar", ""),
    ("remiss-handlingar-tom", "handlingar", _WITHOUT_DATE),
    ("remiss-historik", "historik", ""),
):
    SCENES[_name] = partial(_tab_picture, _tab, _remiss)


@scene("remiss-svar-beslutat")
def answer_given(studio: Studio) -> QImage:
    page = studio.go_remiss("svar")
    tab = page.tab
    assert isinstance(tab, SvarTab)
    assert tab._board is not None

    given = next(line for line in tab._board.lines if line.is_given and line.measures)
    tab.list.choose(key_of(tab._board, given))
    tab._show_line()
    studio.settle()
    return studio.picture()


@scene("remiss-dokument")
def drafts(studio: Studio) -> QImage:
    studio.go_remiss("dokument", register=studio.registers.drafts)
    return studio.picture()


@scene("remiss-handlingar-sok")
def attachment_search(studio: Studio) -> QImage:
    from secretary_app.ui.pages.remiss.handlingar.tab import HandlingarTab

    tab = studio.go_remiss("handlingar").tab
    assert isinstance(tab, HandlingarTab)
    tab.preview.view.search.setText("kontinuitet")
    studio.settle(0.2)
    return studio.picture()


@scene("remiss-meny")
def menu(studio: Studio) -> QImage:
    page = studio.go_remiss()
    studio.press("Mer", page.findChild(Head))
    return studio.picture()


@scene("remiss-ny-svarslage")
def new_answers(studio: Studio) -> QImage:
    studio.go_remiss("svarslage", studio.registers.new, studio.registers.registered)
    return studio.picture()


@scene("remiss-ny-plan")
def new_plan(studio: Studio) -> QImage:
    studio.go_remiss("plan", studio.registers.new, studio.registers.registered)
    return studio.picture()


@scene("fraga-skickade")
def sent(studio: Studio) -> QImage:
    studio.go_remiss("svarslage", studio.registers.new, studio.registers.registered)
    studio.do("Notera skickade internremisser…")
    return studio.picture()


# Dialogs that the menu of the remiss opens.


def _dialog(words: str, remiss: str, studio: Studio) -> QImage:
    studio.go_remiss(remiss=remiss)
    studio.do(words)
    return studio.picture()


for _name, _words, _remiss in (
    ("fraga-paminn", "Påminn nämnder…", ""),
    ("fraga-rekommendation", "Lägg till rekommendation…", ""),
    ("fraga-internremissens-uppgifter", "Ändra en internremiss…", ""),
    ("fraga-svarsdatum", "Ändra svarsdatum…", ""),
    ("fraga-namndens-svarsdatum", "Ändra en nämnds svarsdatum…", ""),
    ("fraga-utkast", "Skapa internremiss i Word…", ""),
    ("fraga-beslut", "Lägg in beslut…", ""),
    ("fraga-andra-beslut", "Ändra eller ta bort beslut…", ""),
    ("fraga-expediera", "Expediera svaret…", ""),
    ("fraga-uppgifter", "Ändra ärendets uppgifter…", ""),
    ("fraga-avsluta", "Avsluta ärendet…", ""),
    ("fraga-makulera", "Makulera ärendet…", ""),
):
    SCENES[_name] = partial(_dialog, _words, _remiss)


@scene("fraga-fel-i-faltet")
def wrong_field(studio: Studio) -> QImage:
    studio.go_remiss()
    studio.do("Ändra en nämnds svarsdatum…")
    from secretary_app.ui.pages.remiss.dialogs.deadline import InternalDeadlineDialog

    dialog = studio.window.findChild(InternalDeadlineDialog)
    assert dialog is not None
    dialog.new.setText("31 februari")
    dialog.verb.click()
    studio.settle()
    return studio.picture()


@scene("fraga-las-in-svar")
def answers(studio: Studio) -> QImage:
    from secretary_app.ui.core.page import ANSWER_FILE

    studio.go("remiss", studio.registers.main, item=f"{ANSWER_FILE}{resource('example', 'svar-bun.xlsx')}")
    studio.settle()
    return studio.picture()


def _press_in_a_cell(studio: Studio, tab: SvarslageTab, words: str) -> None:
    """Go to the first cell whose panel has this button, and press it."""
    rows, columns = tab.table.model().rowCount(), tab.table.model().columnCount()
    for place in range(rows * columns):
        tab.table.setCurrentIndex(tab.table.model().index(place // columns, place % columns))
        studio.settle()
        try:
            studio.press(words, tab.panel)
        except LookupError:
            continue
        return
    raise LookupError(words)


@scene("fraga-internremiss")
def ask_one(studio: Studio) -> QImage:
    from secretary_app.domain.model import Namnd, Remiss
    from secretary_app.operations.editing_recommendations import To, add_recommendation
    from secretary_app.operations.opening import Register

    def ask_one_more(register: Register) -> object:
        remiss, body = register.get(Remiss, studio.registers.main), register.find(Namnd, abbreviation="SBN")[0]
        return add_recommendation(register, remiss, _ONE_MORE, [To(namnd_id=body.id)])

    tab = studio.go_remiss().tab
    assert isinstance(tab, SvarslageTab)
    studio.window.desk.write(ask_one_more, owner=tab)
    studio.settle()
    _press_in_a_cell(studio, tab, "Fråga SBN…")
    return studio.picture()


@scene("fraga-mottagare")
def addressees(studio: Studio) -> QImage:
    tab = studio.go_remiss(remiss="ex-10").tab
    assert isinstance(tab, SvarslageTab)
    _press_in_a_cell(studio, tab, "Välj nämnder…")
    return studio.picture()


def _plan_dialog(kind: str, studio: Studio) -> QImage:
    page: RemissPage = studio.go_remiss("plan")
    tab = page.tab
    assert isinstance(tab, PlanTab)
    found = next(each for each in tab.table.rows_model.rows if each.step.step.kind.name == kind and each.can_fix)
    tab.table.choose(found.key)
    studio.do("Flytta steget…")
    return studio.picture()


@scene("remiss-plan-forslag")
def tried_remedy(studio: Studio) -> QImage:
    tab = studio.go_remiss("plan", _PROBLEM).tab
    assert isinstance(tab, PlanTab)
    tab.card.options.buttons()[0].click()
    studio.settle()
    return studio.picture()


@scene("fraga-anstand")
def more_time(studio: Studio) -> QImage:
    tab = studio.go_remiss("plan", _PROBLEM).tab
    assert isinstance(tab, PlanTab)
    tab.acts.ask_for_time()
    studio.settle()
    return studio.picture()


SCENES["fraga-flytta-sammantrade"] = partial(_plan_dialog, "MEETING")
SCENES["fraga-flytta-dag"] = partial(_plan_dialog, "INTERNAL_DEADLINE")


@scene("fraga-status")
def measure_status(studio: Studio) -> QImage:
    answer_given(studio)
    tab = studio.window.findChild(SvarTab)
    assert tab is not None
    tab.measures.table.choose_first()
    tab.measures.ask_status()
    studio.settle()
    return studio.picture()


@scene("fraga-rekommendationens-text")
def recommendation_text(studio: Studio) -> QImage:
    tab = studio.go_remiss("svar").tab
    assert isinstance(tab, SvarTab)
    tab.cell_actions.change.trigger()
    studio.settle()
    return studio.picture()


@scene("remiss-svarslage-meny")
def cell_menu(studio: Studio) -> QImage:
    tab = studio.go_remiss().tab
    assert isinstance(tab, SvarslageTab)
    actions, table = tab.cell_actions, tab.table
    below = table.viewport().mapToGlobal(table.visualRect(table.currentIndex()).bottomLeft())
    actions.pop_up(below, [actions.of_recommendation, actions.of_namnd])
    studio.settle()
    return studio.picture()


@scene("fraga-expediera-redan")
def dispatched(studio: Studio) -> QImage:
    import datetime as dt

    from secretary_app.domain.model import Remiss
    from secretary_app.operations.editing_remiss import record_dispatch
    from secretary_app.operations.opening import Register

    def send(register: Register) -> object:
        remiss = register.get(Remiss, studio.registers.main)
        return record_dispatch(register, remiss, "Yttrande", ["Revisorerna", "Länsstyrelsen"], dt.date(2026, 3, 10))

    page = studio.go_remiss()
    studio.window.desk.write(send, owner=page)
    studio.settle()
    studio.do("Expediera svaret…")
    return studio.picture()


@scene("fraga-beslut-samlade")
def gathered(studio: Studio) -> QImage:
    studio.go_remiss()
    studio.do("Visa beslut och expediering…")
    return studio.picture()

"""Which pages there are, and where their code lies; each is imported when it is first gone to."""

import importlib

from secretary_app.support.records import record
from secretary_app.ui.core.page import Office, Page
from secretary_app.ui.shell.navigation import NavItem


@record(frozen=True)
class Place:
    name: str
    module: str
    page: str
    """The class in ``secretary_app.ui.pages.<module>``."""
    nav: NavItem | None = None
    """None: it is reached from other pages."""

    def make(self, office: Office) -> Page:
        """Import the page and make it."""
        module = importlib.import_module(f"secretary_app.ui.pages.{self.module}")
        made: Page = getattr(module, self.page)(office)
        return made


_TEMPLATES = "kontrollera mallar vilka fält finns husstil wordmall prova läs in mall"
PLACES = (
    Place("oversikt", "oversikt.page", "OversiktPage", NavItem("oversikt", "Översikt", "house", "Ctrl+1")),
    Place("remisser", "remisser.page", "RemisserPage", NavItem("remisser", "Remisser", "tray", "Ctrl+2")),
    Place("frister", "frister.page", "FristerPage", NavItem("frister", "Frister", "calendar-check", "Ctrl+3")),
    Place(
        "sammantraden",
        "sammantraden.page",
        "SammantradenPage",
        NavItem("sammantraden", "Sammanträden", "users-three", "Ctrl+4"),
    ),
    Place(
        "uppfoljning", "uppfoljning.page", "UppfoljningPage", NavItem("uppfoljning", "Uppföljning", "checks", "Ctrl+5")
    ),
    Place("mallar", "mallar.page", "MallarPage", NavItem("mallar", "Mallar", "file-text", "Ctrl+6", _TEMPLATES)),
    Place("tidigare", "tidigare.page", "TidigarePage"),
    Place("remiss", "remiss.page", "RemissPage"),
    Place("registrera", "registrera.page", "RegistreraPage"),
    Place(
        "installningar",
        "installningar.page",
        "InstallningarPage",
        NavItem("installningar", "Inställningar", "gear-six", "Ctrl+7"),
    ),
)
START = "remisser"
"""The page that is shown first."""
PARENTS = {"remiss": "remisser", "registrera": "remisser", "tidigare": "uppfoljning"}
"""What is marked in the navigation at a page that has no place of its own there."""

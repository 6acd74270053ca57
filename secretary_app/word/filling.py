"""A template filled in, in the worker process: docxtpl in the sandbox, then what docxtpl leaves to be done.

Imports docxtpl; only ``render`` names its function, and only to run it elsewhere.
"""

from pathlib import Path
from typing import cast

from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.package import Package
from docxtpl import DocxTemplate
from jinja2.exceptions import SecurityError, TemplateError, TemplateSyntaxError
from lxml import etree  # type: ignore[import-untyped]

from secretary_app.support.errors import UserError
from secretary_app.word.environment import NotTextError, TemplateEnvironment, UnknownFieldError
from secretary_app.word.field import Group

_SIGNATURE_STYLE = "Underskrift"
"""The style of the signatures in our templates; in one without it nothing is kept together."""
_LIST = "Alla fält står i docs/mallfalt.md."


class _Template(DocxTemplate):  # type: ignore[misc]
    """docxtpl, but XML that a template has broken is refused instead of mended by leaving things out."""

    def fix_tables(self, xml: str) -> etree._Element:
        etree.fromstring(xml, etree.XMLParser(resolve_entities=False, huge_tree=True))
        return cast(etree._Element, super().fix_tables(xml))

    def render_properties(self, context: Group, jinja_env: object = None) -> None:
        """Ours are set from the draft (``_set_properties``), not by the template."""


def fill(template: str, values: Group, properties: dict[str, str], out: str) -> None:
    """Write the template at path ``template``, filled in with ``values``, to path ``out``.

    ``properties`` are the document's core properties. Raises UserError that names the template and the field.
    """
    name = Path(template).name
    document = _opened(template, name)
    try:
        document.render(values, TemplateEnvironment())
    except UnknownFieldError as error:
        raise UserError(f"Mallen {name} använder fältet {error}, som inte finns. {_LIST}") from error
    except NotTextError as error:
        which = f"{error} är en grupp" if str(error) else "ett av fälten är en lista eller ett ja/nej"
        raise UserError(f"Mallen {name} skriver ut ett fält som inte är text: {which}. {_LIST}") from error
    except SecurityError as error:
        raise UserError(f"Mallen {name} försöker göra något som en mall inte får och används inte.") from error
    except TemplateSyntaxError as error:
        raise UserError(f"Mallen {name} går inte att läsa nära ”{_near(error)}”: {_reason(error)}") from error
    except (
        TemplateError,
        TypeError,
        ValueError,
        ArithmeticError,
        LookupError,
        AttributeError,
        RecursionError,
    ) as error:
        raise UserError(f"Mallen {name} går inte att fylla i ({error}). Öppna den i Word och rätta den.") from error
    except etree.XMLSyntaxError as error:
        text = (
            f"Mallen {name} blir trasig när den fylls i. Kontrollera att varje slinga börjar och slutar i samma stycke"
        )
        raise UserError(f"{text} eller samma tabellrad.") from error
    _number_controls(document)
    _keep_company(document)
    _set_properties(document.docx.part.package, properties)
    document.save(out)


def _opened(template: str, name: str) -> _Template:
    document = _Template(template)
    try:
        document.init_docx()
    except (PackageNotFoundError, ValueError, KeyError) as error:
        raise UserError(f"Mallen {name} är ingen .docx-fil. Öppna den i Word och spara den som .docx.") from error
    except etree.XMLSyntaxError as error:
        raise UserError(f"Mallen {name} är trasig. Öppna den i Word, spara den på nytt och försök igen.") from error
    return document


def _near(error: TemplateSyntaxError) -> str:
    """The words of the template around the fault, without mark-up."""
    lines = [line.strip() for line in getattr(error, "docx_context", ())]
    # docxtpl hands over three lines before the fault and three after it; a paragraph is a line.
    place = min(3, error.lineno - 1)
    nearest = sorted(range(len(lines)), key=lambda number: abs(number - place))
    return next((lines[number] for number in nearest if "{" in lines[number]), "mallens början")[:80]


def _reason(error: TemplateSyntaxError) -> str:
    message = error.message or ""
    if "Unexpected end of template" in message or "was looking for" in message or "unknown tag 'end" in message:
        return "en slinga eller ett villkor är inte avslutat eller avslutat två gånger (endfor, endif)."
    if "No filter named" in message:
        return f"filtret finns inte ({message})."
    return f"koden inom klamrarna är felskriven ({message})."


def _number_controls(document: DocxTemplate) -> None:
    """Give every content control an id of its own: a loop repeats them, and Word calls the file broken."""
    number = 1
    for part in document.docx.part.package.iter_parts():
        root = getattr(part, "element", None)
        if root is None:
            continue
        for control in root.iter(qn("w:sdtPr")):
            element = control.find(qn("w:id"))
            if element is None:
                element = OxmlElement("w:id")
                control.append(element)
            element.set(qn("w:val"), str(number))
            number += 1


def _keep_company(document: DocxTemplate) -> None:
    """Hold the last lines before the signatures on their page, so that none has signatures alone."""
    styles = document.docx.styles
    if _SIGNATURE_STYLE not in styles:
        return
    signature = styles[_SIGNATURE_STYLE].style_id
    for paragraph in document.docx.element.body.iterchildren(qn("w:p")):
        before = paragraph.getprevious()
        if paragraph.style == signature and isinstance(before, CT_P) and before.style != signature:
            before.get_or_add_pPr().get_or_add_keepNext()


def _set_properties(package: Package, properties: dict[str, str]) -> None:
    """Title, author and language from the draft; what the template's own making left behind goes, dates too."""
    core = package.core_properties
    element = cast(BaseOxmlElement, core._element)
    for child in list(element):
        element.remove(child)
    for key, value in properties.items():
        setattr(core, key, value)

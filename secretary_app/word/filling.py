"""A template filled in, in the worker process: docxtpl in the sandbox, then what docxtpl leaves to be done.

Imports docxtpl; only ``render`` names its function, and only to run it elsewhere.
"""

import io
import re
import zlib
from pathlib import Path
from typing import cast
from unicodedata import is_normalized, normalize
from zipfile import BadZipFile

from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.package import Package
from docx.shared import Cm
from docxtpl import DocxTemplate, InlineImage
from jinja2.exceptions import SecurityError, TemplateError, TemplateSyntaxError
from lxml import etree  # type: ignore[import-untyped]

from secretary_app.support.errors import UserError
from secretary_app.support.safezip import check_office_file
from secretary_app.word.environment import Drawn, NotTextError, TemplateEnvironment, UnknownFieldError
from secretary_app.word.field import Group, Image
from secretary_app.word.form_controls import finish_controls, set_custom_properties
from secretary_app.word.last_section import drop_empty_last_section
from secretary_app.word.pictures import usable_in_word
from secretary_app.word.whole_blocks import finish_blocks

_SIGNATURE_STYLE = "Underskrift"
"""The style of the signatures in our templates; in one without it nothing is kept together."""
_AFTER_FILL = ("w:noWrap", "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark")
_TAG = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
_FORBIDDEN = "Mallen {} försöker göra något som en mall inte får och används inte."
_LIST = "Alla fält finns på sidan Mallar."


class _Template(DocxTemplate):  # type: ignore[misc]
    """docxtpl, but XML that a template has broken is refused instead of mended by leaving things out."""

    def patch_xml(self, src_xml: str) -> str:
        """The tags whole, and each å, ä and ö in them one letter: a Mac and many PDFs give two signs for one."""
        xml: str = super().patch_xml(src_xml)
        return xml if is_normalized("NFC", xml) else _TAG.sub(lambda tag: normalize("NFC", tag[0]), xml)

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
        document.render(_with_images(values, document), TemplateEnvironment())
    except UnknownFieldError as error:
        raise UserError(f"Mallen {name} använder fältet {error}, som inte finns. {_LIST}") from error
    except NotTextError as error:
        which = f"{error} är en grupp" if str(error) else "ett av fälten är en lista eller ett ja/nej"
        raise UserError(f"Mallen {name} skriver ut ett fält som inte är text: {which}. {_LIST}") from error
    except SecurityError as error:
        raise UserError(_FORBIDDEN.format(name)) from error
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
    finish_controls(document.docx.part.package)
    finish_blocks(document.docx.part.package)
    drop_empty_last_section(document.docx.element.body)
    _keep_company(document)
    _place_fills(document)
    _set_properties(document.docx.part.package, properties)
    document.save(out)
    try:
        # Tags can put together what the look at the template did not see.
        check_office_file(Path(out), template=True)
    except UserError as error:
        raise UserError(_FORBIDDEN.format(name)) from error


class _Image(Drawn, InlineImage):  # type: ignore[misc]
    """A picture in the size of a letterhead's logo, with its alternative text."""

    def __init__(self, template: DocxTemplate, image: Image) -> None:
        content = Path(image.path).read_bytes()
        width, height = (Cm(side) for side in usable_in_word(content, image.path).on_paper)
        super().__init__(template, io.BytesIO(content), width, height)
        self._text = image.text

    def _insert_image(self) -> str:
        inline = self.tpl.current_rendering_part.new_pic_inline(self.image_descriptor, self.width, self.height)
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")
        for element in (inline.docPr, inline.graphic.graphicData.pic.nvPicPr.cNvPr):
            element.set("descr", self._text)
            element.set("name", "Logotyp")
        # docxtpl's own way to end the run's text and begin it anew; braces would be tags to it.
        xml = inline.xml.replace("{", "&#123;").replace("}", "&#125;")
        return f'</w:t></w:r><w:r><w:drawing>{xml}</w:drawing></w:r><w:r><w:t xml:space="preserve">'


def _with_images(values: Group, document: DocxTemplate) -> dict[str, object]:
    """The values, in which each image is what draws it; where its file is gone or broken, the words that say so."""
    made: dict[str, object] = dict(values)
    for name, group in values.items():
        if isinstance(group, Group) and any(isinstance(value, Image) for value in group.values()):
            drawn = Group(group)
            drawn.name = group.name
            drawn.update({key: _drawn(value, document) for key, value in group.items() if isinstance(value, Image)})
            made[name] = drawn
    return made


def _drawn(image: Image, document: DocxTemplate) -> "_Image | str":
    try:
        return _Image(document, image)
    except (OSError, UserError):
        return image.otherwise


def _opened(template: str, name: str) -> _Template:
    document = _Template(template)
    try:
        document.init_docx()
    except (PackageNotFoundError, ValueError, KeyError) as error:
        raise UserError(f"Mallen {name} är ingen .docx-fil. Öppna den i Word och spara den som .docx.") from error
    except (etree.XMLSyntaxError, BadZipFile, EOFError, zlib.error) as error:
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


def _keep_company(document: DocxTemplate) -> None:
    """Hold the last lines before the signatures on their page, so that none has signatures alone.

    What comes after the signatures is not held with them.
    """
    styles = document.docx.styles
    if _SIGNATURE_STYLE not in styles:
        return
    signature = styles[_SIGNATURE_STYLE].style_id
    for mark in list(document.docx.element.body.iter(qn("w:pStyle"))):
        if mark.get(qn("w:val")) != signature:
            continue
        paragraph = mark.getparent().getparent()
        before, after = paragraph.getprevious(), paragraph.getnext()
        if isinstance(before, CT_P) and before.style != signature:
            before.get_or_add_pPr().get_or_add_keepNext()
        if isinstance(after, CT_P) and after.style != signature:
            paragraph.get_or_add_pPr().get_or_add_keepNext().val = False


def _place_fills(document: DocxTemplate) -> None:
    """Put each cell's fill where the format wants it: ``{% cellbg %}`` puts it before the cell's width."""
    for fill in list(document.docx.element.body.iter(qn("w:shd"))):
        properties = fill.getparent()
        if properties.tag == qn("w:tcPr"):
            properties.insert_element_before(fill, *_AFTER_FILL)


def _set_properties(package: Package, properties: dict[str, str]) -> None:
    """Title, author and language from the draft; what the template's own making left behind goes, dates too."""
    core = package.core_properties
    element = cast(BaseOxmlElement, core._element)
    for child in list(element):
        element.remove(child)
    for key, value in properties.items():
        setattr(core, key, value)
    if identity := properties.get("identifier"):
        set_custom_properties(package, identity)

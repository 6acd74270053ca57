"""A template filled in, in the worker process: docxtpl in the sandbox, then what docxtpl leaves to be done.

Imports docxtpl; only ``render`` names its function, and only to run it elsewhere.
"""

import io
import re
import zlib
from collections import Counter
from pathlib import Path
from traceback import walk_tb
from typing import cast
from unicodedata import is_normalized, normalize
from zipfile import BadZipFile

from docx.opc.exceptions import PackageNotFoundError
from docx.opc.part import Part
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
_TAG_START = re.compile(r"\{[{%]-?")
_FORBIDDEN = "försöker göra något som en mall inte får"
_FAULTS = (
    TemplateError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RecursionError,
    etree.XMLSyntaxError,
)
_REASONS: dict[type[BaseException], str] = {
    SecurityError: _FORBIDDEN,
    ZeroDivisionError: "delar med noll",
    TypeError: "räknar med eller jämför sådant som inte hör ihop, till exempel text och tal",
    etree.XMLSyntaxError: "blir trasig när den fylls i",
}
_LIST = "Alla fält finns på sidan Mallar."


class FailedTagError(TemplateError):
    """A tag that cannot be carried out; why is its ``cause``."""

    def __init__(self, cause: BaseException, member: str, told: str, number: int) -> None:
        super().__init__(str(cause))
        self.cause = cause
        self.member = member
        """The part that it stands in."""
        self.told = told
        """The tag without the letters that say what vanishes around it (``{%p``)."""
        self.number = number
        """Which of those alike in the part, from 0."""


class _Template(DocxTemplate):  # type: ignore[misc]
    """docxtpl, but XML that a template has broken is refused instead of mended by leaving things out."""

    def patch_xml(self, src_xml: str) -> str:
        """The tags whole, and each å, ä and ö in them one letter: a Mac and many PDFs give two signs for one."""
        xml: str = super().patch_xml(src_xml)
        return xml if is_normalized("NFC", xml) else _TAG.sub(lambda tag: normalize("NFC", tag[0]), xml)

    def render_xml_part(self, src_xml: str, part: Part, context: object, jinja_env: object = None) -> str:
        """docxtpl's; what fails is told with its tag. Each tag begins a line, so that Jinja tells it by its line."""
        source = _TAG_START.sub("\\g<0>\n", src_xml)
        try:
            xml: str = super().render_xml_part(source, part, context, jinja_env)
        except _FAULTS as error:
            raise _failed(error, source.replace("<w:p ", "\n<w:p ").replace("<w:p>", "\n<w:p>"), part) from error
        return xml

    def fix_tables(self, xml: str) -> etree._Element:
        etree.fromstring(xml, etree.XMLParser(resolve_entities=False, huge_tree=True))
        return cast(etree._Element, super().fix_tables(xml))

    def render_properties(self, context: Group, jinja_env: object = None) -> None:
        """Ours are set from the draft (``_set_properties``), not by the template."""


def _failed(error: BaseException, source: str, part: Part) -> BaseException:
    """The error with the tag that Jinja was at; itself where no tag was begun."""
    lines = [line for frame, line in walk_tb(error.__traceback__) if frame.f_code.co_filename == "<template>"]
    line = getattr(error, "lineno", None) or (lines[-1] if lines else 0)
    seen: Counter[str] = Counter()
    at = None
    for match in _TAG.finditer(source):
        if source.count("\n", 0, match.start()) + 2 > line:
            break
        at = " ".join(match[0].split())
        seen[at] += 1
    if at is None:
        return error
    return FailedTagError(error, str(part.partname).lstrip("/"), at, seen[at] - 1)


def fill(template: str, values: Group, properties: dict[str, str], out: str) -> None:
    """Write the template at path ``template``, filled in with ``values``, to path ``out``.

    ``properties`` are the document's core properties. Raises UserError that names the template and the field.
    """
    name = Path(template).name
    document = _opened(template, name)
    try:
        document.render(_with_images(values, document), TemplateEnvironment())
    except _FAULTS as error:
        raise UserError(_message(error, name)) from error
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
        raise UserError(f"Mallen {name} {_FORBIDDEN} och används inte.") from error


def _message(error: BaseException, name: str) -> str:
    cause, tag = (error.cause, error.told) if isinstance(error, FailedTagError) else (error, "")
    reason = reason_of(cause)
    if isinstance(cause, SecurityError):
        return f"Mallen {name} {reason} och används inte."
    if isinstance(cause, UnknownFieldError | NotTextError):
        return f"Mallen {name} {reason}. {_LIST}"
    if isinstance(cause, TemplateSyntaxError):
        return f"Mallen {name} går inte att läsa nära ”{tag or 'mallens början'}”: det {reason}."
    if isinstance(cause, etree.XMLSyntaxError):
        return f"Mallen {name} {reason}. Kontrollera att varje slinga börjar och slutar i samma stycke eller tabellrad."
    return f"Mallen {name} går inte att fylla i: {tag or 'något'} {reason}. Öppna den i Word och rätta den."


def reason_of(error: BaseException) -> str:
    """What a template or one of its tags does that cannot be done, as the words after its name."""
    if isinstance(error, UnknownFieldError):
        place = str(error)
        if place.isdigit():
            return f"hämtar rad {int(place) + 1} i en lista som kan vara kortare"
        return f"använder fältet {place}, som inte finns"
    if isinstance(error, NotTextError):
        return f"skriver ut ett fält som inte är text: {_not_text(error)}"
    if isinstance(error, TemplateSyntaxError):
        return _misread(error.message or "")
    for kind, words in _REASONS.items():
        if isinstance(error, kind):
            return words
    return "går inte att räkna ut"


def _not_text(error: NotTextError) -> str:
    return f"{error} är en grupp" if str(error) else "ett av fälten är en lista eller ett ja/nej"


def _misread(message: str) -> str:
    if "Unexpected end of template" in message or "was looking for" in message or "unknown tag 'end" in message:
        return "hör till en slinga eller ett villkor som inte är avslutat eller avslutat två gånger (endfor, endif)"
    if "No filter named" in message:
        return f"använder filtret {message.split(chr(39))[1]}, som inte finns"
    return "är felskrivet"


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

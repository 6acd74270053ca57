"""How the pages of a house style look: fonts, colours, sizes, and the Word styles and lists made of them."""

from dataclasses import dataclass

from docx.oxml.ns import nsdecls

TEXT_WIDTH = 16.0
"""Centimetres between the margins."""
TEXT_WIDTH_ACROSS = 24.7
"""The same on a page across."""
SECOND_COLUMN = 8.5
"""Centimetres from the left margin to where the second column of addresses and signatures begins."""


@dataclass(frozen=True)
class Look:
    """What tells one house style's pages from another's."""

    font: str = "Arial"
    ink: str = "1F3A4D"
    """Of headings, letterhead and rules: six hexadecimal digits."""
    tint: str = "E8EEF2"
    """Behind the headings of tables."""
    accent: str = "9DB2BF"
    """Of the bar beside a recommendation that is answered."""
    ruled: bool = False
    """A line over the heading of each section."""
    body: int = 21
    """The text's size in half points."""
    headings: tuple[tuple[int, int], ...] = ((32, 240), (24, 280), (22, 240), (21, 160))
    """For each level its size in half points and the space before it in twentieths of a point."""


KLASSISK = Look()


SETTINGS = f"""<w:settings {nsdecls("w")}>
<w:zoom w:percent="100"/><w:defaultTabStop w:val="1304"/><w:hyphenationZone w:val="425"/>
<w:characterSpacingControl w:val="doNotCompress"/>
<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
</w:compat>
<w:themeFontLang w:val="sv-SE"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>
</w:settings>"""

NUMBERING = f"""<w:numbering {nsdecls("w")}>
<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="Punktlista"/><w:lvlText w:val="•"/>
<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="425" w:hanging="425"/></w:pPr></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="singleLevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Numreradlista"/>
<w:lvlText w:val="%1."/>
<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="425" w:hanging="425"/></w:pPr></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:multiLevelType w:val="singleLevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="none"/><w:pStyle w:val="Attsats"/><w:suff w:val="nothing"/>
<w:lvlText w:val=""/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="300" w:hanging="300"/></w:pPr></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
</w:numbering>"""


def _style(id_: str, name: str, paragraph: str, run: str = "", *, following: str = "", based: str = "Normal") -> str:
    after = f'<w:next w:val="{following}"/>' if following else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/><w:basedOn w:val="{based}"/>{after}'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _heading(level: int, look: Look) -> str:
    size, before = look.headings[level - 1]
    rule = f'<w:pBdr><w:top w:val="single" w:sz="6" w:space="5" w:color="{look.ink}"/></w:pBdr>'
    rule = rule if look.ruled and level == 2 else ""
    return _style(
        f"Rubrik{level}",
        f"heading {level}",
        f'<w:keepNext/><w:keepLines/>{rule}<w:spacing w:before="{before}" w:after="80" w:line="240" w:lineRule="auto"/>'
        f'<w:outlineLvl w:val="{level - 1}"/>',
        f'<w:b/><w:color w:val="{look.ink}"/><w:sz w:val="{size}"/>',
        following="Normal",
    )


def _tabs(*stops: tuple[str, float]) -> str:
    return "<w:tabs>" + "".join(f'<w:tab w:val="{kind}" w:pos="{_twips(cm)}"/>' for kind, cm in stops) + "</w:tabs>"


def _twips(centimetres: float) -> int:
    return round(centimetres * 1440 / 2.54)


_LINES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:color="7F8C95"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_RIGHT = _tabs(("right", TEXT_WIDTH))
_SECOND = _tabs(("left", SECOND_COLUMN))
_COLUMN = f'<w:ind w:left="{_twips(SECOND_COLUMN)}" w:hanging="{_twips(SECOND_COLUMN)}"/>'
_ONE_LINE = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'


def styles(look: Look) -> str:
    """The styles of a document in this look, as XML."""
    bar = f'<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="{look.accent}"/></w:pBdr>'
    return f"""<w:styles {nsdecls("w")}>
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{look.font}" w:hAnsi="{look.font}"
 w:eastAsia="{look.font}" w:cs="{look.font}"/><w:sz w:val="{look.body}"/><w:szCs w:val="{look.body}"/>
<w:lang w:val="sv-SE" w:eastAsia="sv-SE" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>
<w:pPr><w:widowControl/></w:pPr></w:style>
<w:style w:type="character" w:default="1" w:styleId="Standardstycketeckensnitt">
<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>
<w:style w:type="table" w:default="1" w:styleId="Normaltabell"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>
<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>
<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>
</w:tblPr></w:style>
<w:style w:type="numbering" w:default="1" w:styleId="Ingenlista"><w:name w:val="No List"/><w:semiHidden/></w:style>
<w:style w:type="table" w:styleId="Tabellrutnt"><w:name w:val="Table Grid"/><w:basedOn w:val="Normaltabell"/>
<w:tblPr><w:tblBorders>{_LINES}</w:tblBorders>
<w:tblCellMar><w:top w:w="57" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="57" w:type="dxa"/>
<w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
{"".join(_heading(level, look) for level in (1, 2, 3, 4))}
{_style("Punktlista", "List Bullet", '<w:numPr><w:numId w:val="1"/></w:numPr><w:spacing w:after="40"/>')}
{_style("Numreradlista", "List Number", '<w:numPr><w:numId w:val="2"/></w:numPr><w:spacing w:after="80"/>')}
{_style("Attsats", "Att-sats", '<w:numPr><w:numId w:val="3"/></w:numPr><w:spacing w:after="80"/>')}
{_style("Sidhuvud", "header", _RIGHT + _ONE_LINE, f'<w:color w:val="{look.ink}"/><w:sz w:val="18"/>')}
{_style("Sidfot", "footer", _RIGHT + _ONE_LINE, '<w:color w:val="44525C"/><w:sz w:val="16"/>')}
{_style("Dokumentslag", "Dokumentslag", _RIGHT + _ONE_LINE, f'<w:b/><w:color w:val="{look.ink}"/><w:sz w:val="26"/>')}
{_style("Uppgift", "Uppgift", f'{_SECOND}<w:spacing w:after="40" w:line="240" w:lineRule="auto"/>{_COLUMN}')}
{_style("Mottagare", "Mottagare", '<w:spacing w:before="320" w:after="120"/>', "<w:b/>")}
{_style("Rekommendation", "Rekommendation", _tabs(("left", 1.0)) + '<w:ind w:left="567" w:hanging="567"/>')}
{_style("Citat", "Rekommendation i svar", f'<w:keepNext/>{bar}<w:ind w:left="227"/>', "<w:i/>")}
{_style("Underskrift", "Underskrift", f"<w:keepNext/><w:keepLines/>{_SECOND}{_ONE_LINE}")}
{_style("Tabelltext", "Tabelltext", _ONE_LINE, '<w:sz w:val="17"/>')}
{_style("Tabellhuvud", "Tabellhuvud", "<w:keepNext/>" + _ONE_LINE, '<w:b/><w:sz w:val="17"/>')}
{_style("Mallkod", "Mallkod", _ONE_LINE, '<w:color w:val="2E6B3A"/><w:sz w:val="16"/>')}
</w:styles>"""

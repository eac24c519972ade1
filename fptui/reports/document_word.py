"""A text with live figures as a docx document for A4; the sources of its figures at its end."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from fptui.language import _
from fptui.reports.document import Document, Heading, Items, Table
from fptui.reports.document_text import right_columns, words_of

if TYPE_CHECKING:
    from docx.document import Document as Word

_FONTS = {"zh-Hans": "SimSun", "zh-Hant": "PMingLiU"}


def document_as_docx(document: Document) -> bytes:
    """The document; python-docx is loaded only here, as it takes a while."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    word = docx.Document()
    _on_paper(word, document.language)
    word.core_properties.title = document.title
    sources: dict[str, int] = {}

    def write(paragraph: Any, parts: Any) -> None:
        for part in parts:
            if isinstance(part, str):
                paragraph.add_run(part)
                continue
            paragraph.add_run(part.text)
            number = sources.setdefault(part.told, len(sources) + 1)
            paragraph.add_run(f"[{number}]").font.superscript = True

    for block in document.blocks:
        if isinstance(block, Heading):
            word.add_heading(words_of(block.parts), 0 if block.level == 1 else block.level - 1)
        elif isinstance(block, Items):
            for item in block.items:
                write(word.add_paragraph(style="List Bullet"), item)
        elif isinstance(block, Table):
            right = right_columns(block)
            table = word.add_table(rows=1, cols=len(block.headings), style="Table Grid")
            for cell, heading in zip(table.rows[0].cells, block.headings, strict=True):
                cell.paragraphs[0].add_run(heading).bold = True
            for row in block.rows:
                for place, (cell, parts) in enumerate(zip(table.add_row().cells, row, strict=True)):
                    write(cell.paragraphs[0], parts)
                    if place in right:
                        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        else:
            write(word.add_paragraph(), block.parts)
    if sources:
        word.add_heading(_("Sources of the figures"), 1)
        for source, number in sources.items():
            word.add_paragraph(f"[{number}] {source}")
    content = BytesIO()
    word.save(content)
    return content.getvalue()


def _on_paper(word: Word, language: str) -> None:
    """A4, a font that has Chinese signs in every style, and the number of the page below."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    font = _FONTS.get(language, "SimSun")
    for style in word.styles:
        properties = getattr(style.element, "get_or_add_rPr", None)
        if properties is not None:
            fonts = properties().get_or_add_rFonts()
            fonts.set(qn("w:eastAsia"), font)
            fonts.attrib.pop(qn("w:eastAsiaTheme"), None)
    footer = section.footer.paragraphs[0]
    footer.alignment = 1
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    footer._p.append(number)

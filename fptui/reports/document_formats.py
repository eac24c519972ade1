"""The formats in which a text with live figures leaves the program."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fptui.reports.document import Document
from fptui.reports.document_pages import document_as_html
from fptui.reports.document_text import document_as_markdown, document_as_text
from fptui.reports.document_word import document_as_docx

WRITERS: Mapping[str, Callable[[Document], str | bytes]] = {
    "text": document_as_text,
    "markdown": document_as_markdown,
    "html": document_as_html,
    "docx": document_as_docx,
}

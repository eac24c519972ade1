"""What kind of file something is, by its content and not by its name."""

from __future__ import annotations

import zipfile
from enum import StrEnum
from pathlib import Path

from fptui.exchange.reading.packages import spelled
from fptui.exchange.reading.refusals import Unreadable, damaged_workbook, empty, locked, unreadable
from fptui.language import N_, _

HEAD = 4096
"""How many bytes decide what a file is."""


class FileKind(StrEnum):
    """The kinds of files that tables are read from."""

    XLSX = "xlsx"
    ODS = "ods"
    XLS = "xls"
    WEB_PAGE = "html"  # often called xls
    XML = "xml"  # a workbook of 2003 in one document
    TEXT = "text"  # csv or tsv


_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")

_NO_TABLES: dict[bytes, str] = {
    b"%PDF": N_("a PDF document"),
    b"\x89PNG": N_("a picture"),
    b"\xff\xd8\xff": N_("a picture"),
    b"GIF8": N_("a picture"),
    b"Rar!": N_("a packed archive"),
    b"7z\xbc\xaf": N_("a packed archive"),
    b"\x1f\x8b": N_("a packed archive"),
    b"{\\rtf": N_("a text document"),
    b"SQLite format 3": N_("a database"),
}
_WEB_PAGES = (b"<html", b"<!doctype", b"<table", b"<meta", b"<head")
_XML = (b"<?xml", b"<workbook")
_WORKBOOK_OF_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"


def kind_of(path: Path) -> FileKind:
    """The kind of a file; Unreadable says what it is instead where no table can be in it."""
    head = _head(path)
    if not head.strip(b"\r\n\t \xef\xbb\xbf\0"):
        raise empty()
    if head.startswith(_ZIP):
        return _kind_of_package(path)
    if head.startswith(_OLE):
        if _ENCRYPTED in path.read_bytes():
            raise locked()
        return FileKind.XLS
    for mark, what in _NO_TABLES.items():
        if head.startswith(mark):
            raise _no_table(_(what))
    if head.startswith(UTF_16_MARKS):
        head = head.decode("utf-16", "ignore").encode()
    begin = head.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if begin.startswith(_WEB_PAGES):
        return FileKind.WEB_PAGE
    if begin.startswith(_XML):
        if _WORKBOOK_OF_2003 in head:
            return FileKind.XML
        if any(mark in begin for mark in _WEB_PAGES):
            return FileKind.WEB_PAGE
        raise _no_table(_("an XML document, whatever its name says"))
    if b"\0" in head and not head.startswith(UTF_16_MARKS):
        raise _no_table(_("something unknown"))
    return FileKind.TEXT


def _head(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise Unreadable(_("{path} is a folder: name a file in it"))
        if not path.is_file() and path.exists():
            raise Unreadable(_("{path} is no file."))
        with path.open("rb") as file:
            return file.read(HEAD)
    except OSError as error:
        raise unreadable(error) from error


def _kind_of_package(path: Path) -> FileKind:
    try:
        with zipfile.ZipFile(path) as package:
            names = set(map(spelled, package.namelist()))
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise damaged_workbook() from error
    if "xl/workbook.xml" in names:
        return FileKind.XLSX
    if {"content.xml", "mimetype"} <= names:
        return FileKind.ODS
    if "xl/workbook.bin" in names:
        raise _no_table(_("a workbook in the binary form xlsb"))
    if "word/document.xml" in names:
        raise _no_table(_("a text document"))
    raise _no_table(_("a packed archive"))


def _no_table(what: str) -> Unreadable:
    return Unreadable(
        _(
            "{path} is {what}; tables are read from xlsx, xls, ods, csv and tsv. "
            "Open it in a spreadsheet, if you can, and save it as xlsx."
        ),
        what=what,
    )

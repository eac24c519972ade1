"""Every marked text has its Chinese, with the same placeholders."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import fptui
from fptui.language import LOCALE_FOLDER

PACKAGE = Path(fptui.__file__).parent
CATALOGS = ("zh_Hans", "zh_Hant")
PLACEHOLDER = re.compile(r"\{[^}]*\}")


def marked() -> set[str]:
    keywords = {"_": None, "N_": None, "ngettext": (1, 2)}
    found = set()
    for _file, _line, message, _comments, _context in extract_from_dir(
        PACKAGE, method_map=[("**.py", "python")], keywords=keywords
    ):
        found.add(message[0] if isinstance(message, tuple) else message)
    return found - {""}


def catalog(name: str) -> Catalog:
    content = (LOCALE_FOLDER / name / "LC_MESSAGES" / "fptui.po").read_bytes()
    return read_po(BytesIO(content), locale=name)


def messages(name: str) -> dict[str, Message]:
    return {
        message.id[0] if isinstance(message.id, tuple) else message.id: message
        for message in catalog(name)
        if message.id
    }


@pytest.mark.parametrize("name", CATALOGS)
def test_every_marked_text_is_translated_and_nothing_else(name: str) -> None:
    translated = {
        key for key, message in messages(name).items() if message.string and not message.fuzzy
    }
    assert marked() == translated


@pytest.mark.parametrize("name", CATALOGS)
def test_placeholders_are_the_same(name: str) -> None:
    for key, message in messages(name).items():
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = message.id[1] if isinstance(message.id, tuple) else key
        for text in texts:
            assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(wanted)), key


def test_traditional_is_not_simplified_and_not_overdone() -> None:
    text = "".join(
        "".join(m.string) if isinstance(m.string, tuple) else m.string
        for m in messages("zh_Hant").values()
    )
    for wrong in "这个为发们检区乡镇计划":
        assert wrong not in text, wrong
    for wrong in ("製度", "髮放", "麵臨", "隻讀", "批準", "臺賬", "賬號"):
        assert wrong not in text

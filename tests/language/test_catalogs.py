"""Every marked text has its Chinese, with the same placeholders."""

import re

import pytest
from babel.messages.catalog import Message

from tools.catalogs import CHINESE, marked_words, read_catalog

CATALOGS = tuple(CHINESE)
PLACEHOLDER = re.compile(r"\{[^}]*\}")


def marked() -> set[str]:
    return {words if isinstance(words, str) else words[0] for words in marked_words()}


def messages(name: str) -> dict[str, Message]:
    return {
        message.id[0] if isinstance(message.id, tuple) else message.id: message
        for message in read_catalog(name)
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

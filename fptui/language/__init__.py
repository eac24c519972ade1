"""Terms and messages in English, 简体 and 繁體, by gettext catalogs.

Declarations mark their texts with :func:`N_`, which only lets the extractor
find them; whatever shows a text translates it with :func:`_` at that moment, so
that the language can change while the program runs. The English text is the key.
"""

from __future__ import annotations

import gettext as _gettext
import locale
import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

LANGUAGES: tuple[str, ...] = ("en", "zh-Hans", "zh-Hant")
"""The languages of the program, in the order in which the key `L` walks them."""

LANGUAGE_NAMES: dict[str, str] = {"en": "English", "zh-Hans": "简体中文", "zh-Hant": "繁體中文"}

LOCALE_FOLDER = Path(__file__).parent / "locale"
_DOMAIN = "fptui"

_current = "en"
_catalog: _gettext.NullTranslations = _gettext.NullTranslations()


@lru_cache
def catalog(language: str) -> _gettext.NullTranslations:
    """The messages of one language; English needs no catalog.

    A missing catalog falls back to English rather than stopping the program.
    """
    if language == "en":
        return _gettext.NullTranslations()
    return _gettext.translation(
        _DOMAIN, str(LOCALE_FOLDER), languages=[language.replace("-", "_")], fallback=True
    )


def use_language(language: str) -> None:
    """Show everything in this language from now on; one of :data:`LANGUAGES`."""
    global _current, _catalog
    if language not in LANGUAGES:
        raise ValueError(language)
    _current, _catalog = language, catalog(language)


def current_language() -> str:
    """The language in use, one of :data:`LANGUAGES`."""
    return _current


def language_of_locale() -> str:
    """The language that the environment asks for: LC_ALL, LC_MESSAGES, LANG in that order."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        name = os.environ.get(variable, "")
        if name:
            return _language_of(name)
    return _language_of(locale.getlocale()[0] or "")


def _language_of(locale_name: str) -> str:
    name = locale_name.replace("-", "_").lower()
    if not name.startswith("zh"):
        return "en"
    traditional = any(mark in name for mark in ("_tw", "_hk", "_mo", "hant"))
    return "zh-Hant" if traditional else "zh-Hans"


def N_(message: str) -> str:
    """Mark a text for translation without translating it yet."""
    return message


class OwnWords(str):
    """A text that is not the program's but an office's, with its own words in each language.

    By itself it is what it stands for; :func:`_` and :func:`translations` give the words.
    """

    __slots__ = ("_words",)
    _words: Mapping[str, str]

    def __new__(cls, text: str, words: Mapping[str, str]) -> OwnWords:
        """`words` are by language; those that are empty or left out are borrowed."""
        made = super().__new__(cls, text)
        made._words = {language: words[language] for language in LANGUAGES if words.get(language)}
        return made

    def said_in(self, language: str) -> str:
        """The words in a language, else in the other script, else in another language."""
        alike = [one for one in LANGUAGES if one[:2] == language[:2]]
        for one in (language, *alike, *LANGUAGES):
            if one in self._words:
                return self._words[one]
        return str(self)

    @property
    def all_words(self) -> tuple[str, ...]:
        """The words of all languages that there are."""
        return tuple(dict.fromkeys(self._words.values())) or (str(self),)


def _(message: str) -> str:
    """The text in the language in use."""
    if isinstance(message, OwnWords):
        return message.said_in(_current)
    return _catalog.gettext(message) if message else ""


def ngettext(singular: str, plural: str, number: int) -> str:
    """The text for a number of things, in the language in use."""
    return _catalog.ngettext(singular, plural, number)


def translations(message: str) -> tuple[str, ...]:
    """The text in every language: what a heading of an imported file may say."""
    if isinstance(message, OwnWords):
        return message.all_words
    return tuple(dict.fromkeys(catalog(language).gettext(message) for language in LANGUAGES))

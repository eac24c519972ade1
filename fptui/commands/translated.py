"""Click with its help and its own messages in the language in use.

Help texts are marked with `N_` where commands are declared, and translated here
when they are shown, as the language is known only after the command line was read.
"""

from __future__ import annotations

import gettext
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

import click

from fptui.language import LANGUAGES, LOCALE_FOLDER, _, language_of_locale, use_language


class TranslatedOption(click.Option):
    """An option whose help is translated when it is shown, or made then by `said`."""

    def __init__(self, *names: Any, said: Callable[[], str] | None = None, **rest: Any) -> None:
        super().__init__(*names, **rest)
        self._said = said

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option and its help, translated."""
        original = self.help
        self.help = self._said() if self._said else _(original) if original else None
        try:
            return super().get_help_record(ctx)
        finally:
            self.help = original


class _TranslatedHelp(click.Command):
    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _("Show this message and exit.")
        return option

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        original = self.help
        self.help = _(original) if original else None
        try:
            super().format_help_text(ctx, formatter)
        finally:
            self.help = original

    def get_short_help_str(self, limit: int = 45) -> str:
        return _(self.help) if self.help else ""


_ASKED = "fptui.words"


def words_asked() -> Sequence[str]:
    """The words behind the command that is being run, for a help that says more of them."""
    context = click.get_current_context(silent=True)
    words: Sequence[str] = context.meta.get(_ASKED, ()) if context is not None else ()
    return words


class TranslatedCommand(_TranslatedHelp):
    """A command with translated help."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words behind the command, which its help may look at before."""
        ctx.meta[_ASKED] = tuple(args)
        return super().parse_args(ctx, args)


class TranslatedGroup(_TranslatedHelp, click.Group):
    """A group that chooses the language before anything is said."""

    command_class = TranslatedCommand

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        """Run the command line; the language is looked for first, so that errors speak it too."""
        speak(_language_asked(list(sys.argv[1:] if args is None else args)))
        return super().main(args, *rest, **extra)


def speak(language: str) -> None:
    """Use a language, in click's own messages too."""
    use_language(language)
    gettext.bindtextdomain("fptui", str(LOCALE_FOLDER))
    gettext.textdomain("fptui")
    os.environ["LANGUAGE"] = language.replace("-", "_")


def _language_asked(arguments: list[str]) -> str:
    for place, argument in enumerate(arguments):
        asked = ""
        if argument == "--lang" and place + 1 < len(arguments):
            asked = arguments[place + 1]
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
        if asked in LANGUAGES:
            return asked
    return language_of_locale()

"""The dialog of a job: its questions as fields, each asked where the answers before it want it."""

from __future__ import annotations

from asyncio import Lock
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from fptui.errors import FptuiError
from fptui.exchange.places import stands_there
from fptui.jobs.choices import ColumnTexts, OneRecord, Several
from fptui.jobs.edit_records import editable
from fptui.jobs.file_questions import FileToRead, FileToWrite
from fptui.jobs.job import Job
from fptui.jobs.questions import Choice, Day, Flag, Question
from fptui.jobs.record_questions import Records, UnitOf
from fptui.language import _
from fptui.registers import register_named
from fptui.registers.declaration import Column
from fptui.screens.field_form import FieldForm
from fptui.screens.record_fields import field_of, read
from fptui.screens.widgets.fields import FieldSpec
from fptui.search.offers import Offer, fitting, meant_by
from fptui.store import Reading

Answers = dict[str, object]


class JobDialog(FieldForm[Answers]):
    """Asks what a job wants to know; `preset` answers are known and not asked.

    Where it is asked again, `before` has the texts that it was answered, and `refused` says
    what is wrong with them.
    """

    def __init__(
        self,
        job: Job,
        office: Reading,
        preset: Mapping[str, object],
        before: Mapping[str, str] | None = None,
        refused: str = "",
    ) -> None:
        super().__init__(_(job.title))
        self.answered: Mapping[str, str] = before or {}
        """The texts of the answer, as they stood in the fields."""
        self._refused = refused
        self._job, self._office, self._preset = job, office, dict(preset)
        self._replaced: set[Path] = set()
        self._asking = Lock()

    @property
    def asks(self) -> bool:
        """Whether there is anything to ask."""
        return bool(self.specs())

    @property
    def preset(self) -> Answers:
        """The answers where nothing is to be asked."""
        return dict(self._preset)

    def specs(self) -> Sequence[FieldSpec]:
        """A field for each question that is asked, by the answers before it."""
        given: Answers = dict(self._preset)
        texts = self.texts() if self.is_mounted else {}
        specs = []
        for key, question in self._applying(given):
            if isinstance(question, ColumnTexts):
                specs += self._columns(given)
                continue
            spec = self._spec(key, question, dict(given))
            specs.append(spec)
            given[key] = self._answer(question, texts.get(key, spec.text))
        return specs

    async def on_mount(self) -> None:
        """Go on with what was answered before; an answer may have more questions asked."""
        known: set[str] = set()
        while fresh := [line for line in self.lines if line.spec.key not in known]:
            for line in fresh:
                known.add(line.spec.key)
                text = self.answered.get(line.spec.key, line.text)
                if text != line.text:
                    line.put(text)
                if self._refused and line.spec.mended:
                    line.ready_to_amend()
            await self.replace_lines(self.specs())

    def doubtful(self) -> str:
        """Why these very texts were refused."""
        return self._refused if self.texts() == self.answered else ""

    def _columns(self, given: Answers) -> list[FieldSpec]:
        """A field for each column that may be set; an empty one leaves what stands there."""
        if not given.get("table"):
            return []
        register = register_named(str(given["table"]))
        return [
            _of_column(self._office, column, field_of(self._office, register, column, ""))
            for column in editable(register)
        ]

    def _applying(self, given: Answers) -> Iterator[tuple[str, Question[object]]]:
        """The questions that are asked in turn; `given` has the answers to those before."""
        for key, question in self._job.questions.items():
            known = key in self._preset or isinstance(question, Records)
            if question.on_screen and not known and question.applies(given):
                yield key, question

    def _answer(self, question: Question[object], text: str) -> object:
        """What a text means by now; nothing where it is not understood yet."""
        try:
            return question.parse(text, self._office) if text else question.empty
        except FptuiError:
            return question.empty

    def _spec(self, key: str, question: Question[object], given: Answers) -> FieldSpec:
        office = self._office
        offers = _offers(question, office, given)
        proposed = question.proposed(office, given)
        labels = {offer.key: offer.label for offer in offers}
        closed = isinstance(question, Choice | UnitOf | Flag | OneRecord | Several)

        def fits(text: str) -> Sequence[Offer]:
            return fitting(offers, text)

        def check(text: str) -> object:
            return question.parse(text, office)

        def understood(text: str) -> str:
            value = question.parse(text, office)
            if isinstance(question, UnitOf):
                label = labels.get(str(value), "")
                return label if label != text else ""
            return str(value) if isinstance(question, Day) and str(value) != text else ""

        return FieldSpec(
            key=key,
            heading=_(question.heading),
            text=labels.get(proposed, proposed),
            hint=_hint(question),
            needed=question.needed,
            closed=closed,
            many=isinstance(question, Several),
            mended=isinstance(question, FileToRead | FileToWrite),
            check=check,
            understood=understood,
            offers=fits,
            meant=(lambda text: meant_by(offers, text)) if closed else None,
        )

    async def typed(self) -> None:
        """Ask what the answers so far ask for; one key after the other."""
        async with self._asking:
            await self.replace_lines(self.specs())

    def save_hint(self) -> str:
        """Going on changes nothing yet."""
        return _("Enter: go on") if len(self.lines) == 1 else _("Ctrl+S: go on")

    def accept(self, texts: dict[str, str]) -> str:
        """Answer with all that was asked; a file that is there is replaced on a second asking."""
        given: Answers = dict(self._preset)
        for key, question in self._applying(given):
            if isinstance(question, ColumnTexts):
                given[key] = self._settings(texts, given)
                continue
            try:
                given[key] = question.parse(texts.get(key, ""), self._office)
            except FptuiError as error:
                return str(error)
            path = given[key]
            if (
                isinstance(question, FileToWrite)
                and isinstance(path, Path)
                and stands_there(path)
                and path not in self._replaced
            ):
                self._replaced.add(path)
                return _("{path} is there already. Enter again replaces it.").format(path=path)
        self.answered = texts
        self.dismiss(given)
        return ""

    def _settings(self, texts: dict[str, str], given: Answers) -> tuple[tuple[str, str], ...]:
        register = register_named(str(given["table"]))
        return tuple(
            (column.key, texts[column.key]) for column in editable(register) if texts[column.key]
        )


def _of_column(office: Reading, column: Column, spec: FieldSpec) -> FieldSpec:
    """The field of a column that may be set: it takes the sign for nothing, too."""

    def meant(text: str) -> Sequence[Offer]:
        return [Offer(text, text)] if text == ColumnTexts.EMPTY else spec.meanings(text)

    return replace(
        spec,
        section="",
        needed=False,
        hint=_("empty: as it is   -: take it away"),
        check=partial(_checked, office, column),
        meant=meant if spec.closed or spec.meant else None,
    )


def _checked(office: Reading, column: Column, text: str) -> object:
    return text if text == ColumnTexts.EMPTY else read(office, column, text)


def _offers(question: Question[object], office: Reading, given: Answers) -> Sequence[Offer]:
    if isinstance(question, Choice | UnitOf | OneRecord | Several):
        return question.options(office, given)
    if isinstance(question, Flag):
        return [Offer("no", _("no")), Offer("yes", _("yes"))]
    return ()


def _hint(question: Question[object]) -> str:
    if isinstance(question, FileToRead | FileToWrite):
        return question.endings
    if isinstance(question, Flag):
        return question.help_said() if question.help else ""
    return "2005-06-30" if isinstance(question, Day) else ""

"""A listing finds and orders what a plain look at all records would, whatever is changed."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from fptui.language import use_language
from fptui.registers import REGISTERS
from fptui.registers.declaration import Register
from fptui.registers.edits import Edit
from fptui.registers.recipient_file import Recipient
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.units import UNITS, Unit
from fptui.search import listing
from fptui.search.listing import Listing, Question
from fptui.search.pinyin import Alphabet, sounds_like
from fptui.search.selection import select
from fptui.store import Office, create_office

LETTERS = "张章赵曾重长秀梅乐行朝解单镇村東風Ａßﬁ ·\n05-14xX"
NAMES = st.text(LETTERS, max_size=8)
WORDS = st.text("zhangcsxmeiulqrd0514-张秀梅镇村xX", min_size=1, max_size=7)
CODES = st.sampled_from([f"43029900{place}" for place in range(6)])
UNIT_NAMES = st.text("新塘重庆长乐村镇a", max_size=4)
QUESTIONS = st.builds(
    Question,
    where=st.sampled_from(["", "", "state:receiving", "unit:长", "name:张*"]),
    sort=st.sampled_from(["", "name", "birth_date", "unit", "state"]),
    descending=st.booleans(),
)


def person(number: int, name: str, unit: str, **fields: Any) -> Recipient:
    return Recipient(file_number=f"05-{number:04d}", name=name, sex="male", unit=unit, **fields)


def scanned(
    office: Office, register: Register, question: Question, words: list[str]
) -> list[tuple[int, Any]]:
    quoted = " ".join(f'"{word}"' for word in words)
    return select(
        office,
        register,
        f"{question.where} {quoted}",
        question.sort,
        question.descending,
        year=question.year,
        refuse_unknown=False,
        reveal=True,
    )


class ListingAgainstScan(RuleBasedStateMachine):
    """One listing is kept and followed through all changes; each answer is that of a scan."""

    @initialize(
        people=st.lists(st.tuples(NAMES, CODES), max_size=30),
        question=QUESTIONS,
        short=st.booleans(),
    )
    def begin(self, people: list[tuple[str, str]], question: Question, short: bool) -> None:
        listing.SHORT = 1_000 if short else 0
        self.folder = Path(tempfile.mkdtemp())
        self.office = create_office(self.folder / "office.json")
        for place in range(4):
            self.edit("units", 0, Unit(code=f"43029900{place}", name="", level="", kind=""))
        self.next = 0
        for name, unit in people:
            self.add(name, unit, "", "applied")
        self.ask(question)

    def teardown(self) -> None:
        listing.SHORT = 2_000
        if hasattr(self, "folder"):
            self.office.close()
            shutil.rmtree(self.folder)

    def edit(self, register: str, number: int, after: Any) -> None:
        before = self.office.table(REGISTERS[register]).get(number)
        self.office.change([Edit(register, number, before, after)])

    @rule(question=QUESTIONS)
    def ask(self, question: Question) -> None:
        self.question = question
        self.listing = Listing(self.office, RECIPIENTS, question)
        self.register = RECIPIENTS

    @rule()
    def index(self) -> None:
        if self.listing.wants_index:
            self.listing.make_index()

    @rule(
        name=NAMES,
        unit=CODES,
        digits=st.text("014X", max_size=4),
        state=st.sampled_from(["applied", "receiving"]),
    )
    def add(self, name: str, unit: str, digits: str, state: str) -> None:
        self.next += 1
        number = f"43029919400101{digits}" if digits else ""
        self.edit("recipients", 0, person(self.next, name, unit, id_number=number, state=state))

    @precondition(lambda self: self.office.table(RECIPIENTS))
    @rule(data=st.data(), name=NAMES, state=st.sampled_from(["applied", "receiving"]))
    def alter(self, data: st.DataObject, name: str, state: str) -> None:
        number = data.draw(st.sampled_from(list(self.office.table(RECIPIENTS))))
        before = self.office.table(RECIPIENTS)[number]
        self.edit("recipients", number, msgspec.structs.replace(before, name=name, state=state))

    @precondition(lambda self: self.office.table(RECIPIENTS))
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(list(self.office.table(RECIPIENTS))))
        self.edit("recipients", number, None)

    @rule()
    def undo(self) -> None:
        self.office.undo()

    @rule(place=st.integers(1, 4), name=UNIT_NAMES)
    def rename_unit(self, place: int, name: str) -> None:
        unit = self.office.table(UNITS).get(place)
        if unit is not None:
            self.edit("units", place, msgspec.structs.replace(unit, name=name))

    @rule(words=st.lists(WORDS, max_size=2))
    def search(self, words: list[str]) -> None:
        if not self.listing.answers(self.office, self.question):
            self.listing = Listing(self.office, RECIPIENTS, self.question)
        found = list(self.listing.found(words))
        assert found == scanned(self.office, RECIPIENTS, self.question, words)

    @invariant()
    def all_are_listed(self) -> None:
        if hasattr(self, "listing") and self.listing.answers(self.office, self.question):
            found = list(self.listing.found())
            assert found == scanned(self.office, RECIPIENTS, self.question, [])


TestListingAgainstScan = ListingAgainstScan.TestCase
TestListingAgainstScan.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)


@given(word=st.text("zhangcsxmeiulqr", min_size=1, max_size=8), names=st.lists(NAMES))
def test_what_sounds_like_a_word_has_the_initials_of_one_of_its_ways(
    word: str, names: list[str]
) -> None:
    alphabet = Alphabet(set("".join(names)))
    ways, syllable = alphabet.ways(word), alphabet.syllable(word)
    for name in names:
        if sounds_like(word, name):
            by_syllables = any(way in alphabet.initials(name) for way in ways)
            assert by_syllables or (syllable is not None and syllable.search(name))


@pytest.mark.parametrize("name", REGISTERS)
@pytest.mark.parametrize("word", ["z", "xs", "0014", "43029", "05", "村", "chadan"])
def test_every_register_is_searched_alike_with_an_index_and_without(
    sample: Office, monkeypatch: pytest.MonkeyPatch, name: str, word: str
) -> None:
    monkeypatch.setattr(listing, "SHORT", 0)
    question = Question(year=sample.year)
    whole = Listing(sample, REGISTERS[name], question)
    if whole.wants_index:
        whole.make_index()
    assert list(whole.found([word])) == scanned(sample, REGISTERS[name], question, [word])


def test_the_last_digits_of_an_id_number_find_a_file(sample: Office) -> None:
    recipient = next(iter(sample.table(RECIPIENTS).values()))
    ending = recipient.id_number[-4:]
    whole = Listing(sample, RECIPIENTS, Question(year=sample.year))

    def finds(word: str) -> bool:
        return recipient in [record for _number, record in whole.found([word])]

    assert finds(ending)
    assert finds(recipient.id_number)
    for part in (-6, -5, -3, -17):
        assert not finds(recipient.id_number[part:])
    assert not finds(recipient.id_number[-6:-1])
    assert not finds(recipient.id_number[:17])


def test_a_query_finds_an_id_number_by_the_whole_of_it_only(sample: Office) -> None:
    recipient = next(iter(sample.table(RECIPIENTS).values()))
    (found,) = select(sample, RECIPIENTS, recipient.id_number)
    assert found[1] == recipient
    ending = recipient.id_number[-4:]
    assert recipient not in [one for _number, one in select(sample, RECIPIENTS, ending)]
    assert recipient in [one for _number, one in select(sample, RECIPIENTS, ending, reveal=True)]
    everyone = select(sample, RECIPIENTS)
    assert select(sample, RECIPIENTS, f"!{recipient.id_number}") == everyone


def test_an_answer_ends_with_its_language_and_with_its_office(sample: Office) -> None:
    kept = Listing(sample, UNITS, Question())
    assert kept.answers(sample, Question())
    assert not kept.answers(sample, Question(descending=True))
    use_language("zh-Hans")
    assert not kept.answers(sample, Question())
    use_language("en")
    with Office(sample.path, read_only=True) as other:
        assert not kept.answers(other, Question())


def test_a_reader_follows_a_register_that_was_read_anew(sample: Office) -> None:
    kept = Listing(sample, RECIPIENTS, Question())
    edits = [
        Edit("recipients", number, record, msgspec.structs.replace(record, notes="x"))
        for number, record in list(sample.table(RECIPIENTS).items())
    ]
    sample.change(edits)
    assert kept.answers(sample, Question())
    for notes in ("y", "z"):
        sample.change(
            [
                Edit("recipients", e.number, r, msgspec.structs.replace(r, notes=notes))
                for e in edits
                for r in [sample.table(RECIPIENTS)[e.number]]
            ]
        )
    assert list(kept.found()) == scanned(sample, RECIPIENTS, Question(), [])

"""An office's own lists: which kinds may newly be kept, and how they are called."""

import pytest

from fptui.errors import InvalidValue
from fptui.language import LANGUAGES, _, translations, use_language
from fptui.registers.activities import ACTIVITIES
from fptui.registers.values.display import shown_choice, sort_key
from fptui.registers.values.lists import ACTIVITY_KINDS, Entry, Lists, use_lists
from fptui.registers.values.parsing import record_from_texts, value_from_text
from fptui.store import lists_along

KIND = ACTIVITIES.column("kind")
DANCE = Entry("square_dance", "Square dance", "广场舞", "廣場舞")
OWN = Lists(
    activity_kinds=(
        DANCE,
        Entry("slogans", "Slogans", "标语口号", taken_off=True),
        Entry("sonstiges", zh_hans="其他"),
    )
)


@pytest.fixture
def own_lists() -> None:
    use_lists(OWN, lists_along())


def shown(key: str) -> str:
    return shown_choice(KIND.known_choices, key)


def test_the_words_are_those_of_the_language_in_use(own_lists: None) -> None:
    words = {}
    for language in LANGUAGES:
        use_language(language)
        words[language] = shown("square_dance"), shown("sonstiges"), shown("slogans")
    assert words == {
        "en": ("Square dance", "其他", "Slogans"),
        "zh-Hans": ("广场舞", "其他", "标语口号"),
        "zh-Hant": ("廣場舞", "其他", "标语口号"),
    }
    assert translations(KIND.choices["square_dance"]) == ("Square dance", "广场舞", "廣場舞")
    assert _(KIND.choices["sonstiges"]) == "其他"


@pytest.mark.parametrize("text", ["square_dance", "square DANCE", "广场舞", "廣場舞", "  广场舞"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_kind_is_read_in_every_language(own_lists: None, text: str, language: str) -> None:
    use_language(language)
    assert value_from_text(KIND, text.strip()) == "square_dance"


def test_a_list_that_is_left_out_is_as_it_comes_along(own_lists: None) -> None:
    assert list(ACTIVITY_KINDS) == ["square_dance", "sonstiges"]
    use_lists(Lists(), lists_along())
    assert "mass_signing" in ACTIVITY_KINDS


@pytest.mark.parametrize(
    ("kept", "said"), [("slogans", "Slogans"), ("posters", "Posters"), ("unheard_of", "unheard_of")]
)
def test_what_is_kept_is_readable_off_its_list(own_lists: None, kept: str, said: str) -> None:
    assert kept not in KIND.choices
    assert shown(kept) == said
    assert sort_key(KIND, kept) > sort_key(KIND, "sonstiges")
    assert value_from_text(KIND, kept) == kept


@pytest.mark.parametrize("text", ["slogans", "标语口号", "posters", "万人跑"])
def test_what_is_on_no_list_is_refused_with_the_way_to_put_it_there(
    own_lists: None, text: str
) -> None:
    with pytest.raises(InvalidValue) as caught:
        record_from_texts(ACTIVITIES, {"number": "X1", "kind": text})
    assert "one of Square dance, 其他" in str(caught.value)
    assert "fptui lists add activity_kinds" in str(caught.value)


def test_an_office_may_let_a_list_be_open() -> None:
    use_lists(Lists(open_lists=("activity_kinds",)), lists_along())
    assert record_from_texts(ACTIVITIES, {"number": "X1", "kind": "万人跑"}).kind == "万人跑"
    assert KIND.takes_others
    use_lists(Lists(), lists_along())
    assert not KIND.takes_others


def test_each_kind_that_comes_along_has_all_words() -> None:
    for name in ("inspection_kinds", "finding_kinds", "training_topics", "activity_kinds"):
        for entry in lists_along().of(name):
            assert entry.en, entry
            assert entry.zh_hans, entry
            assert entry.zh_hant, entry
            assert not entry.taken_off

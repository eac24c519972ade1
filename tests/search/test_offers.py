"""What may be meant by what is typed: what an offer is called finds it before all others."""

from hypothesis import given
from hypothesis import strategies as st

from fptui.search.offers import Offer, fitting, folded

WORDS = st.text("abcAB东风区 1", min_size=1, max_size=6).filter(lambda word: bool(folded(word)))
OFFERS = st.lists(st.builds(Offer, WORDS, WORDS), min_size=1, max_size=12)


@given(OFFERS)
def test_its_own_key_and_label_find_an_offer_first(offers: list[Offer]) -> None:
    for offer in offers:
        for text in (offer.key, offer.label):
            first = fitting(offers, text)[0]
            assert folded(text) in (folded(first.key), folded(first.label))


def test_initials_in_pinyin_find_a_name() -> None:
    offers = [Offer("1", "东风区"), Offer("2", "新塘村")]
    assert fitting(offers, "xtc") == [offers[1]]
    assert fitting(offers, "dongfeng") == [offers[0]]
    assert fitting(offers, "") == offers

from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fptui.errors import InvalidValue
from fptui.language import use_language
from fptui.registers import REGISTERS
from fptui.registers.declaration import Kind
from fptui.registers.edits import Edit
from fptui.registers.trainings import TRAININGS, Training
from fptui.registers.units import UNITS, Unit
from fptui.registers.values.parsing import listed
from fptui.search.resolving import (
    References,
    Several,
    identities_meant,
    identity_meant,
    offers,
    values_used,
)
from fptui.store import Office

UNIT = REGISTERS["recipients"].column("unit")
SESSION = REGISTERS["attendance"].column("session")
INSPECTED = REGISTERS["inspections"].column("units")


@pytest.fixture
def office(sample: Office) -> Iterator[Office]:
    """The sample with two villages of one name, and two sessions of one name."""
    first, second = (
        [unit.code for unit in sample.table(UNITS).values() if unit.level == "township"]
    )[-2:]
    sample.change(
        [
            Edit("units", after=_village("940000000001", "皂角坪村", first)),
            Edit("units", after=_village("940000000002", "双泉坳村", first)),
            Edit("units", after=_village("940000000003", "双泉坳村", second)),
            Edit("trainings", after=Training(number="X-1", name="信息员培训")),
            Edit("trainings", after=Training(number="X-2", name="计生专干轮训")),
            Edit("trainings", after=Training(number="X-3", name="计生专干轮训")),
        ]
    )
    yield sample


def _village(code: str, name: str, parent: str) -> Unit:
    return Unit(code=code, name=name, level="village", kind="village", parent=parent)


@pytest.mark.parametrize(
    "text",
    [
        "940000000001",
        "９４０００００００００１",
        "皂角坪村",
        " 皂角坪村 ",
        "皂角坪",
        "zjpc",
        "zaojiao",
        "ZJP",
    ],
)
def test_a_unit_by_code_name_part_and_pinyin(office: Office, text: str) -> None:
    assert identity_meant(office, UNIT, text) == "940000000001"


def test_a_session_by_its_name(office: Office) -> None:
    assert identity_meant(office, SESSION, "信息员培训") == "X-1"
    assert identity_meant(office, SESSION, "xxy") == "X-1"


def test_an_inspection_by_its_kind(sample: Office) -> None:
    use_language("zh-Hans")
    column = REGISTERS["findings"].column("inspection")
    assert identity_meant(sample, column, "2005-03-22") == "J05-02"
    assert identity_meant(sample, column, "jb 2005-03-22") == "J05-02"


def test_several_are_named_and_none_is_taken(office: Office) -> None:
    with pytest.raises(Several) as caught:
        identity_meant(office, UNIT, "双泉坳村")
    assert {one.key for one in caught.value.candidates} == {"940000000002", "940000000003"}
    assert "write which" in str(caught.value)
    assert "940000000002" in str(caught.value)
    with pytest.raises(Several):
        identity_meant(office, SESSION, "jszglx")


def test_what_stands_above_tells_one_from_the_other(office: Office) -> None:
    for one in offers(office, "units", "双泉坳村"):
        assert identity_meant(office, UNIT, one.label) == one.key
    township = office.find(UNITS, office.find(UNITS, "940000000002").parent)
    assert identity_meant(office, UNIT, f"{township.name}双泉坳村") == "940000000002"
    assert identity_meant(office, UNIT, f"{township.name} / 双泉坳村") == "940000000002"
    assert identity_meant(office, UNIT, f"{township.name[:2]} sqa") == "940000000002"


def test_what_fits_nothing_is_refused_with_the_closest(office: Office) -> None:
    with pytest.raises(
        InvalidValue, match=r"there is no “皂角平村” among the units\. Did you mean 皂角坪村"
    ):
        identity_meant(office, UNIT, "皂角平村")


def test_part_of_a_code_is_no_unit_unless_it_is_its_end(office: Office) -> None:
    with pytest.raises(InvalidValue, match="there is no"):
        identity_meant(office, UNIT, "9400000")


def test_a_file_is_read_to_the_letter(office: Office) -> None:
    references = References(office)
    assert references.resolve(UNIT, "皂角坪村") == "940000000001"
    for text in ("zjpc", "皂角坪"):
        with pytest.raises(InvalidValue, match="there is no"):
            references.resolve(UNIT, text)


@pytest.mark.parametrize(
    "text", ["东升村、信", "东升村，信", "东升村,信", "东升村;信", "东升村；信", "东升村 、 信"]
)
def test_a_list_is_parted_by_every_sign(text: str) -> None:
    assert listed(text) == ("东升村", "信")


def test_names_in_a_list(office: Office) -> None:
    above = office.find(UNITS, office.find(UNITS, "940000000003").parent).name
    expected = ("940000000001", "940000000003")
    assert identities_meant(office, INSPECTED, f"皂角坪村、{above}双泉坳村") == expected
    assert identities_meant(office, INSPECTED, f"皂角坪村 {above}双泉坳村 zjpc") == expected
    with pytest.raises(InvalidValue):
        identities_meant(office, INSPECTED, "皂角坪村、无此村")


def test_offers_follow_a_change(office: Office) -> None:
    assert [one.key for one in offers(office, "units", "zaojiao")] == ["940000000001"]
    office.change([Edit("units", after=_village("940000000009", "皂角岭村", "430299001000"))])
    assert {one.key for one in offers(office, "units", "zaojiao")} == {
        "940000000001",
        "940000000009",
    }


def test_offers_are_told_by_what_tells_them_apart(office: Office) -> None:
    use_language("zh-Hans")
    number, session = next(
        (number, one) for number, one in office.table(TRAININGS).items() if one.number == "X-1"
    )
    held = msgspec.structs.replace(session, date=office.today)
    office.change([Edit("trainings", number, session, held)])
    assert [one.label for one in offers(office, "trainings", "xxy")] == ["信息员培训 2005-12-31"]
    assert "皂角坪村" in offers(office, "units", "zjpc")[0].label
    inspections = [one.label for one in offers(office, "inspections", "J05-02")]
    assert inspections == ["J05-02 举报调查 2005-03-22"] or inspections[0].startswith("J05-02 ")


def test_nothing_typed_offers_the_first(sample: Office) -> None:
    assert len(offers(sample, "units", "", most=7)) == 7


REFERRING = [
    column
    for register in REGISTERS.values()
    for column in register.stored_columns
    if column.kind in (Kind.REFERENCE, Kind.REFERENCES)
]


@given(
    text=st.text(alphabet="东升村白果乡 adfgx0123/、\x1b", max_size=8),
    column=st.sampled_from(REFERRING),
)
def test_a_text_means_a_record_that_is_there_or_is_refused_in_one_line(
    founded_office: Office, text: str, column: object
) -> None:
    try:
        identity = identity_meant(founded_office, column, text)  # type: ignore[arg-type]
    except InvalidValue as error:
        assert not {"\n", "\x1b"} & set(str(error))
    else:
        assert founded_office.find(REGISTERS[column.register], identity)  # type: ignore[attr-defined]


@given(data=st.data())
def test_every_offer_is_resolved_by_its_label_and_by_its_key(
    founded_office: Office, data: st.DataObject
) -> None:
    column = data.draw(st.sampled_from(REFERRING))
    offered = data.draw(st.sampled_from(offers(founded_office, column.register, "", most=100)))
    assert identity_meant(founded_office, column, offered.key) == offered.key
    try:
        assert identity_meant(founded_office, column, offered.label) == offered.key
    except Several as several:
        assert offered.key in {one.key for one in several.candidates}


@pytest.fixture(scope="module")
def founded_office(founded: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The sample, open for reading."""
    with Office(founded, read_only=True) as office:  # type: ignore[arg-type]
        yield office


def test_what_stands_in_a_column_is_offered_the_most_used_first(sample: Office) -> None:
    trainers = REGISTERS["trainings"].column("trainer")
    used = values_used(sample, TRAININGS, trainers, "")
    counted = [one.trainer for one in sample.table(TRAININGS).values() if one.trainer]
    assert set(used) == set(counted)
    assert [counted.count(one) for one in used] == sorted(map(counted.count, used), reverse=True)
    first = used[0]
    assert values_used(sample, TRAININGS, trainers, first[0])
    assert first in values_used(sample, TRAININGS, trainers, first[0])


def test_people_who_stand_together_in_a_text_are_offered_one_by_one(sample: Office) -> None:
    inspections = REGISTERS["inspections"]
    inspectors = inspections.column("inspectors")
    used = values_used(sample, inspections, inspectors, "")
    assert used
    assert not any("、" in one for one in used)


def test_only_columns_that_repeat_suggest() -> None:
    suggesting = {
        (register.name, column.key)
        for register in REGISTERS.values()
        for column in register.columns
        if column.suggests
    }
    assert ("trainings", "trainer") in suggesting
    assert ("contacts", "leader") in suggesting
    assert not any(REGISTERS[name].column(key).mask for name, key in suggesting)


def test_among_very_many_that_fit_no_namesake_is_overlooked(sample: Office) -> None:
    above = "430299001000"
    many = [_village(f"95{place:010d}", f"皂角坪{place}村", above) for place in range(900)]
    last = _village("960000000001", "皂角坪", above)
    sample.change([Edit("units", after=one) for one in (*many, last)])
    assert identity_meant(sample, UNIT, "皂角坪") == last.code
    sample.change([Edit("units", after=_village("960000000002", "皂角坪", "430299001000"))])
    with pytest.raises(Several) as caught:
        identity_meant(sample, UNIT, "皂角坪")
    assert len(caught.value.candidates) == 2


@pytest.mark.parametrize("text", ["/", "（）", " ", ""])
def test_signs_alone_mean_nothing(sample: Office, text: str) -> None:
    every_but_one = list(sample.table(UNITS).items())[1:]
    sample.change([Edit("units", number, unit) for number, unit in every_but_one])
    with pytest.raises(InvalidValue, match="there is no"):
        identity_meant(sample, UNIT, text)

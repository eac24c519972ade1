from fptui.jobs.plan import Outcome, Outcomes


def test_outcomes_are_made_when_they_are_asked_for() -> None:
    made: list[int] = []

    def outcome(number: int) -> Outcome:
        made.append(number)
        return Outcome((str(number),))

    outcomes = Outcomes(range(1_000_000), outcome)
    assert len(outcomes) == 1_000_000
    assert made == []
    assert [one.cells for one in outcomes[:2]] == [("0",), ("1",)]
    assert outcomes[-1].cells == ("999999",)
    assert made == [0, 1, 999_999]

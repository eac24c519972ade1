import subprocess
import sys
from pathlib import Path

import pytest

from fptui.registers.counts import COUNTS, Count
from fptui.registers.edits import Edit
from fptui.store import Office, check_office, create_office

TIMES = 40

# Adds one to the same count TIMES times; opens the office anew for each, as a command does.
WRITER = """
import sys, time
from pathlib import Path
import msgspec
from fptui.registers.counts import COUNTS
from fptui.registers.edits import Edit
from fptui.store import Office

for _time in range(int(sys.argv[2])):
    while True:
        with Office(Path(sys.argv[1])) as office:
            if not office.read_only:
                before = office.table(COUNTS)[1]
                after = msgspec.structs.replace(before, value=before.value + 1)
                office.change([Edit("counts", 1, before, after)], "one more")
                break
        time.sleep(0.001)
"""


@pytest.mark.parametrize("writers", [2, 4])
def test_two_processes_that_both_write_lose_no_update(tmp_path: Path, writers: int) -> None:
    path = tmp_path / "office.json"
    with create_office(path) as office:
        count = Count(period="2005", unit="430299000000", name="births", value=0)
        office.change([Edit("counts", after=count)])
    processes = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), str(TIMES)])
        for _writer in range(writers)
    ]
    assert [process.wait(120) for process in processes] == [0] * writers
    with Office(path) as office:
        assert office.table(COUNTS)[1].value == writers * TIMES
        assert len(list(office.history("counts", 1))) == writers * TIMES + 1
    assert check_office(path).sound

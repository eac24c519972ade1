"""What holds for every job."""

import pytest

from fptui.jobs import JOBS
from fptui.jobs.job import Job
from fptui.registers import REGISTERS


@pytest.mark.parametrize("job", JOBS.values(), ids=list(JOBS))
def test_a_job_can_be_asked_for_by_its_name(job: Job) -> None:
    assert JOBS[job.name] is job
    assert set(job.menus) <= set(REGISTERS)
    assert job.title
    assert job.help
    job.answers()  # where nothing is said, each question has its empty answer

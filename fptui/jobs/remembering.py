"""What a job was told that its office keeps in mind, so that it need not be told again."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from fptui.jobs.job import Job
from fptui.language import _
from fptui.store import Reading


def remember(office: Reading, job: Job, answers: object) -> None:
    """Let the office say of itself what was answered to questions that are `remembered`.

    Nothing is kept where the office is only read, or says so already.
    """
    if office.read_only:
        return
    for key, question in job.questions.items():
        answer = getattr(answers, key)
        if not question.remembered or not answer or getattr(office.about, key) == answer:
            continue
        reason = _("{heading} of the office: {answer}").format(
            heading=_(question.heading), answer=answer
        )
        office.tell(msgspec.structs.replace(office.about, **{key: answer}), reason)


def is_told(job: Job, typed: Mapping[str, object]) -> bool:
    """Whether there is anything among what was typed that an office would keep in mind."""
    return any(question.remembered and typed.get(key) for key, question in job.questions.items())

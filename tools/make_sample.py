"""Make `data/sample/` anew: a synthetic district whose registers add up to a real district-year.

The seed is fixed, so that the same program writes the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent.parent))

from tools.sample import district as places
from tools.sample import programme, work
from tools.sample.tables import write_table

SEED = 2005
FOLDER = Path(__file__).parent.parent / "data" / "sample"


def make(folder: Path) -> None:
    """Write every register of the sample into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    random = Random(SEED)
    district = places.make_units(random)
    homes = programme.villages_with_recipients(random, district)
    recipients = programme.make_recipients(random, homes)
    inspections = work.make_inspections(random, district)
    tables = {
        "units": district.units,
        "counts": places.make_counts(random, district),
        "contacts": places.make_contacts(random, district),
        "recipients": recipients,
        "payments": programme.make_payments(random, recipients),
        "trainings": work.make_trainings(random),
        "attendance": work.make_attendance(random, district, homes),
        "inspections": inspections,
        "findings": work.make_findings(random, inspections),
        "checklist": work.make_checklist(random, district),
        "activities": work.make_activities(random, district, homes),
        "contracts": work.make_contracts(district),
        "entered": work.make_entered(district),
    }
    for register, rows in tables.items():
        write_table(folder, register, rows)
    (folder / "office.toml").write_text('name = "东风区"\nyear = 2005\n', encoding="utf-8")


if __name__ == "__main__":
    make(FOLDER)

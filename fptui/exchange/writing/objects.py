"""Tables as JSON, for programs."""

from __future__ import annotations

import json

from fptui.exchange.writing.sheet import Sheet


def as_json(sheet: Sheet) -> str:
    """A list of objects by column key."""
    objects = [
        {key: cell.value for key, cell in zip(sheet.keys, row, strict=True)} for row in sheet.rows
    ]
    return json.dumps(objects, ensure_ascii=False, indent=2) + "\n"

"""The tool that writes the published form of a record file: python -m resources.schema.publish."""

import json
from pathlib import Path

from charting.exchange.json_record import SCHEMA
from charting.exchange.schema import record_schema

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Write the schema beside this file."""
    text = json.dumps(record_schema(), indent=2, ensure_ascii=False)
    (HERE / f"record-{SCHEMA}.schema.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""The language rules as data. The browser reads the very same tables."""

import json
from pathlib import Path
from typing import Any

RULES: dict[str, Any] = json.loads(
    Path(__file__).with_name("language_rules.json").read_text(encoding="utf-8")
)

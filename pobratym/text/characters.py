"""Sets of characters that several language functions agree upon."""

APOSTROPHES = "'’ʼ‘`´‛′ʹʻ＇"
"""What people type for an apostrophe; U+2019 is the one that is published."""

QUOTATION_MARKS = '"«»„“”‟‹›‚＂'
"""Double and angle quotation marks (single curly ones stand with the apostrophes)."""

HYPHENS = "-‐‑"
"""Hyphen-minus, hyphen, non-breaking hyphen."""

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Soft hyphen, zero-width space, joiners, word joiner, byte order mark: no reader sees them."""

NOT_IN_HTML = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff"
"""Ranges of a pattern's character class: what XML 1.0 and HTML do not have."""

STRESS = "\u0301"
"""The combining acute accent that marks stress in Ukrainian; never part of a letter's identity."""

LATIN_WITHOUT_DECOMPOSITION = {
    "ß": "ss",
    "ẞ": "SS",
    "æ": "ae",
    "Æ": "AE",
    "œ": "oe",
    "Œ": "OE",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
    "ð": "d",
    "Ð": "D",
    "þ": "th",
    "Þ": "TH",
    "ħ": "h",
    "Ħ": "H",
    "ı": "i",
    "ŋ": "n",
    "Ŋ": "N",
    "ŧ": "t",
    "Ŧ": "T",
    "ə": "e",
    "Ə": "E",
    "ĸ": "k",
}
"""Latin letters that Unicode does not decompose into a base letter and a mark."""

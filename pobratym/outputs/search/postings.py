"""Which records have a word and how much it matters in each, as short text.

Records stand in groups of equal importance: a mark for the level, then the steps from one record
number to the next, five bits a letter, least first, with a sixth bit where more follow (as in
ECMA-426 source maps, without their sign). 10,000 records that all have a word take some 12 kB.
"""

from collections.abc import Iterable

LEVELS = "!#$%&()*+,./:;<=>?[]"
"""A mark for each level of importance, least first; none needs escaping in JSON."""

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_FLOOR, _RATIO = 0.25, 1.25
VALUES = [round(_FLOOR * _RATIO**level, 3) for level in range(len(LEVELS))]
"""The importance that each level stands for."""
_HIGHEST = len(LEVELS) - 1


def offsets(records: int) -> list[int]:
    """Where each level starts in the order of importance, then of record number.

    A record's place is `offsets(records)[bisect_left(VALUES, importance)] + number`.
    """
    starts = [(_HIGHEST - level) * records for level in range(len(LEVELS))]
    return [*starts, starts[-1]]


def _number(value: int) -> str:
    text = ""
    while value > 31:
        text += _DIGITS[32 + (value & 31)]
        value >>= 5
    return text + _DIGITS[value]


_SMALL = [_number(value) for value in range(2048)]


def encode(places: Iterable[int], records: int) -> str:
    """Text for places in any order (`offsets` explains them)."""
    text = []
    level_now, last, end = -1, -1, 0
    for place in sorted(places):
        if place >= end:
            level_now = place // records
            text.append(LEVELS[_HIGHEST - level_now])
            end, last = (level_now + 1) * records, level_now * records - 1
        step = place - last - 1
        text.append(_SMALL[step] if step < 2048 else _number(step))
        last = place
    return "".join(text)


def decode(text: str) -> dict[int, float]:
    """Record numbers and the importance of the word in each, as `encode` was given them."""
    found: dict[int, float] = {}
    value, last, step, shift = 0.0, -1, 0, 0
    for character in text:
        mark = LEVELS.find(character)
        if mark >= 0:
            value, last = VALUES[mark], -1
            continue
        digit = _DIGITS.index(character)
        step += (digit & 31) << shift
        shift += 5
        if digit < 32:
            last += step + 1
            found[last] = value
            step = shift = 0
    return found

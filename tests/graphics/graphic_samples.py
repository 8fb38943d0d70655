"""Finished values of the kind that pages hand to the graphics."""

from __future__ import annotations

from pathlib import Path

import yaml

from pobratym.graphics.bar_chart import bar_chart
from pobratym.graphics.figures import Frame, Quantity
from pobratym.graphics.globe import Place
from pobratym.graphics.step_chart import Claim, Step, StepWords, step_chart
from pobratym.graphics.tile_map import Tile, tile_map
from pobratym.graphics.timeline import Kind, Moment, timeline
from pobratym.graphics.world_map import Origin, world_map

HOSTILE = """<img src=x onerror="alert('1')"> & ]]> </svg>"""

KYIV = Place(49.03, 31.48)


def frame(name: str = "sample", **changes: object) -> Frame:
    words = {
        "id": name,
        "title": f"Партнерства: {name}",
        "summary": "Найбільше спільних програм із Францією.",
        "note": "Джерело: реєстр.",
        "heading": 2,
        "table_label": f"Таблиця: {name}",
    }
    return Frame(**(words | changes))


def quantity(id: str, value: float, label: str = "", **changes: object) -> Quantity:
    words = {
        "id": id,
        "label": label or f"Назва {id}",
        "value": value,
        "text": f"{value}",
        "spoken": f"партнерств: {value}",
        "url": f"/uk/{id.lower()}/",
    }
    return Quantity(**(words | changes))


def ukraine_tiles() -> dict[str, Tile]:
    text = (Path(__file__).parent / "ukraine-tiles.yaml").read_text("utf-8")
    return {
        tile["region"]: Tile(tile["column"], tile["row"], tile["label"]["uk"])
        for tile in yaml.safe_load(text)["tiles"]
    }


REGIONS = [
    quantity(code, place % 7, f"Область {code}") for place, code in enumerate(ukraine_tiles())
]

COUNTRIES = [
    quantity("FR", 8, "Франція"),
    quantity("DE", 18, "Німеччина"),
    quantity("CZ", 3, "Чехія"),
    quantity("AT", 1, "Австрія"),
    quantity("SI", 3, "Словенія"),
    quantity("PL", 1, "Польща"),
    quantity("NL", 1, "Нідерланди"),
    quantity("GB", 1, "Велика Британія"),
    quantity("SE", 3, "Швеція"),
    quantity("US", 2, "Сполучені Штати"),
    quantity("CA", 1, "Канада"),
    quantity("JP", 1, "Японія"),
    quantity("IL", 1, "Ізраїль"),
]

STEPS = [
    Step(date="2023-09-06", date_text="6 вересня 2023 р.", value=2, text="2"),
    Step(date="2024-02", date_text="лютий 2024", value=19, text="19"),
    Step(date="2025-10", date_text="жовтень 2025", value=41, text="41"),
]

CLAIMS = [
    Claim(
        date=date,
        date_text=f"дата {date}",
        value=value,
        text=str(value),
        spoken=f"меморандумів: {value}",
        source=source,
        url=f"https://example.org/{date}/{value}",
        note=note,
    )
    for date, value, source, note in (
        ("2023-09-06", 25, "МОЗ", ""),
        ("2024", 50, "Урядовий курʼєр", ""),
        ("2025-10", 71, "Офіс Президента", "до форуму"),
        ("2025-10-10", 95, "Інтерфакс", "після форуму"),
    )
]

WORDS = StepWords(
    line="Лічба реєстру",
    claims="Заявлено",
    date="Дата",
    source="Джерело",
    span="Дата відома до року",
)

KINDS = (
    Kind("event", "Події", "Подія"),
    Kind("signing", "Підписання", "Підписання"),
    Kind("news", "Новини", "Новина"),
)

MOMENTS = [
    Moment(
        date=date, date_text=f"дата {date}", title=f"Назва {date}", kind=kind, url=f"/uk/{date}/"
    )
    for date, kind in (
        ("2025-10-09", "event"),
        ("2021-08", "event"),
        ("2023-09-06", "signing"),
        ("2024", "news"),
    )
]


def all_graphics() -> dict[str, str]:
    """One of each graphic, by name."""
    return {
        "tiles": tile_map(frame("tiles"), REGIONS, ukraine_tiles(), columns=("Область", "Число")),
        "world": world_map(
            frame("world", table_open=True),
            COUNTRIES,
            Origin("Україна", KYIV),
            columns=("Країна", "Число"),
        ),
        "bars": bar_chart(frame("bars"), COUNTRIES, columns=("Країна", "Число")),
        "kinds": bar_chart(
            frame("kinds"),
            [
                quantity("signed", 38, "Підписано", series=0),
                quantity("active", 7, "Чинне", series=1),
                quantity("about", 50, "Навчено", text="понад 50", is_approximate=True),
            ],
            columns=("Статус", "Число"),
            kinds=("Документ", "Робота"),
        ),
        "steps": step_chart(frame("steps"), STEPS, CLAIMS, WORDS, until="2025-11"),
        "timeline": timeline(frame("timeline"), MOMENTS, KINDS),
    }

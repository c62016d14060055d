"""A visit with photos that its supervisors have, and the remark on a part of one of them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image

from sheqi_desktop.domain.annotation import PhotoRect
from sheqi_desktop.operations.annotate import Selected, annotate
from sheqi_desktop.operations.attach import Source, attach
from sheqi_desktop.operations.save_record import draft_of, submit
from tests.groups import as_person
from tests.supervising import MUST, WORKER, Around
from tests.typed import a_home, a_person, a_seen

CORNER = PhotoRect(1, 500, 5000, 4000, 4000)
"""The lower left of the picture."""


def a_photo(around: Around, name: str, colour: str) -> dict[str, Any]:
    """Take a photo in of which somebody said that nobody can be recognised on it."""
    held = BytesIO()
    Image.new("RGB", (320, 240), colour).save(held, "JPEG")
    made = attach(around.one, Source(name, data=held.getvalue()))
    return made | {"shows_client": False, "shows_minor": False}


def a_visit_with_photos(around: Around) -> tuple[str, list[dict[str, Any]]]:
    """Hand in a visit with two photos and send it to the supervisors."""
    as_person(around.one, WORKER)
    photos = [a_photo(around, "灶台.jpg", "seagreen"), a_photo(around, "院子.jpg", "khaki")]
    visit = a_seen(around.one, a_person(around.one, a_home(around.one)), "2023-06-12", photos=photos).record
    around.send(around.one, around.centre)
    around.send(around.centre, around.first, around.second)
    return visit, photos


def remarked(around: Around, visit: str, photo: dict[str, Any], rect: PhotoRect = CORNER) -> str:
    """Have the first supervisor remark on a part of a photo."""
    at = Selected(f"photos[{photo['hash']}]", photo=rect)
    return annotate(around.first, visit, MUST, "灶台边的药瓶要问清楚是谁的。", at).annotation


def back_to_station(around: Around) -> None:
    """Send what the first supervisor wrote to the station."""
    around.send(around.first, around.centre)
    around.send(around.centre, around.one)


def replace_first(around: Around, visit: str) -> dict[str, Any]:
    """Hand in a newer version with another photo in the place of the first."""
    new = a_photo(around, "重拍.jpg", "slateblue")
    draft = draft_of(around.one, visit)
    draft.answer("photos", [new, *draft.answers["photos"][1:]])
    submit(around.one, draft, visit)
    return new

"""A photo is shrunk and freed of everything but its dots; what cannot be taken in is refused in one sentence."""

from __future__ import annotations

import hashlib
from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from sheqi_desktop.domain.trouble import (
    AttachmentDamaged,
    AttachmentEmpty,
    AttachmentTooBig,
    AttachmentWrongType,
    DiskFull,
    NotReadable,
    PhotoOfAnotherKind,
    PictureTooLarge,
)
from sheqi_desktop.operations import pictures
from sheqi_desktop.operations.attach import Source, attach, attach_many, kept_file, small_of
from sheqi_desktop.operations.progress import Progress
from tests.pictures import HEIC, a_bomb, a_jpeg, a_noise, a_pdf, a_png


def kept_count(desk):
    with desk.read() as read:
        return read.value("SELECT count(*) FROM blob")


def test_a_photo_keeps_its_day_and_nothing_else_of_what_the_telephone_wrote(county):
    desk = county.station()
    value = attach(desk, Source("老人.jpg", data=a_jpeg(4000, 3000, taken="2023-03-08", turned=6)))
    data = kept_file(desk, value["hash"])
    image = Image.open(BytesIO(data))
    assert image.size == (1200, 1600), "turned upright, long side 1600"
    assert not image.getexif()
    assert b"PHONE" not in data
    assert b"Exif" not in data
    assert value == {
        "hash": hashlib.sha256(data).hexdigest(), "size": len(data), "name": "老人.jpg", "type": "image/jpeg",
        "kind": "photo", "taken_on": "2023-03-08",
    }  # fmt: skip
    assert value["size"] <= 400 * 1024


def test_noise_is_made_small_enough_too():
    drawn = pictures.shrunk(a_noise(1700, 1300), "雪花.png")
    assert len(drawn.data) <= pictures.BYTES_AT_MOST


def test_the_original_keeps_its_dots_but_not_its_place(county):
    desk = county.station()
    source = Source("大图.jpg", data=a_jpeg(2400, 1800, taken="2023-03-08"))
    value = attach(desk, source, keep_original=True)
    data = kept_file(desk, value["hash"])
    assert value["original"] is True
    assert Image.open(BytesIO(data)).size == (2400, 1800)
    assert b"PHONE" not in data
    assert value["taken_on"] == "2023-03-08"


def test_what_one_can_see_through_lies_on_white(county):
    desk = county.station()
    data = kept_file(desk, attach(desk, Source("图.png", data=a_png()))["hash"])
    assert min(Image.open(BytesIO(data)).getpixel((5, 5))) > 250


def test_a_pdf_stays_as_it_is_and_tells_its_pages(county, tmp_path):
    desk = county.station()
    (tmp_path / "同意书.PDF").write_bytes(a_pdf(3))
    value = attach(desk, tmp_path / "同意书.PDF", kind="signed_scan")
    assert kept_file(desk, value["hash"]) == (tmp_path / "同意书.PDF").read_bytes()
    assert (value["type"], value["pages"], value["kind"]) == ("application/pdf", 3, "signed_scan")
    assert Image.open(BytesIO(small_of(desk, value).picture)).size[1] > 200, "its first page"


CUT = a_jpeg(800, 600)[:900]
OTHER = "只能上传jpg、png或pdf文件。“{name}”是手机的HEIC或WebP照片，请在手机里转成jpg后再上传。"
REFUSED = {
    "太大.jpg": (b"\xff\xd8\xff" + bytes(10 << 20), AttachmentTooBig, "文件超过10MB，请压缩后再上传。"),
    "说明.docx": (
        b"PK\x03\x04",
        AttachmentWrongType,
        "只能上传jpg、png或pdf文件。请换一张照片，或先把它另存成jpg、pdf再选。",
    ),
    "空.png": (b"", AttachmentEmpty, "“空.png”是空的，里面没有内容。请重新拷贝一次再上传。"),
    "新.heic": (HEIC, PhotoOfAnotherKind, OTHER.format(name="新.heic")),
    "改名.jpg": (HEIC, PhotoOfAnotherKind, OTHER.format(name="改名.jpg")),
    "网.webp": (b"RIFF\4\0\0\0WEBPVP8 ", PhotoOfAnotherKind, OTHER.format(name="网.webp")),
    "断.jpg": (CUT, AttachmentDamaged, "“断.jpg”打不开，文件可能已损坏。请重新拍照或扫描后再上传。"),
    "坏.pdf": (b"%PDF-1.4 nothing", AttachmentDamaged, "“坏.pdf”打不开，文件可能已损坏。请重新拍照或扫描后再上传。"),
    "弹.png": (a_bomb(), PictureTooLarge, "“弹.png”的画面太大（30000×30000），没有打开。请缩小到1亿像素以内后再上传。"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_taken_in_is_refused_in_one_sentence_and_leaves_nothing(county, tmp_path, name):
    data, trouble, sentence = REFUSED[name]
    desk = county.station()
    before = kept_count(desk)
    (tmp_path / name).write_bytes(data)
    with pytest.raises(trouble) as caught:
        attach(desk, tmp_path / name)
    assert caught.value.sentence == sentence
    assert kept_count(desk) == before


def test_a_full_disk_says_so_and_leaves_nothing(county, monkeypatch):
    desk = county.station()
    before = kept_count(desk)
    with desk.read() as read:
        pages = read.value("PRAGMA page_count")
    with desk.write() as write:
        write.run(f"PRAGMA max_page_count = {pages + 8}")
    with pytest.raises(DiskFull):
        attach(desk, Source("大.png", data=a_noise(1600, 1200)))
    assert kept_count(desk) == before


def test_of_many_files_the_good_ones_are_kept_and_the_others_named(county, tmp_path):
    desk = county.station()
    told = []
    sources = [Source("一.jpg", data=a_jpeg()), Source("二.jpg", data=CUT), Source.of(tmp_path / "没有.jpg")]
    taken = attach_many(desk, sources, Progress(told.append))
    assert [one["name"] for one in taken.kept] == ["一.jpg"]
    assert [(name, type(trouble)) for name, trouble in taken.refused] == [
        ("二.jpg", AttachmentDamaged), ("没有.jpg", NotReadable),
    ]  # fmt: skip
    assert [(step.done, step.total) for step in told] == [(0, 3), (1, 3), (2, 3)]


def test_the_same_photo_is_kept_once_and_has_a_small_picture(county):
    desk = county.station()
    first, again = (attach(desk, Source(name, data=a_jpeg(900, 600))) for name in ("甲.jpg", "乙.jpg"))
    assert first["hash"] == again["hash"]
    assert kept_count(desk) == 1
    assert Image.open(BytesIO(small_of(desk, first).picture)).size == (240, 160)


def test_a_day_that_is_no_day_is_no_day():
    assert pictures.shrunk(a_jpeg(taken="0000-00-00"), "x").taken_on is None
    assert pictures.shrunk(a_jpeg(taken="2023-02-28"), "x").taken_on == date(2023, 2, 28)

"""A photo leaves the house only with the separate consent of everybody on it, and a child's only covered."""

from __future__ import annotations

from datetime import date

import pytest

from sheqi_desktop.domain import media
from sheqi_desktop.domain.attachment import attachment_of
from sheqi_desktop.domain.media import Shown, forbidden, may_use_for_media

ON = date(2023, 6, 1)
CONSENT = {"scopes": [1, 4, 5], "signed_on": "2023-01-05", "valid_until": "2025-01-05", "signer_kind": 1}
GUARDIAN = CONSENT | {"signer_kind": 2}


def photo(**said):
    told = {"hash": "ab" * 32, "size": 9, "type": "image/jpeg", "shows_client": False, "shows_minor": False}
    return attachment_of(told | said)


GONE = "王某某已于2023-05-01撤回“照片用于宣传”的同意，禁止使用。"
OVER = "王某某“照片用于宣传”的同意已于2023-05-31到期，不能对外使用。"
FACE, CHILD = photo(shows_client=True), photo(shows_client=True, shows_minor=True)


@pytest.mark.parametrize(
    ("picture", "consents", "minor", "reasons"),
    [
        (photo(), [], False, ()),
        (FACE, [CONSENT], False, ()),
        (FACE, [CONSENT | {"scopes": [1, 4]}], False, ("王某某没有书面同意“照片用于宣传”，不能对外使用。",)),
        (FACE, [], False, ("王某某没有书面同意“照片用于宣传”，不能对外使用。",)),
        (FACE, [CONSENT | {"withdrawn_on": "2023-05-01"}], False, (GONE,)),
        (FACE, [CONSENT | {"withdrawn_on": "2023-05-01", "withdrawn_scopes": [6]}], False, ()),
        (FACE, [CONSENT | {"withdrawn_on": "2023-06-02"}], False, ()),
        (FACE, [CONSENT | {"valid_until": "2023-05-31"}], False, (OVER,)),
        (FACE, [CONSENT | {"withdrawn_on": "2023-02-01"}, CONSENT | {"signed_on": "2023-03-01"}], False, ()),
        (CHILD, [], True, ("王某某没有书面同意“照片用于宣传”，不能对外使用。", media.NO_GUARDIAN)),
        (CHILD, [CONSENT], True, (media.NO_GUARDIAN,)),
        (CHILD, [GUARDIAN], True, (media.NOT_MASKED,)),
        (FACE, [GUARDIAN], True, (media.NOT_MASKED,)),
    ],
)  # fmt: skip
def test_a_photo_is_shown_outside_only_with_consent(picture, consents, minor, reasons):
    assert may_use_for_media(picture, [Shown("王某某", consents, minor)], ON) == reasons


def test_a_childs_covered_photo_with_the_guardians_consent_may_be_shown():
    assert may_use_for_media(CHILD, [Shown("王某某", [GUARDIAN], True)], ON, masked=True) == ()


def test_everybody_on_the_photo_must_agree():
    people = [Shown("王某某", [CONSENT]), Shown("李某某", [])]
    assert may_use_for_media(FACE, people, ON) == ("李某某没有书面同意“照片用于宣传”，不能对外使用。",)


def test_what_is_restricted_unknown_or_unsaid_is_not_shown():
    assert may_use_for_media(photo(), [], ON, restricted=True) == (media.RESTRICTED,)
    assert may_use_for_media(FACE, [], ON) == (media.NOBODY_KNOWN,)
    old = attachment_of({"hash": "ab" * 32, "size": 9, "type": "image/jpeg"})
    assert may_use_for_media(old, [], ON) == (media.NOT_SAID,)


def test_photos_are_flagged_once_the_consent_is_taken_back_and_no_other_stands():
    gone = CONSENT | {"withdrawn_on": "2023-05-01"}
    assert forbidden([gone], ON)
    assert not forbidden([gone, CONSENT | {"signed_on": "2023-05-02"}], ON)
    assert not forbidden([CONSENT], ON)
    assert not forbidden([], ON)

"""A photo put forward before puts a record in question; a shared poster does not."""

import io
import random
from datetime import date

import pytest
from PIL import Image, ImageFilter

from loa.evidence import services
from loa.evidence.jobs import look_at_picture
from loa.evidence.models import Standing
from loa.evidence.seeing.pictures import look_at
from tests.evidence.work import AT, IN_NOVEMBER, Work

pytestmark = pytest.mark.django_db


def picture(seed: int, *, cut: int = 0, size: int = 240, form: str = "JPEG") -> bytes:
    """A scene of blots; ``cut`` takes so many pixels off the left."""
    chance = random.Random(seed)
    whole = Image.new("RGB", (12, 9))
    whole.putdata([tuple(chance.choices(range(256), k=3)) for _ in range(108)])
    whole = whole.resize((size, size * 3 // 4)).filter(ImageFilter.GaussianBlur(3))
    out = io.BytesIO()
    whole.crop((cut, 0, *whole.size)).save(out, form)
    return out.getvalue()


def show(work: Work, raw: bytes, *, who="clerk", done_on: date = IN_NOVEMBER):
    record = work.record("", who=who, form="class", title="Lớp", done_on=done_on).record
    proof = services.add_proof(
        record=record, file=services.NewFile(raw, "anh.jpg"),
        actor=getattr(work.cast, who), acting=work.cast.acting(who), at=AT,
    )  # fmt: skip
    assert look_at(proof.pk, at=AT)
    return record


def told(record) -> tuple[str, str]:
    check = record.checks.get(check_code="picture")
    return check.outcome, check.reason


def test_another_bodys_photo_is_known_though_cut_smaller_and_saved_anew(work):
    show(work, picture(1))
    later = show(work, picture(1, cut=8, size=200, form="PNG"), who="outsider")

    assert told(later) == ("failed", "picture_before")
    verdict = later.verdicts.get(closed_at=None)
    assert (verdict.standing, verdict.by_machine) == (Standing.DISPUTED, True)


def test_a_photo_of_its_own_says_nothing_against_a_record(work):
    show(work, picture(1))
    other = show(work, picture(2), who="outsider")

    assert told(other) == ("passed", "picture_new")
    assert other.verdicts.get(closed_at=None).standing == Standing.UNCHECKABLE


def test_the_bodys_own_photo_of_another_month_is_in_question(work):
    show(work, picture(1), done_on=date(2026, 9, 16))
    assert told(show(work, picture(1)))[1] == "picture_before"


def test_two_records_of_one_event_may_show_one_photo(work):
    show(work, picture(1))
    again = show(work, picture(1), done_on=date(2026, 11, 17))
    assert told(again) == ("doubtful", "picture_again")
    assert again.verdicts.get(closed_at=None).standing == Standing.UNCHECKABLE


def test_a_poster_of_many_bodies_disputes_nobody(work):
    show(work, picture(1))
    show(work, picture(1), who="outsider")
    third = show(work, picture(1), who="officer")
    assert told(third) == ("doubtful", "picture_shared")


def test_what_a_person_decided_stands(work):
    show(work, picture(1))
    record = work.record("", who="outsider", form="class", title="Lớp").record
    work.judge(record, Standing.VERIFIED)
    proof = services.add_proof(
        record=record, file=services.NewFile(picture(1), "anh.jpg"),
        actor=work.cast.outsider, acting=work.cast.acting("outsider"), at=AT,
    )  # fmt: skip
    look_at(proof.pk, at=AT)
    assert record.verdicts.get(closed_at=None).standing == Standing.VERIFIED


def test_a_picture_is_looked_at_once_and_a_withdrawn_record_is_no_earlier_one(work):
    first = show(work, picture(1))
    assert not look_at_picture.call(first.proofs.get().pk)
    assert first.checks.filter(check_code="picture").count() == 1
    work.withdraw(first)
    assert told(show(work, picture(1), who="outsider"))[1] == "picture_new"


def test_what_is_no_whole_picture_is_passed_over(work):
    record = work.record("", form="class", title="Lớp").record
    broken = services.NewFile(b"\x89PNG\r\n\x1a\n broken", "anh.png")
    proof = services.add_proof(
        record=record, file=broken, actor=work.cast.clerk,
        acting=work.cast.acting("clerk"), at=AT,
    )  # fmt: skip
    assert not look_at(proof.pk, at=AT)

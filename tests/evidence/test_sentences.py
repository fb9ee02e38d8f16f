"""Every reason has its words, in both languages, with names and not codes."""

from datetime import date

import pytest
from django.utils import translation

from loa.domain.proof import Reason, ReasonCode, Weight
from loa.evidence.sentences import OF_PROOF, Names, of_check, of_verdict

pytestmark = pytest.mark.django_db

VALUES = {
    "first": date(2026, 11, 1),
    "last": date(2026, 11, 30),
    "due_on": date(2026, 11, 30),
    "done_on": date(2026, 12, 2),
    "form": "other",
    "area": "procedures",
    "unit": "tin, bài",
    "quantity": 2,
    "topic": "hộ tịch",
    "topics": ("hộ tịch",),
    "named": ("đất đai",),
    "channel": "other",
    "owner": "other",
    "address": "https://a.vn/",
    "given": ("buổi",),
    "required": ("news", "digital"),
    "allowed": ("other",),
}


def said(code: str) -> str:
    return Names().say(Reason(ReasonCode(code), Weight.AGAINST, VALUES))


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("code", list(ReasonCode))
def test_every_reason_of_the_rules_has_its_words(code, language):
    with translation.override(language):
        text = said(code)

    assert text
    assert "%(" not in text
    assert "procedures" not in text


def test_no_sentence_is_left_over():
    assert set(OF_PROOF) == {str(code) for code in ReasonCode}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("wrong_owner", "Nhiệm vụ không cho phép kênh này: của cơ quan khác."),
        ("wrong_channel", "Nhiệm vụ yêu cầu kênh Khác, đây là Khác."),
        (
            "wrong_form",
            "Nhiệm vụ yêu cầu Hình thức khác, đây là Hình thức khác.",
        ),
        (
            "not_covered",
            "Không thuộc nội dung nhiệm vụ nêu: Tin, bài, "
            "Xây dựng và phát triển chính quyền điện tử, chính quyền số.",
        ),
        ("in_period", "Làm trong kỳ 01/11/2026 – 30/11/2026."),
    ],
)
def test_codes_of_different_sorts_are_not_mixed_up(code, words):
    with translation.override("vi"):
        assert said(code) == words


def test_days_of_a_check_are_written_as_people_write_them():
    with translation.override("vi"):
        text = of_check("day_differs", {"day": "2026-11-16", "said": "2026-11-15"})

    assert text == "Khai ngày 16/11/2026, nhưng địa chỉ ghi ngày 15/11/2026."


def test_a_verdict_of_the_machine_says_its_reason():
    with translation.override("vi"):
        assert of_verdict("nobody_objected") == "Không ai phản đối trong thời hạn."
        assert of_verdict("sight_wall").startswith("Bài đăng nằm sau")
    assert of_verdict("") == ""

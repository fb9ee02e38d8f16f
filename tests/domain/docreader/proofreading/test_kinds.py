"""Each kind of remark: what it is made on, and the like of it that it leaves alone."""

import re
from pathlib import Path

import pytest

from loa.domain.docreader import proofread, read
from loa.domain.docreader.proofreading import CHECKS, FORM_CHECKS, kinds

ROOT = Path(__file__).parents[4]

PLAN = """\
ỦY BAN NHÂN DÂN
THỊ XÃ BÌNH AN

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 15/KH-UBND

Bình An, ngày 12 tháng 01 năm 2026

KẾ HOẠCH

Tuyên truyền cải cách hành chính năm 2026

Căn cứ Nghị quyết số 91/NQ-CP ngày 05/11/2025 của Chính phủ về cải cách hành chính;

Ủy ban nhân dân thị xã Bình An ban hành Kế hoạch như sau:

I. MỤC ĐÍCH

{body}

II. TỔ CHỨC THỰC HIỆN

1. Phòng Nội vụ

a) Theo dõi việc thực hiện Kế hoạch này.

b) Gửi báo cáo về Ủy ban nhân dân thị xã trước ngày 20 tháng 12 năm 2026.

2. Phòng Tư pháp

Tuyên truyền, phổ biến pháp luật trên địa bàn thị xã Bình An.

Trong quá trình thực hiện, nếu có vướng mắc, các cơ quan báo cáo Ủy ban nhân dân thị xã./.

Nơi nhận:
- Thường trực Thị ủy;
- Phòng Nội vụ;
- Lưu: VT, NV.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Trần Minh Khoa
"""
SENTENCE = "Nâng cao nhận thức của cán bộ, công chức trong các cơ quan, đơn vị."
CLEAN = PLAN.format(body=SENTENCE)
LETTER = """\
ỦY BAN NHÂN DÂN
HUYỆN BÌNH AN

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 28/UBND-NV

Bình An, ngày 12 tháng 01 năm 2026

V/v tuyên truyền cải cách hành chính

Kính gửi:

- Các phòng chuyên môn;
- Ủy ban nhân dân các xã.

Thực hiện Kế hoạch số 14/KH-UBND ngày 09/01/2026 của Ủy ban nhân dân tỉnh, Ủy ban nhân dân huyện yêu cầu:

1. Các phòng chuyên môn tuyên truyền đến cán bộ, công chức.

2. Ủy ban nhân dân các xã tuyên truyền đến người dân theo Công văn này./.

Nơi nhận:
- Như trên;
- Lưu: VT, NV.

CHỦ TỊCH

Trần Minh Khoa
"""


def rules(text):
    return {remark.rule for remark in proofread(read(text))}


def on_body(rule, words=None, text=SENTENCE):
    """The remarks of a rule on a body of its own, by their words."""
    return [r for r in proofread(read(PLAN.format(body=text))) if r.rule == rule]


def test_a_plan_and_a_letter_without_a_fault_get_no_remark():
    assert rules(CLEAN) == set()
    assert rules(LETTER) == set()


# Rule, what is changed in the plan, what it becomes, the words remarked on.
CHANGED = [
    ("number.missing", "Số: 15/KH", "Số:    /KH", "Số: /KH-UBND"),
    ("day.missing", "ngày 12 tháng 01 năm", "ngày    tháng 01 năm", "ngày tháng 01 năm 2026"),
    ("number.form", "Số: 15/", "Số: 5/", "5/KH-UBND"),
    ("symbol.spaces", "91/NQ-CP", "91/NQ -CP", "91/NQ -CP"),
    ("symbol.against-title", "15/KH-UBND", "15/QĐ-UBND", "QĐ-UBND"),
    ("motto.wording", "Tự do", "Tự Do", "Độc lập - Tự Do - Hạnh phúc"),
    ("motto.wording", "CHỦ NGHĨA", "CHỦ NGHIÃ", "CỘNG HÒA XÃ HỘI CHỦ NGHIÃ VIỆT NAM"),
    ("place.comma", "Bình An, ngày", "Bình An ngày", "Bình An"),
    ("date.padding", "tháng 01 năm 2026", "tháng 1 năm 2026", "ngày 12 tháng 1 năm 2026"),
    ("end.mark", "thị xã./.", "thị xã", "xã"),
    ("distribution.missing", "Nơi nhận:\n- Thường trực Thị ủy;\n- Phòng Nội vụ;\n- Lưu: VT, NV.\n", "", ""),
    ("distribution.archive", ";\n- Lưu: VT, NV.", ".", "Nơi nhận:"),
    ("distribution.archive", "Lưu: VT, NV", "Lưu: NV", "Lưu: NV"),
    ("distribution.punctuation", "- Phòng Nội vụ;", "- Phòng Nội vụ.", "vụ."),
    ("distribution.twice", "- Phòng Nội vụ;", "- Phòng Nội vụ;\n- Phòng Nội vụ;", "Phòng Nội vụ"),
    ("signer.missing", "\n\nTrần Minh Khoa", "", "PHÓ CHỦ TỊCH"),
    ("signer.deputy", "KT. CHỦ TỊCH\n", "", "PHÓ CHỦ TỊCH"),
    ("signer.deputy", "\nPHÓ CHỦ TỊCH", "\nCHỦ TỊCH", "CHỦ TỊCH"),
    ("signer.degree", "Trần Minh", "ThS. Trần Minh", "ThS. Trần Minh Khoa"),
    ("signer.body", "TM. ỦY BAN NHÂN DÂN", "TM. HỘI ĐỒNG NHÂN DÂN", "TM. HỘI ĐỒNG NHÂN DÂN"),
    ("outline.jump", "2. Phòng Tư pháp", "3. Phòng Tư pháp", "3."),
    ("outline.jump", "II. TỔ CHỨC", "I. TỔ CHỨC", None),
    ("date.due-before-issue", "12 năm 2026", "12 năm 2025", "ngày 20 tháng 12 năm 2025"),
    ("date.basis-after-issue", "05/11/2025", "05/11/2026", "91/NQ-CP ngày 05/11/2026"),
    ("cited.no-date", " ngày 05/11/2025 của", " của", "91/NQ-CP"),
    ("cited.kind", "Nghị quyết số 91", "Quyết định số 91", "Quyết định số 91/NQ-CP"),
    ("self.kind", "Kế hoạch này", "Chỉ thị này", "Chỉ thị này"),
    ("place.two-ways", "bàn thị xã Bình An", "bàn thị xã Bình Ân", "Bình Ân"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "old", "new", "words"), CHANGED)
def test_a_fault_of_form_is_remarked_on(rule, old, new, words):
    assert old in CLEAN
    text = CLEAN.replace(old, new, 1)

    found = [remark for remark in proofread(read(text)) if remark.rule == rule]

    if words is None:  # the second "I." begins anew: nothing is certain
        assert found == []
        return
    assert [remark.words for remark in found] == [words]


# Rule, a sentence, the words remarked on; None where the sentence is right.
SAID = [
    ("words.doubled", "Gửi kèm Kế hoạch Kế hoạch số 01 của thị xã.", "Kế hoạch Kế hoạch"),
    ("words.doubled", "Kết nối, đồng bộ trên các các nền tảng số.", "các các"),
    ("words.doubled", "Hướng dẫn các tổ chức tổ chức hội nghị.", None),
    ("words.doubled", "Đẩy mạnh tuyên truyền thông tin tin cậy.", None),
    ("list.twice", "Theo dõi các cơ quan, đơn vị, đơn vị, địa phương.", "đơn vị, đơn vị"),
    ("list.twice", "Theo dõi các cơ quan, cơ quan ngang bộ.", None),
    ("phrase.dropped", "Trả kết quả qua dịch bưu chính công ích.", "dịch bưu chính công ích"),
    ("phrase.dropped", "Kiểm tra các giao dịch bưu chính.", None),
    ("phrase.dropped", "Tham mưu cải cách chính sách tiền lương.", None),
    ("phrase.dropped", "Báo cáo Ủy ban Dân nguyện của Quốc hội.", None),
    ("phrase.marks", "Có hiện tượng tiêu cực, những nhiều, phiền hà.", "những nhiều"),
    ("phrase.marks", "Tập huấn kỹ năng chuyên đổi số.", "chuyên đổi số"),
    ("phrase.marks", "Các nội dung cần bổ sung gồm có nhiều phần.", None),
    ("word.confused", "Rà soát, bổ xung quy chế.", "bổ xung"),
    ("syllable.impossible", "Thực hiện theo luât hiện hành.", "luât"),
    ("syllable.impossible", "Các nghành phối hợp thực hiện.", "nghành"),
    ("syllable.impossible", "Đăng trên facebook, internet và chat nội bộ.", None),
    ("letters.foreign", "Tập huấn cho c\u0430c xã.", "c\u0430c"),
    ("letters.foreign", "Công ty có tên Газпром đã gửi.", None),
    ("tone.mixed", "Nhà văn hóa xã, nhà văn hóa thôn, nhà văn hoá ấp.", "hoá"),
    ("tone.mixed", "Nhà văn hoá xã, nhà văn hoá thôn.", None),
    ("space.before", "Thực hiện thường xuyên , liên tục.", "xuyên ,"),
    ("space.before", "Các hình thức khác ... theo thực tế.", None),
    ("space.after", "Các cơ quan,đơn vị thực hiện.", "quan,đơn"),
    ("space.after", "Truy cập https://dvc.gov.vn/thu,tuc để nộp.", None),
    ("mark.doubled", "Các cơ quan,, đơn vị thực hiện.", "quan,,"),
    ("mark.doubled", "Pa nô, áp phích, v.v.; khẩu hiệu ... và tờ rơi.", None),
    ("bracket.unbalanced", "Báo cáo thị xã (qua Phòng Nội vụ để tổng hợp.", "(qua"),
    ("bracket.unbalanced", "Chủ đề “Kỷ cương, trách nhiệm được phổ biến.", "“Kỷ"),
    ("bracket.unbalanced", "Gồm: a) nội dung; b) hình thức (nếu có).", None),
    ("date.impossible", "Hoàn thành trong ngày 31/4/2026.", "31/4/2026"),
    ("date.impossible", "Họp ngày 30 tháng 02 hằng năm.", "ngày 30 tháng 02"),
    ("date.impossible", "Họp ngày 29/02/2028.", None),
    ("date.weekday", "Họp vào thứ Ba, ngày 12/01/2026.", "thứ Ba, ngày 12/01/2026"),
    ("date.weekday", "Họp vào thứ Hai, ngày 12/01/2026.", None),
    ("date.period", "Hoàn thành trong quý V năm 2026.", "quý V"),
    ("date.period", "Hoàn thành trong tháng 13 năm 2026.", "tháng 13"),
    ("date.period", "Hoàn thành trong quý IV, tháng 12 năm 2026.", None),
    ("date.reversed", "Chương trình giai đoạn 2030 - 2026.", "giai đoạn 2030 - 2026"),
    ("date.reversed", "Chương trình giai đoạn 2026 - 2030.", None),
    ("cited.year", "Theo Nghị định số 61/2018/NĐ-CP ngày 23/4/2019.", "61/2018/NĐ-CP ngày 23/4/2019"),
    ("cited.two-dates", "Triển khai Nghị quyết số 91/NQ-CP ngày 06/11/2025 của Chính phủ.", "91/NQ-CP ngày 06/11/2025"),
    ("cited.two-dates", "Quyết định số 5/QĐ-UBND ngày 01/3/2025 của UBND tỉnh và Quyết định số 5/QĐ-UBND ngày 02/3/2025 của UBND huyện.", None),
    ("cited.two-numbers", "Triển khai Nghị quyết số 97/NQ-CP ngày 05/11/2025 của Chính phủ.", "97/NQ-CP"),
    ("cited.two-numbers", "Triển khai Nghị quyết số 34/NQ-CP ngày 05/11/2025 của Chính phủ.", None),
    ("cited.kind", "Theo Thông báo số 12/TB-UBND và Công văn số 8/CT-TTHT.", None),
    ("body.two-ways", "Phòng Nội Vụ tham mưu; Phòng Nội vụ đôn đốc.", "Phòng Nội Vụ"),
    ("abbreviation.twice", "Về cải cách hành chính (CCHC), gồm cải cách hành chính (CCHC) cấp xã.", "CCHC"),
    ("abbreviation.two-meanings", "Giao Ban chỉ đạo (BCĐ) và Bộ công đức (BCĐ) phối hợp.", "BCĐ"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "said", "words"), SAID)
def test_a_fault_in_a_sentence_is_remarked_on_and_its_like_is_not(rule, said, words):
    document = read(PLAN.format(body=said))

    found = [remark for remark in proofread(document) if remark.rule == rule]

    assert [remark.words for remark in found] == ([words] if words else [])
    for remark in found:
        assert " ".join(document.quote(remark.span).split()) == words


def test_a_basis_named_twice_is_remarked_on_once():
    line = next(one for one in CLEAN.splitlines() if one.startswith("Căn cứ"))

    found = proofread(read(CLEAN.replace(line, f"{line}\n\n{line}")))

    assert [remark.rule for remark in found] == ["cited.twice"]


def test_points_follow_the_vietnamese_alphabet():
    points = "\n\n".join(f"{letter}) {SENTENCE}" for letter in "abcdefgh")

    found = on_body("outline.letters", text=f"1. Yêu cầu\n\n{points}")

    assert [remark.words for remark in found] == ["e)"]
    assert found[0].replacement == "đ)"


def test_an_appendix_that_is_not_there_is_missed_only_beside_others():
    body = "Danh mục tại Phụ lục II kèm theo Kế hoạch này."
    annex = "\n\nPHỤ LỤC I\n\nDANH MỤC NHIỆM VỤ\n\n1. Tuyên truyền."

    with_one = proofread(read(PLAN.format(body=body) + annex))

    assert [r.words for r in with_one if r.rule == "annex.absent"] == ["Phụ lục II"]
    assert "annex.absent" not in rules(PLAN.format(body=body))


TABLE = "TT\tCơ quan\tSố tin\n1\tPhòng Nội vụ\t4\n2\tPhòng Tư pháp\t5\n3\tVăn phòng\t6\nTổng cộng\t\t15"


def test_the_rows_of_a_table_are_counted_and_added():
    assert rules(PLAN.format(body=TABLE)) == set()

    leap = proofread(read(PLAN.format(body=TABLE.replace("\n3\t", "\n4\t"))))
    total = proofread(read(PLAN.format(body=TABLE.replace("\t\t15", "\t\t16"))))

    assert [(r.rule, r.words) for r in leap] == [("table.numbering", "4")]
    assert [(r.rule, r.words) for r in total] == [("table.total", "16")]
    assert "15" in total[0].reason.vi


def test_a_letter_says_what_it_is_about():
    text = LETTER.replace("V/v tuyên truyền cải cách hành chính\n\n", "")

    assert rules(text) == {"letter.subject"}


def test_the_partys_papers_and_older_ones_are_not_held_to_the_decree():
    old = CLEAN.replace("năm 2026", "năm 2016").replace("2025", "2015")
    party = CLEAN.replace("15/KH-UBND", "15-KH/TU").replace(
        "- Lưu: VT, NV.", "- Lưu: NV."
    )

    assert "distribution.archive" not in rules(old.replace("Lưu: VT, NV", "Lưu: NV"))
    assert "distribution.archive" not in rules(party)


def test_a_news_article_is_not_asked_for_a_number():
    text = (
        "Ngày 1/2, UBND thành phố ban hành Kế hoạch số 37/KH-UBND.\n\n"
        + f"{SENTENCE} " * 3
    )

    assert rules(text) == set()


@pytest.mark.parametrize(
    "text",
    ["", "   ", "Dear all, the meeting of the board is off.", "uy ban nhan dan thi xa"],
)
def test_what_is_not_vietnamese_is_not_proofread(text):
    assert proofread(read(text)) == ()


def test_every_remark_has_words_in_both_languages():
    text = CLEAN.replace("Số: 15", "Số: ").replace("trên địa bàn", "trên trên địa bàn")

    for remark in proofread(read(text)):
        for said in (remark.reason, remark.suggestion, remark.kind.name):
            assert said.said("vi")
            assert said.said("en")
            assert "{" not in said.vi + said.en


def test_every_kind_has_one_check_and_an_example():
    checked = [code for codes in CHECKS for code in codes]
    here = "".join(
        p.read_text(encoding="utf-8") for p in Path(__file__).parent.glob("*.py")
    )
    examples = set(re.findall(r'"([a-z]+\.[a-z-]+)"', here))

    assert sorted([*checked, *FORM_CHECKS]) == sorted(kinds())
    assert set(kinds()) <= examples
    assert len(checked) >= 20


def test_every_kind_is_told_in_the_reference():
    page = (ROOT / "docs/reference/proofreading.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `([a-z.-]+)` \|", page, re.MULTILINE)

    assert sorted(told) == sorted(kinds())


def test_a_law_is_named_only_where_the_decree_says_it():
    for kind in kinds().values():
        assert kind.law == "" or re.fullmatch(
            r"(?:Phụ lục (?:I|III)|Điều 13)", kind.law
        )
        assert "Nghị định" not in kind.reason.vi

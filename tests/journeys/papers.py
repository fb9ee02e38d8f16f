"""The directives of the journeys: our own invented plan, and the corpus beside us."""

from pathlib import Path

import pytest

from tests import machine
from tests.corpus.layout import docx_from_text

OWN_PLAN = """ỦY BAN NHÂN DÂN
TỈNH SƠN KHÊ
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 25/KH-UBND
Khê Thượng, ngày 10 tháng 3 năm 2026

KẾ HOẠCH
Thông tin, tuyên truyền cải cách hành chính trên địa bàn tỉnh năm 2026

Căn cứ Quyết định số 3107/QĐ-UBND ngày 30 tháng 12 năm 2025 của Ủy ban nhân dân tỉnh ban hành Kế hoạch cải cách hành chính năm 2026;
Ủy ban nhân dân tỉnh ban hành Kế hoạch thông tin, tuyên truyền cải cách hành chính (CCHC) năm 2026 như sau:

I. MỤC ĐÍCH, YÊU CẦU
1. Để người dân biết thủ tục nào làm được ở nhà, làm ở đâu, mất bao lâu.

II. NỘI DUNG TUYÊN TRUYỀN
1. Thủ tục hành chính mới, dịch vụ công trực tuyến, chỉ số hài lòng của người dân.

III. TỔ CHỨC THỰC HIỆN
1. Ủy ban nhân dân các xã, phường
a) Xây dựng, ban hành kế hoạch tuyên truyền của địa phương chậm nhất ngày 20 tháng 4 năm 2026.
b) Hằng tháng có ít nhất 02 tin, bài về công tác CCHC được đăng trên Trang thông tin điện tử của địa phương.
c) Thường xuyên phổ biến các thủ tục hành chính mới trên hệ thống truyền thanh cơ sở.
2. Sở Nội vụ, Sở Văn hóa, Thể thao và Du lịch
Chủ trì theo dõi, đôn đốc việc thực hiện Kế hoạch; tổng hợp, báo cáo Ủy ban nhân dân tỉnh trước ngày 10 tháng 6 năm 2026.
3. Văn phòng Ủy ban nhân dân tỉnh
Cập nhật, công khai danh mục thủ tục hành chính trên Cổng thông tin điện tử của tỉnh.
4. Đài Truyền thanh các địa phương
Duy trì chuyên mục cải cách hành chính trên hệ thống loa truyền thanh cơ sở.
Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các cơ quan, đơn vị kịp thời phản ánh về Ủy ban nhân dân tỉnh (qua Sở Nội vụ) để xem xét, giải quyết./.

Nơi nhận:
- Các sở, ban, ngành;
- UBND các xã, phường;
- Lưu: VT, NC.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Đinh Thị Khê
"""


def own_docx() -> bytes:
    """Our own plan as an office would have typed it."""
    return docx_from_text(OWN_PLAN)


def seed_text() -> str:
    """The first seed document of the corpus; skips, saying so, where it is absent."""
    path: Path = machine.CORPUS / "dev" / "text" / "seed-001.txt"
    if not path.is_file():
        pytest.skip(machine.corpus_reason() or f"corpus has no {path.name}")
    return path.read_text(encoding="utf-8")

"""A short plan with invented names, in the genre."""

PLAN = """ỦY BAN NHÂN DÂN
TỈNH LAM GIANG
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 12/KH-UBND
Bến Lam, ngày 20 tháng 01 năm 2026

KẾ HOẠCH
Thông tin, tuyên truyền cải cách hành chính trên địa bàn tỉnh năm 2026

Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ ban hành Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030;
Ủy ban nhân dân tỉnh ban hành Kế hoạch thông tin, tuyên truyền cải cách hành chính (CCHC) năm 2026 như sau:

I. MỤC ĐÍCH, YÊU CẦU
1. Nâng cao nhận thức của cán bộ, công chức và người dân về cải cách hành chính.

II. NỘI DUNG
1. Tuyên truyền kết quả cải cách thủ tục hành chính.

III. TỔ CHỨC THỰC HIỆN
1. Ủy ban nhân dân các xã, phường
a) Xây dựng, ban hành kế hoạch tuyên truyền của địa phương chậm nhất ngày 15 tháng 3 năm 2026.
b) Hằng tháng có ít nhất 02 tin, bài về công tác CCHC được đăng trên Trang thông tin điện tử của địa phương.
c) Thường xuyên tuyên truyền, phổ biến các thủ tục hành chính mới đến người dân trên địa bàn.
2. Sở Nội vụ
Chủ trì theo dõi, đôn đốc việc thực hiện Kế hoạch; định kỳ hằng quý tổng hợp, báo cáo Ủy ban nhân dân tỉnh trước ngày 20 của tháng cuối quý.
3. Đài Truyền thanh các địa phương
Duy trì chuyên mục cải cách hành chính trên hệ thống loa truyền thanh cơ sở.
Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các cơ quan, đơn vị kịp thời phản ánh về Ủy ban nhân dân tỉnh (qua Sở Nội vụ) để xem xét, giải quyết./.

Nơi nhận:
- Các sở, ban, ngành;
- UBND các xã, phường;
- Lưu: VT, NC.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Trần Văn Lam
"""

STATIONS = "Đài Truyền thanh các địa phương"

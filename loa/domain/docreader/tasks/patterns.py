"""The turns of phrase by which the walk knows what a line is."""

from __future__ import annotations

import re

GIVES_TIME = re.compile(
    r"(?:Thời gian|Thời hạn|Hoàn thành|Thông tin|Báo cáo|Kết quả|Văn bản|Hồ sơ|Danh sách)\b"
)
NOTE = re.compile(
    r"(?:Ghi chú|Lưu ý|Ví dụ|Trong đó|Cụ thể|Một số|\(Kèm|\(Có|\(Chi tiết|\(Gửi)"
)
PERIODICALLY = re.compile(
    r"(?:Định kỳ|H[ằà]ng (?:năm|quý|tháng|tuần)|Mỗi (?:năm|quý|tháng)|6 tháng|Trước ngày)\b"
)
# What an issuer does with a document: no order to itself.
ISSUES = re.compile(
    r"\s*(?:ban hành|có ý kiến|thông báo|kết luận|quy định|đề nghị|yêu cầu|hướng dẫn|quyết định|phát động|xây dựng [Kk]ế hoạch|triển khai [Kk]ế hoạch|báo cáo|trả lời)\b"
)
DO_THESE = re.compile(
    r"(?:thực hiện|triển khai|tập trung)\b.*\b(?:hoạt động|nhiệm vụ|nội dung|giải pháp|công việc|việc)\s+(?:chủ yếu |trọng tâm |cụ thể )?(?:sau|như sau)"
)
# "… Sở Nội vụ đề nghị:": what follows is requested, whoever is named below.
REQUESTS = re.compile(r"đề nghị(?:\s[^.;:]{0,120})?:$")
ORDERS = re.compile(r"(?:Giao|Yêu cầu|Phân công)\b", re.IGNORECASE)
# A heading that names who leads and who joins, or a body by its part in the matter.
JOINT = re.compile(
    r"(?P<lead>[^.;:]{3,150}?)\s+(?:là (?:cơ quan|đơn vị) )?chủ trì,?\s+phối hợp"
    r"(?: chặt chẽ)?(?:\s+(?:với|cùng với|cùng))?\s+(?P<joining>[^.;:]{3,150})$"
)
BY_ROLE = re.compile(
    r"(?:Cơ quan|Đơn vị|Tổ chức|Bộ phận|Các cơ quan|Các đơn vị) (?:chủ trì|được giao|thực hiện|quản lý|tiếp nhận|giải quyết|phối hợp|đầu mối)\b"
)
JOINS_ALL = re.compile(r"\s*(?:là (?:cơ quan|đơn vị) )?chủ trì,?\s+phối hợp\b")
COUNTED = re.compile(r"^\((?:\d{1,2}|[a-zđ]|[ivx]+)\)\s*")
# What a closing sentence gives to one body: to watch over the whole and to report.
WATCHES = re.compile(r"theo dõi|đôn đốc|kiểm tra|giám sát|tổng hợp|báo cáo")
ENTRUSTS = re.compile(r"(?:Giao|giao|Phân công|phân công)\s")
# What stands under a body's heading and tells it nothing: a case, a share of places.
RULES = re.compile(
    r"Trường hợp\b|Nếu\b|[^.;:]{3,120}:\s+(?:[Kk]hông quá|[Tt]ối đa|[Mm]ỗi [^.;:]{2,40}|\d{1,3})\b"
)
LIMITS = re.compile(
    r"(?:chọn|đề nghị|xét chọn|xét|bình chọn|lựa chọn)(?:\s[^.;:]{0,30})?\skhông quá\s+\d"
)
SHARE = re.compile(r"100\s?%\s+(?:số\s+|các\s+)?")
# What joins the part of one body to that of the next.
JOINS_ON = re.compile(r"\s*;(?:\s+(?:và|đồng thời|còn|riêng))?\s*$")

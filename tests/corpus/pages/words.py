"""Sentences of commune news, to be drawn from: `[this|or this]`, `{slot}`, `{n:2-9}`."""

AREAS: dict[str, tuple[str, tuple[str, ...]]] = {}
"""Area → (its title templates joined by newlines, its sentences)."""

AREAS["procedures"] = (
    """{short} [đẩy mạnh|tăng cường] giải quyết thủ tục hành chính [tại bộ phận Một cửa|cho người dân {hamlet}]
{short}: [Rút ngắn thời gian|Nâng cao chất lượng] giải quyết hồ sơ, thủ tục hành chính
Trung tâm Phục vụ hành chính công {short} [hướng dẫn người dân nộp hồ sơ|công khai bộ thủ tục hành chính mới]""",
    (
        "Trung tâm Phục vụ hành chính công {short} đã tiếp nhận {n:120-980} hồ sơ, trong đó [giải quyết trước hạn|trả đúng và trước hạn] {n:90-119} hồ sơ về [hộ tịch|đất đai|chứng thực|bảo trợ xã hội].",
        "[Thời gian giải quyết|Số ngày trả kết quả] thủ tục [đăng ký khai sinh|cấp bản sao trích lục|xác nhận tình trạng hôn nhân|đăng ký biến động đất đai] được rút từ {n:5-9} ngày xuống còn {n:1-4} ngày làm việc.",
        "Người dân đến [Một cửa|bộ phận tiếp nhận và trả kết quả] được [lấy số thứ tự tự động|hướng dẫn điền tờ khai|quét mã QR xem thành phần hồ sơ] và [đánh giá sự hài lòng|góp ý] ngay tại quầy số {n:1-7}.",
        "Ông {person} ở {hamlet} cho biết [ông không phải đi lại nhiều lần|hồ sơ của gia đình được trả sau {n:2-5} ngày|cán bộ giải thích rất rõ từng loại giấy tờ] khi làm thủ tục [cấp đổi giấy chứng nhận|trợ cấp|khai tử].",
        "Danh mục {n:180-420} thủ tục hành chính thuộc thẩm quyền cấp xã được [niêm yết công khai|cập nhật lên cổng thông tin|in thành sổ tra cứu] tại [trụ sở|nhà văn hóa {hamlet}|điểm bưu điện văn hóa].",
        "Tổ rà soát đã đề nghị [bãi bỏ|đơn giản hóa|sửa đổi] {n:3-17} thủ tục còn yêu cầu [bản sao chứng thực|giấy xác nhận trùng lặp|thông tin đã có trong cơ sở dữ liệu dân cư].",
        "Mô hình [“Ngày thứ Sáu không hẹn”|“Trả kết quả tại nhà”|“Thứ Bảy vì dân”|“Một cửa lưu động”] tại {hamlet} giúp {n:20-190} [người cao tuổi|hộ ở xa trung tâm|lao động đi làm xa] nhận kết quả thuận lợi.",
        "Việc [xin lỗi bằng văn bản khi hồ sơ trễ hẹn|công khai số điện thoại người đứng đầu|đối thoại hằng quý với người dân] được [duy trì nghiêm túc|kiểm tra thường xuyên|gắn với đánh giá thi đua] ở [các quầy|từng bộ phận].",
    ),
)
AREAS["digital"] = (
    """{short} [ra quân|phát động] hỗ trợ người dân [dùng dịch vụ công trực tuyến|cài đặt định danh điện tử]
Tổ công nghệ số cộng đồng {hamlet} [đến từng nhà|đồng hành cùng người dân]
[Lan tỏa|Thúc đẩy] chuyển đổi số trong cải cách hành chính ở {short}""",
    (
        "Các tổ công nghệ số cộng đồng đã [gõ cửa từng nhà|mở điểm hỗ trợ|hẹn lịch buổi tối] giúp {n:60-700} người [tạo tài khoản định danh mức 2|nộp hồ sơ trực tuyến|thanh toán phí, lệ phí không dùng tiền mặt].",
        "Tỷ lệ hồ sơ nộp qua [Cổng Dịch vụ công|dịch vụ công trực tuyến toàn trình] đạt {n:51-97}%, tăng {n:2-19} điểm phần trăm so với [tháng trước|quý trước|cùng kỳ].",
        "Tại nhà văn hóa {hamlet}, đoàn viên [hướng dẫn chị em|giúp người cao tuổi|chỉ cho tiểu thương] [ký số trên điện thoại|tra cứu hồ sơ bằng mã|đăng nhập bằng tài khoản định danh].",
        "[Văn bản đi và đến|Hồ sơ công việc|Lịch họp] của {body} được xử lý trên môi trường điện tử và ký số, đạt {n:88-99}% [trong tháng|từ đầu năm].",
        "Cán bộ [số hóa {n:300-4200} hồ sơ lưu|bóc tách dữ liệu hộ tịch|đối chiếu dữ liệu đất đai] để [người dân không phải nộp lại giấy tờ|tái sử dụng kết quả giải quyết|phục vụ kết nối liên thông].",
        "Bà {person}, chủ cửa hàng tại {hamlet}, nói rằng [quét mã trả phí rất tiện|giờ ngồi nhà vẫn nộp được hồ sơ|các cháu đoàn viên chỉ một lần là nhớ].",
        "Màn hình tra cứu, [máy quét|máy in mã vạch|mạng không dây miễn phí] mới lắp tại [Một cửa|sảnh trụ sở] trị giá {n:35-260} triệu đồng từ [nguồn xã hội hóa|ngân sách xã].",
        "Trợ lý ảo trả lời [{n:40-600} câu hỏi về thủ tục|thắc mắc ngoài giờ|câu hỏi bằng giọng nói] và chuyển câu khó cho [công chức trực|tổ kỹ thuật] trong {n:2-24} giờ.",
    ),
)
AREAS["institutions"] = (
    """{short} [rà soát văn bản|tổ chức lấy ý kiến dự thảo] phục vụ cải cách thể chế
[Hội nghị phổ biến|Tập huấn] quy định mới cho cán bộ {short}
{short} [tự kiểm tra|hệ thống hóa] văn bản do xã ban hành""",
    (
        "Qua rà soát {n:20-140} văn bản, công chức tư pháp kiến nghị [thay thế|bãi bỏ toàn bộ|sửa một số điều của] {n:2-12} văn bản không còn phù hợp với [chính quyền địa phương hai cấp|luật mới].",
        "Dự thảo [quy chế làm việc|quy ước {hamlet}|nghị quyết về mức thu] được [đăng công khai {n:15-30} ngày|gửi lấy ý kiến mặt trận|đưa ra thảo luận tại các cuộc họp dân].",
        "Hội đồng phối hợp phổ biến pháp luật mở {n:2-9} buổi [tuyên truyền lưu động|tọa đàm|phiên tòa giả định] về [luật đất đai|luật căn cước|quy định tiếp công dân].",
        "Việc tổ chức thi hành pháp luật được [theo dõi theo chuyên đề|kiểm tra tại {n:2-6} thôn|báo cáo hằng quý], [phát hiện và chấn chỉnh|ghi nhận] {n:1-9} việc làm chưa đúng.",
        "Chất lượng thẩm định [được nâng lên|bảo đảm hợp hiến, hợp pháp|gắn với trách nhiệm người đứng đầu], không có văn bản nào [trái thẩm quyền|bị cơ quan cấp trên xử lý].",
        "Ý kiến của {n:25-180} cử tri {hamlet} về [mức đóng góp làm đường|quy định giờ tiếp dân|phương án đặt tên thôn] đã được [tiếp thu|giải trình công khai].",
        "Tủ sách pháp luật điện tử có {n:200-900} đầu văn bản, [mỗi tuần cập nhật hai lần|mở cho mọi người tra cứu|dùng chung với nhà trường].",
    ),
)
AREAS["apparatus"] = (
    """{short} [sắp xếp tổ chức bộ máy|kiện toàn các phòng chuyên môn] tinh gọn, hiệu quả
[Phân công lại nhiệm vụ|Bố trí trụ sở làm việc] sau sắp xếp ở {short}
{short} [sáp nhập thôn|phân cấp, ủy quyền] gắn với cải cách hành chính""",
    (
        "Sau sắp xếp, {body} còn {n:3-5} phòng chuyên môn, giảm {n:2-6} đầu mối và [bố trí lại|chuyển đổi vị trí] {n:4-29} cán bộ.",
        "Quy chế phối hợp giữa [các phòng|Một cửa với bộ phận chuyên môn|văn phòng và công an xã] quy định rõ [người làm, thời hạn|đầu mối tiếp nhận|cách chuyển hồ sơ].",
        "Có {n:8-42} nhiệm vụ được [phân cấp|ủy quyền cho cấp phó|giao thẳng cho công chức], giúp [hồ sơ đi qua ít khâu hơn|giảm {n:1-3} chữ ký trung gian].",
        "[Trụ sở cũ|Dãy nhà hai tầng] ở {hamlet} được sửa làm [nơi tiếp dân|điểm tiếp nhận hồ sơ thứ hai|kho lưu trữ], tránh lãng phí tài sản công.",
        "Hội nghị nhân dân {hamlet} [tán thành {n:86-99}%|biểu quyết thống nhất] phương án [hợp nhất hai thôn|đổi tên khu dân cư] của {short}.",
        "Đề án vị trí việc làm xác định {n:24-40} vị trí với [bản mô tả|khung năng lực] làm căn cứ [tuyển dụng|đánh giá|tinh giản].",
        "Tổ công tác [rà soát chồng chéo|đo khối lượng việc] giữa các phòng và đề xuất [cắt {n:2-7} khâu|dồn đầu mối|tách nhiệm vụ] ngay trong tháng.",
    ),
)
AREAS["civil_service"] = (
    """{short} [siết chặt kỷ luật, kỷ cương hành chính|kiểm tra công vụ đột xuất]
[Bồi dưỡng kỹ năng|Nâng cao văn hóa] giao tiếp cho công chức {short}
{short} [đánh giá công chức theo kết quả công việc|tổ chức ký cam kết thực thi công vụ]""",
    (
        "Đoàn kiểm tra công vụ đã [làm việc đột xuất|kiểm tra giờ giấc] tại {n:3-8} bộ phận và [nhắc nhở|yêu cầu kiểm điểm] {n:1-6} trường hợp [đi muộn|để hồ sơ quá hạn].",
        "Lớp bồi dưỡng {n:2-5} ngày trang bị cho {n:18-75} công chức kỹ năng [giao tiếp|xử lý tình huống|soạn thảo văn bản] và [đạo đức công vụ|nghiệp vụ tiếp dân].",
        "Công chức được [chấm điểm hằng tháng|giao chỉ tiêu theo tuần|đánh giá qua phiếu của người dân], kết quả là căn cứ [khen thưởng|xếp loại|thu nhập tăng thêm].",
        "Khẩu hiệu [“4 xin, 4 luôn”|“Nụ cười công sở”|“Gần dân, vì dân”] được dán tại [từng bàn làm việc|cửa các phòng|khu chờ].",
        "Bản cam kết của {n:20-60} cán bộ nêu rõ [không gây phiền hà|trả lời trong ngày|không uống rượu bia giờ hành chính] và [chịu trách nhiệm|tự nhận hình thức xử lý] khi vi phạm.",
        "Qua {n:150-900} phiếu khảo sát, [mức hài lòng về thái độ|tỷ lệ đánh giá tốt] đạt {n:86-99}%, [cao hơn kỳ trước|tăng ở cả ba quầy].",
        "Chị {person}, công chức [tư pháp – hộ tịch|địa chính|văn hóa], chia sẻ việc [học thêm tiếng dân tộc|ghi sổ tay từng ca khó] giúp chị [gần dân hơn|giải thích dễ hiểu hơn].",
    ),
)
AREAS["public_finance"] = (
    """{short} [công khai dự toán|quản lý chặt tài sản công] gắn với cải cách tài chính công
[Giải ngân vốn đầu tư công|Tiết kiệm chi thường xuyên] ở {short} [đạt kết quả khá|chuyển biến rõ]
{short} [họp dân công khai các khoản thu|kiểm kê tài sản công] """,
    (
        "Đến nay {short} giải ngân {n:4-48} tỷ đồng vốn đầu tư công, đạt {n:41-98}% kế hoạch, tập trung cho [đường {hamlet}|trường mầm non|kênh mương nội đồng].",
        "[Dự toán|Quyết toán|Số liệu thu chi quý] được công khai tại [trụ sở|trang thông tin|nhà văn hóa {hamlet}] trong {n:15-60} ngày để người dân giám sát.",
        "Việc khoán [kinh phí quản lý hành chính|xăng xe và điện nước] giúp tiết kiệm {n:45-380} triệu đồng, [chi thu nhập tăng thêm|bổ sung mua sắm trang thiết bị Một cửa].",
        "Đợt kiểm kê ghi nhận {n:120-870} tài sản công, trong đó {n:6-38} tài sản [hỏng cần thanh lý|chưa đủ hồ sơ|được điều chuyển cho trường học].",
        "Ban giám sát đầu tư cộng đồng {hamlet} [phát hiện|kiến nghị khắc phục] {n:1-5} thiếu sót ở công trình [rãnh thoát nước|điện chiếu sáng].",
        "Các khoản thu được [nộp thẳng kho bạc|thanh toán qua mã định danh|xuất biên lai điện tử], không còn [thu tiền mặt tại thôn|tồn quỹ quá mức].",
        "Đơn vị sự nghiệp của {short} tự bảo đảm {n:12-65}% chi thường xuyên sau khi [đặt hàng dịch vụ|ban hành định mức mới].",
    ),
)
COMMON: tuple[str, ...] = (
    "Phát biểu tại [hội nghị|buổi làm việc|lễ phát động], ông {person}, [Chủ tịch|Phó Chủ tịch] {body}, đề nghị [các phòng|từng thôn|mọi công chức] [coi cải cách hành chính là việc thường xuyên|báo cáo kết quả trước ngày {n:10-25} hằng tháng|khắc phục ngay ba tồn tại đã chỉ ra].",
    "Hoạt động nằm trong Kế hoạch số {n:11-299}/KH-UBND ngày {planned} của {body} về [tuyên truyền cải cách hành chính|công tác cải cách hành chính] năm {year}.",
    "Trước đó, ngày {earlier}, [đoàn của tỉnh {province}|thường trực Đảng ủy|ban văn hóa – xã hội] đã [khảo sát|làm việc] tại {hamlet} và [ghi nhận cách làm|góp ý {n:2-6} nội dung].",
    "Thời gian tới, {short} tiếp tục [nhân rộng mô hình|mở thêm điểm hỗ trợ|phối hợp với trường học] tại {hamlet}, phấn đấu [hết quý sau|đến ngày {later}|trong năm] [phủ {n:60-100}% số hộ|hoàn thành {n:5-14} chỉ tiêu].",
    "Cải cách hành chính được {short} xác định là [khâu đột phá|nhiệm vụ trọng tâm|thước đo sự hài lòng], gắn [trách nhiệm người đứng đầu|phong trào thi đua] với [từng lĩnh vực|kết quả xếp hạng].",
    "Đài truyền thanh phát {n:2-8} lượt mỗi tuần, [xen kẽ tiếng dân tộc|vào khung giờ {n:5-7} giờ sáng|kèm hỏi đáp] để bà con {hamlet} nắm được.",
    "Trao đổi bên lề, bà {person}, [trưởng thôn|bí thư chi bộ|chi hội trưởng phụ nữ] {hamlet}, mong [thêm tờ rơi dễ đọc|cán bộ về thôn thường xuyên hơn|có điểm truy cập miễn phí].",
    "Ban tổ chức trao {n:3-20} [giấy khen|phần quà|suất hỗ trợ] cho [tổ dân phố làm tốt|công chức tiêu biểu|hộ gia đình tích cực], tổng giá trị {n:5-40} triệu đồng.",
    "So với năm trước, chỉ số cải cách hành chính của {short} [tăng {n:2-11} bậc|giữ vững vị trí|cải thiện ở {n:2-5} tiêu chí] nhưng còn [hạn chế về hạ tầng|thiếu nhân lực công nghệ].",
)
OPENINGS: tuple[str, ...] = (
    "[Sáng|Chiều] ngày {event}, tại [hội trường trụ sở|nhà văn hóa {hamlet}|sân vận động trung tâm], {body} tổ chức [hội nghị|buổi ra quân|buổi tập huấn] [về cải cách hành chính|gắn với nhiệm vụ cải cách hành chính] cho {n:35-220} đại biểu.",
    "[Ngày {event}|Trong ngày {event}], {body} [đã triển khai|đồng loạt mở] đợt cao điểm cải cách hành chính tại {hamlet}, với sự tham gia của {n:15-90} [cán bộ, công chức|đoàn viên thanh niên|hội viên].",
    "Thực hiện chỉ đạo của tỉnh {province}, từ ngày {event}, {short} [bước vào|duy trì] nhiều việc làm cụ thể về cải cách hành chính, được [người dân {hamlet}|bà con] [ghi nhận|hưởng ứng].",
)
OFF_SUBJECT: dict[str, tuple[str, tuple[str, ...]]] = {
    "sport": (
        "[Sôi nổi|Bế mạc] giải bóng [đá|chuyền] [thiếu niên|nông dân] {short}",
        (
            "Chiều ngày {event}, trận chung kết giải bóng chuyền giữa đội {hamlet} và đội chủ nhà {short} diễn ra với {n:3-5} hiệp [gay cấn|nghẹt thở].",
            "Vận động viên {person} ghi {n:9-28} điểm, [giành danh hiệu chuyền hai xuất sắc|được khán giả cổ vũ nồng nhiệt].",
            "Ban tổ chức trao cúp vô địch, [cờ lưu niệm|tiền thưởng {n:2-9} triệu đồng] và {n:8-30} huy chương cho các đội bóng.",
            "Sân bóng {hamlet} đón {n:200-1900} khán giả, [cổ động viên mang trống|đội văn nghệ biểu diễn mở màn].",
            "Mùa giải tới, [câu lạc bộ võ thuật|đội kéo co nữ|đội điền kinh] sẽ tập luyện {n:3-6} buổi mỗi tuần.",
        ),
    ),
    "weather": (
        "[Mưa lớn|Rét đậm] gây thiệt hại [hoa màu|nhà cửa] tại {short}",
        (
            "Đêm ngày {event}, mưa to kèm gió giật làm tốc mái {n:4-60} ngôi nhà ở {hamlet}, [đổ cây|ngập đường liên thôn].",
            "Lượng mưa đo được {n:60-310} mm, nước suối dâng {n:1-4} mét, [cuốn trôi cầu tạm|làm sạt taluy].",
            "Lực lượng dân quân giúp gia đình ông {person} [di dời đồ đạc|che bạt mái nhà|vớt lúa] trong đêm.",
            "Đài khí tượng cảnh báo không khí lạnh còn mạnh, nhiệt độ thấp nhất {n:5-12} độ C, đề phòng [sương muối|lũ quét].",
            "Bà con khẩn trương [khơi thông mương|thu hoạch {n:12-90} ha rau|che chắn chuồng trại] trước đợt mưa mới.",
        ),
    ),
    "culture": (
        "[Rộn ràng|Đặc sắc] lễ hội [xuống đồng|đình làng] {short}",
        (
            "Ngày {event}, lễ rước kiệu đình {hamlet} mở màn bằng [múa lân|hát then|trống hội] thu hút {n:500-4000} du khách.",
            "Nghệ nhân {person} trình diễn [dệt thổ cẩm|làn điệu cổ|múa xòe] cùng {n:10-60} diễn viên quần chúng.",
            "Hội thi gói bánh, [ném còn|chọi gà|nấu cơm] có {n:6-24} đội dự, trao [giải nhất|giải trang phục đẹp].",
            "Các gian hàng ẩm thực bày [cơm lam|bánh gai|rượu cần], doanh thu {n:20-140} triệu đồng.",
            "Đêm hội khép lại với pháo hoa tầm thấp và [liên hoan văn nghệ|vòng xòe] kéo dài đến {n:21-23} giờ.",
        ),
    ),
    "crime": (
        "Bắt giữ [đối tượng trộm xe|nhóm đánh bạc] tại {short}",
        (
            "Ngày {event}, lực lượng công an bắt quả tang {n:2-9} đối tượng [đánh bạc|tàng trữ chất cấm] tại {hamlet}.",
            "Tang vật thu giữ gồm {n:3-80} triệu đồng, {n:2-8} điện thoại và [một xe máy|hai bộ bài].",
            "Đối tượng khai nhận [trộm xe máy|lừa bán hàng trên mạng] để lấy tiền tiêu xài, gây thiệt hại {n:10-90} triệu đồng.",
            "Camera của hộ bà {person} ghi lại [biển số xe|cảnh cạy cửa] giúp vụ án được làm rõ sau {n:6-48} giờ.",
            "Người dân được khuyến cáo [khóa cổ xe|không chuyển tiền cho người lạ|báo tin tội phạm] khi có dấu hiệu nghi vấn.",
        ),
    ),
}
FILLER: tuple[str, ...] = (
    "Cải cách hành chính là cải cách hành chính quan trọng trong bối cảnh quan trọng của quá trình cải cách hành chính quan trọng hiện nay.",
    "Có thể nói rằng việc nói về cải cách hành chính luôn luôn là một việc rất đáng nói và cần được nói nhiều hơn nữa.",
    "Trong thời đại ngày nay, thủ tục hành chính mang lại nhiều lợi ích, lợi ích đó là những lợi ích to lớn mang lại.",
    "Hãy cùng chúng tôi tìm hiểu chi tiết cải cách hành chính là gì trong bài viết dưới đây nhé các bạn.",
    "Trên đây là những thông tin tổng hợp đầy đủ nhất, hy vọng bài viết hữu ích cho các bạn quan tâm cải cách hành chính.",
    "Cải cách hành chính tốt nhất, cải cách hành chính uy tín, cải cách hành chính chất lượng, cải cách hành chính nhanh chóng.",
    "Như chúng ta đã biết thì ai cũng biết cải cách hành chính là điều mà mọi người đều đã biết từ lâu.",
)

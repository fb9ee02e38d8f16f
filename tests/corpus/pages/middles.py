"""Pages of a portal that are no article: (title, middle) for the make's frame."""

from __future__ import annotations

from random import Random

from tests.corpus.pages.makes.parts import Sheet, e, related


def home(sheet: Sheet, rng: Random) -> tuple[str, str]:
    """The first page: boxes of headlines with a line each."""
    boxes = "".join(
        f'<div class="box"><h2>{section}</h2>{_rows(sheet, rng, 3)}</div>'
        for section in (
            "Tin nổi bật",
            "Cải cách hành chính",
            "Thông báo",
            "Văn bản mới",
        )
    )
    return sheet.portal, f'<div class="slider">{e(sheet.related[0][0])}</div>{boxes}'


def section(sheet: Sheet, rng: Random) -> tuple[str, str]:
    """A list of the items on a subject."""
    pager = '<div class="pager"><a>1</a> <a>2</a> <a>3</a> <a>Trang sau</a></div>'
    rows = _rows(sheet, rng, rng.randrange(6, 11))
    return "Cải cách hành chính", f"<h1>Cải cách hành chính</h1>{rows}{pager}"


def search(sheet: Sheet, rng: Random) -> tuple[str, str]:
    """What the portal's own search found."""
    rows = _rows(sheet, rng, rng.randrange(4, 9))
    return (
        "Kết quả tìm kiếm",
        f'<h1>Tìm kiếm</h1><form><input name="q" value="cải cách hành chính"></form>'
        f"<p>Tìm thấy {rng.randrange(4, 300)} kết quả cho từ khóa "
        f"“cải cách hành chính”</p>{rows}",
    )


def no_such(sheet: Sheet, rng: Random) -> tuple[str, str]:
    """ "There is no such item", in one of its wordings."""
    said = rng.choice(
        (
            "Bài viết không tồn tại hoặc đã bị xóa.",
            "Không tìm thấy trang bạn yêu cầu. Vui lòng quay lại trang chủ.",
            "Nội dung này đã được gỡ bỏ hoặc chưa được xuất bản.",
            "Xin lỗi! Đường dẫn bạn truy cập không còn hiệu lực (404).",
            "Tin bài đang được cập nhật hoặc không có dữ liệu.",
        )
    )
    return (
        rng.choice(("Thông báo", "Lỗi 404", sheet.portal)),
        f'<div class="error"><h1>Thông báo</h1><p>{said}</p></div>{related(sheet, rng)}',
    )


def log_in(sheet: Sheet, rng: Random) -> tuple[str, str]:
    """The door of the portal's own staff."""
    return (
        "Đăng nhập",
        '<h1>Đăng nhập hệ thống</h1><form method="post"><label>Tên đăng nhập '
        '<input name="user"></label><label>Mật khẩu <input type="password" '
        'name="pass"></label><label>Mã xác nhận <input name="captcha"></label>'
        f"<button>{rng.choice(('Đăng nhập', 'Vào hệ thống'))}</button></form>",
    )


def _rows(sheet: Sheet, rng: Random, number: int) -> str:
    said = [
        f'<li><a href="#">{e(title)}</a> <span>{day:%d/%m/%Y}</span>'
        f"<p>{e(title)}. {e(sheet.article.lead[: rng.randrange(60, 110)])}…</p></li>"
        for title, day in rng.choices(sheet.related, k=number)
    ]
    return f'<ul class="list">{"".join(said)}</ul>'


def shell(rng: Random, portal: str) -> str:
    """What a portal made by script alone sends: no word of the article."""
    name = rng.choice(("root", "app", "q-app"))
    return (
        f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{e(portal)}'
        f'</title><script defer src="/static/js/main.{rng.getrandbits(32):x}.js"></script>'
        "</head><body><noscript>You need to enable JavaScript to run this app."
        f'</noscript><div id="{name}"></div></body></html>'
    )

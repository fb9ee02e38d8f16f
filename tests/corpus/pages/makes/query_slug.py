"""A telecom's portal for provinces: `/chi-tiet-tin/?/ten-bai/1234567`."""

from random import Random

from tests.corpus.pages.makes.parts import (
    Make,
    Sheet,
    clock,
    e,
    footer,
    labelled,
    menu,
    paragraphs,
    related,
)


def _article(sheet: Sheet, rng: Random) -> tuple[str, str]:
    when = labelled(sheet.shown, rng, "clock first", "minute", "weekday")
    title = e(sheet.article.title)
    return (
        "",
        f"""<div class="vnp-detail"><div class="vnp-title">{title}</div><div class="vnp-time">{when}</div>
<div class="vnp-tools"><a href="javascript:print()">In trang</a> <a href="#">Đọc bài viết</a> Cỡ chữ: A- A A+</div>
<div class="vnp-sapo">{e(sheet.article.lead)}</div><div class="vnp-body">{paragraphs(sheet, rng, lead=False)}</div>
<div class="vnp-author">{e(sheet.article.author)}</div></div>{related(sheet, rng, "vnp-other")}""",
    )


def _frame(sheet: Sheet, title: str, head: str, middle: str, rng: Random) -> str:
    return f"""<!DOCTYPE html><html lang="vi"><head><title>{e(sheet.portal)}</title><meta http-equiv="Content-Type" content="text/html; charset=utf-8">{head}
<script>window.dataLayer=[];</script></head><body><div class="banner"><div class="ngay">Hôm nay, {clock(sheet, rng)}</div></div>{menu(sheet, rng, "vnp-menu")}
<div class="wrap">{middle}<div class="right">{related(sheet, rng, "vnp-xem-nhieu")}</div></div><div class="vnp-foot">{footer(sheet, rng)}</div></body></html>"""


MAKE = Make(
    name="query_slug",
    sight="without sight of a page",
    address=lambda s: f"/chi-tiet-tin/?/{s.slug}/{s.number}",
    section="/chuyen-muc/?/cai-cach-hanh-chinh/102",
    search="/tim-kiem/?q={q}",
    login="/dang-nhap/?back=%2F",
    article=_article,
    frame=_frame,
)

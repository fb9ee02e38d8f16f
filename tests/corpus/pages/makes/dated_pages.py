"""SharePoint of a second maker: `/portal/Pages/2026-3-5/Ten-bai6ggf.aspx`."""

from random import Random

from tests.corpus.pages.makes.parts import (
    Make,
    Sheet,
    clock,
    e,
    footer,
    manner,
    menu,
    paragraphs,
    related,
)


def _address(sheet: Sheet) -> str:
    at = sheet.at
    name = "-".join(part.capitalize() for part in sheet.slug.split("-"))[:50]
    tail = f"{sheet.number * 7919 % 36**5:x}"[:6]
    return f"/portal/Pages/{at.year}-{at.month}-{at.day}/{name}{tail}.aspx"


def _article(sheet: Sheet, rng: Random) -> tuple[str, str]:
    when = ""
    if sheet.shown:
        said = manner(sheet.shown, rng, "minute", "day", "short")
        when = f'<span class="span-date-publish">Đăng ngày {said}</span>'
    tags = '<div class="td-tags"><a>Tags</a><a>cải cách hành chính</a></div>'
    return (
        "",
        f"""<div class="p-article"><p class="p-article-news-title">{e(sheet.article.title)}</p>
{when}<p class="p-article-news-summary">{e(sheet.article.lead)}</p>
<div class="p-article-main ms-rtestate-field">{paragraphs(sheet, rng, lead=False)}</div>
{tags}{related(sheet, rng, "article-other")}</div>""",
    )


def _frame(sheet: Sheet, title: str, head: str, middle: str, rng: Random) -> str:
    return f"""<!DOCTYPE html>
<html lang="vi-VN"><head><meta charset="utf-8"><title>{e(title)} - {e(sheet.portal).upper()}</title>{head}</head>
<body><div id="s4-workspace"><div class="head"><span class="today">{clock(sheet, rng)}</span>{menu(sheet, rng)}</div>
<div id="main-content">{middle}</div><div class="foot">{footer(sheet, rng)}</div></div>
<script type="text/javascript">function LoadPage(){{document.title+="";}}</script></body></html>"""


MAKE = Make(
    name="dated_pages",
    sight="address and class names from a public crawler",
    address=_address,
    section="/portal/Pages/Cai-cach-hanh-chinh.aspx",
    search="/portal/Pages/tim-kiem.aspx?q={q}",
    login="/_layouts/login.aspx?ReturnUrl=%2Fportal",
    article=_article,
    frame=_frame,
)

"""NukeViet: `/vi/news/chuyen-muc/ten-bai-123.html` and `index.php?…nv=news&op=…`."""

from random import Random

from tests.corpus.pages.makes.parts import (
    Make,
    Sheet,
    clock,
    comments,
    e,
    footer,
    json_ld,
    manner,
    menu,
    metas,
    paragraphs,
    related,
)


def _address(sheet: Sheet) -> str:
    if sheet.number % 3 == 0:
        op = f"cai-cach-hanh-chinh/{sheet.slug}-{sheet.number}"
        return f"/index.php?language=vi&nv=news&op={op}"
    return f"/vi/news/cai-cach-hanh-chinh/{sheet.slug}-{sheet.number}.html"


def _article(sheet: Sheet, rng: Random) -> tuple[str, str]:
    when = manner(sheet.shown, rng, "dash") if sheet.shown else ""
    head = metas(sheet, rng) + json_ld(sheet, rng)
    return (
        head,
        f"""<div class="news_column panel panel-default" itemtype="http://schema.org/NewsArticle" itemscope><div class="panel-body">
<h1 class="title margin-bottom-lg" itemprop="headline">{e(sheet.article.title)}</h1>
<div class="row"><em class="pull-left">{when}</em></div><div id="hometext" class="h3">{e(sheet.article.lead)}</div>
<div id="news-bodyhtml" class="bodytext margin-bottom-lg">{paragraphs(sheet, rng, lead=False)}</div>
<p class="text-right"><strong>Tác giả bài viết:</strong> {e(sheet.article.author)}</p></div></div>
{comments(sheet)}{related(sheet, rng, "others panel")}""",
    )


def _frame(sheet: Sheet, title: str, head: str, middle: str, rng: Random) -> str:
    return f"""<!DOCTYPE html>
<html lang="vi" xmlns="http://www.w3.org/1999/xhtml"><head><title>{e(title)}</title><meta name="generator" content="NukeViet v4.5">
<meta charset="utf-8">{head}</head><body><noscript><div class="alert alert-danger">Trình duyệt của bạn đã tắt chức năng hỗ trợ JavaScript.</div></noscript>
<header><span class="current-time">{clock(sheet, rng)}</span></header><nav id="menusite">{menu(sheet, rng, "nav navbar-nav")}</nav>
<section><div class="container" id="body">{middle}</div></section><footer id="footer">{footer(sheet, rng)}</footer></body></html>"""


MAKE = Make(
    name="nukeviet",
    sight="address and class names from public templates",
    address=_address,
    section="/vi/news/cai-cach-hanh-chinh/",
    search="/vi/seek/?q={q}",
    login="/vi/users/login/",
    article=_article,
    frame=_frame,
)

"""A province's shared portal: `/chi-tiet-tin/group/119/nid/4370/ten-bai`."""

from random import Random

from tests.corpus.pages.makes.parts import (
    Make,
    Sheet,
    clock,
    comments,
    e,
    footer,
    labelled,
    menu,
    metas,
    paragraphs,
    related,
)


def _article(sheet: Sheet, rng: Random) -> tuple[str, str]:
    when = labelled(sheet.shown, rng, "minute", "weekday", "clock first")
    return (
        metas(sheet, rng),
        f"""<section class="detail"><ol class="breadcrumb"><li>Trang chủ</li><li>Tin tức</li></ol>
<h1>{e(sheet.article.title)}</h1><div class="meta"><i class="fa fa-clock"></i> {when} <span>Tác giả: {e(sheet.article.author)}</span>
<span>Lượt xem: {rng.randrange(3, 900)}</span></div><div class="sapo">{e(sheet.article.lead)}</div>
<div class="content-detail">{paragraphs(sheet, rng, lead=False)}</div></section>
{related(sheet, rng, "related-news")}{comments(sheet)}""",
    )


def _frame(sheet: Sheet, title: str, head: str, middle: str, rng: Random) -> str:
    return f"""<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{e(title)}</title>{head}</head><body><div id="app"><header><h2 class="site">{e(sheet.portal)}</h2><time>{clock(sheet, rng)}</time></header>
<nav>{menu(sheet, rng)}</nav><main>{middle}</main><footer>{footer(sheet, rng)}</footer></div></body></html>"""


MAKE = Make(
    name="group_nid",
    sight="address only; mark-up without sight of a page",
    address=lambda s: f"/chi-tiet-tin/group/{s.number % 200}/nid/{s.number}/{s.slug}",
    section="/danh-muc/group/112/cai-cach-hanh-chinh",
    search="/tim-kiem?keyword={q}",
    login="/dang-nhap?returnUrl=%2F",
    article=_article,
    frame=_frame,
)

"""A newspaper or a station of the province: `/ten-bai-post123456.html`, full metadata."""

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


def _article(sheet: Sheet, rng: Random) -> tuple[str, str]:
    when = (
        manner(sheet.shown, rng, "zone", "clock, day", "weekday") if sheet.shown else ""
    )
    head = metas(sheet, rng) + json_ld(sheet, rng)
    return (
        head,
        f"""<article class="article-detail"><div class="cate">Xã hội</div><h1 class="article__title">{e(sheet.article.title)}</h1>
<div class="article__author">{e(sheet.article.author)} <span class="article__time">{when}</span></div><h2 class="article__sapo">{e(sheet.article.lead)}</h2>
<div class="article__body" itemprop="articleBody">{paragraphs(sheet, rng, lead=False)}</div></article>{comments(sheet)}{related(sheet, rng, "box-latest")}""",
    )


def _frame(sheet: Sheet, title: str, head: str, middle: str, rng: Random) -> str:
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"/><title>{e(title)} | {e(sheet.portal)}</title>{head}</head><body><header>{clock(sheet, rng)}</header>
<nav>{menu(sheet, rng)}</nav><div class="main">{middle}<div class="ads"><script>(function(){{var d='15/01/2019';}})()</script></div></div><footer>{footer(sheet, rng)}</footer></body></html>"""


MAKE = Make(
    name="press",
    sight="without sight of a page",
    address=lambda s: f"/{s.slug}-post{s.number}.html",
    section="/xa-hoi/cai-cach-hanh-chinh/",
    search="/tim-kiem/?q={q}",
    login="/tai-khoan/dang-nhap",
    article=_article,
    frame=_frame,
    press=True,
)

"""Joomla: `/index.php/tin-tuc/123-ten-bai`, `item-page` and <time itemprop>."""

from random import Random

from tests.corpus.pages.makes.parts import (
    Make,
    Sheet,
    clock,
    e,
    footer,
    machine_moment,
    manner,
    menu,
    paragraphs,
    related,
)


def _article(sheet: Sheet, rng: Random) -> tuple[str, str]:
    rows = []
    if sheet.shown:
        exact = machine_moment(sheet.machine or sheet.shown, rng)
        said = manner(sheet.shown, rng, "words", "weekday", "full")
        rows.append(
            f'<dd class="published"><time datetime="{exact}" itemprop="datePublished">'
            f"Được đăng: {said}</time></dd>"
        )
    if sheet.modified:
        exact = machine_moment(sheet.modified, rng)
        said = manner(sheet.modified, rng, "words")
        rows.append(
            f'<dd class="modified"><time datetime="{exact}" itemprop="dateModified">'
            f"Cập nhật: {said}</time></dd>"
        )
    rng.shuffle(rows)
    return (
        "",
        f"""<div class="item-page" itemscope itemtype="https://schema.org/Article"><div class="page-header">
<h2 itemprop="headline">{e(sheet.article.title)}</h2></div><dl class="article-info"><dt>Chi tiết</dt>{"".join(rows)}
<dd class="hits">Lượt xem: {rng.randrange(5, 2000)}</dd></dl><div itemprop="articleBody">{paragraphs(sheet, rng)}</div></div>{related(sheet, rng)}""",
    )


def _frame(sheet: Sheet, title: str, head: str, middle: str, rng: Random) -> str:
    return f"""<!DOCTYPE html><html lang="vi-vn" dir="ltr"><head><meta charset="utf-8"/><meta name="generator" content="Joomla! - Open Source Content Management"/>
<title>{e(title)}</title>{head}</head><body class="site"><div class="header">{e(sheet.portal)}<div class="custom">{clock(sheet, rng)}</div></div>
{menu(sheet, rng, "nav menu")}<main id="content">{middle}</main><div id="aside">{related(sheet, rng, "moduletable")}</div><footer>{footer(sheet, rng)}</footer></body></html>"""


MAKE = Make(
    name="joomla",
    sight="address; mark-up after the product's default layout, without sight of a portal",
    address=lambda s: f"/index.php/tin-tuc/cai-cach-hanh-chinh/{s.number}-{s.slug}",
    section="/index.php/tin-tuc/cai-cach-hanh-chinh",
    search="/index.php/component/search/?searchword={q}",
    login="/index.php/component/users/?view=login",
    article=_article,
    frame=_frame,
)

"""Drupal: `/node/123` or `/tin-tuc/ten-bai`, `field--name-…` boxes."""

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
    when = ""
    if sheet.shown:
        exact = machine_moment(sheet.machine or sheet.shown, rng)
        said = manner(sheet.shown, rng, "weekday", "zone", "iso")
        when = f'<span class="field--name-created"><time datetime="{exact}">{said}</time></span>'
    return (
        "",
        f"""<article data-history-node-id="{sheet.number}" role="article" class="node node--type-article"><h1 class="page-title">
<span class="field field--name-title">{e(sheet.article.title)}</span></h1><div class="node__meta">Được gửi bởi <span>{e(sheet.article.author)}</span> vào {when}</div>
<div class="node__content"><div class="field field--name-body">{paragraphs(sheet, rng)}</div></div></article>{related(sheet, rng, "view-content")}""",
    )


def _frame(sheet: Sheet, title: str, head: str, middle: str, rng: Random) -> str:
    return f"""<!DOCTYPE html><html lang="vi" dir="ltr"><head><meta charset="utf-8"/><meta name="Generator" content="Drupal 9"/>
<title>{e(title)} | {e(sheet.portal)}</title>{head}</head><body class="path-node"><div class="layout-container"><div class="region-header">{clock(sheet, rng)}</div>
<nav role="navigation">{menu(sheet, rng)}</nav><main role="main"><a id="main-content"></a>{middle}</main><footer role="contentinfo">{footer(sheet, rng)}</footer></div></body></html>"""


MAKE = Make(
    name="drupal",
    sight="after the product's default theme, without sight of a portal",
    address=lambda s: f"/node/{s.number}" if s.number % 2 else f"/tin-tuc/{s.slug}",
    section="/chuyen-muc/cai-cach-hanh-chinh",
    search="/search/node?keys={q}",
    login="/user/login?destination=/node",
    article=_article,
    frame=_frame,
)

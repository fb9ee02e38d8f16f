"""WordPress: `/2026/03/ten-bai/` or `/ten-bai/`, `entry-` classes, JSON-LD of a plug-in."""

from random import Random

from tests.corpus.pages.makes.parts import (
    Make,
    Sheet,
    clock,
    comments,
    e,
    footer,
    json_ld,
    machine_moment,
    manner,
    menu,
    metas,
    paragraphs,
    related,
)


def _address(sheet: Sheet) -> str:
    if sheet.number % 3 == 0:
        return f"/?p={sheet.number}"
    return f"/{sheet.at:%Y/%m}/{sheet.slug}/" if sheet.number % 2 else f"/{sheet.slug}/"


def _article(sheet: Sheet, rng: Random) -> tuple[str, str]:
    when = ""
    if sheet.shown:
        exact = machine_moment(sheet.machine or sheet.shown, rng)
        said = manner(sheet.shown, rng, "words", "day", "dots")
        when = f'<time class="entry-date published" datetime="{exact}">{said}</time>'
        if sheet.modified:
            exact = machine_moment(sheet.modified, rng)
            said = manner(sheet.modified, rng, "words")
            when += f'<time class="updated" datetime="{exact}">{said}</time>'
    head = metas(sheet, rng) + json_ld(sheet, rng, "Article")
    return (
        head,
        f"""<article id="post-{sheet.number}" class="post type-post"><header class="entry-header"><h1 class="entry-title">{e(sheet.article.title)}</h1>
<div class="entry-meta"><span class="posted-on">{when}</span> <span class="byline">bởi admin</span></div></header>
<div class="entry-content">{paragraphs(sheet, rng)}</div></article>{comments(sheet)}
<aside class="widget_recent_entries">{related(sheet, rng)}</aside>""",
    )


def _frame(sheet: Sheet, title: str, head: str, middle: str, rng: Random) -> str:
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="UTF-8"><title>{e(title)} &#8211; {e(sheet.portal)}</title>{head}
<link rel="alternate" type="application/rss+xml" href="{sheet.prefix}/feed/"><meta name="generator" content="WordPress 6.4"></head>
<body class="single"><div id="page"><div class="topbar">{clock(sheet, rng)}</div>{menu(sheet, rng, "primary-menu")}
<main id="main">{middle}</main><footer id="colophon">{footer(sheet, rng)}</footer></div><script>/*<![CDATA[*/var a="<p>x</p>";/*]]>*/</script></body></html>"""


MAKE = Make(
    name="wordpress",
    sight="after the product's default theme, without sight of a portal",
    address=_address,
    section="/category/cai-cach-hanh-chinh/",
    search="/?s={q}",
    login="/wp-login.php?redirect_to=%2F",
    article=_article,
    frame=_frame,
)

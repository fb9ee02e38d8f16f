"""Liferay 6: `/web/guest/…/-/asset_publisher/ID/content/ten-bai`, portlet boxes."""

from random import Random

from tests.corpus.pages.makes.parts import (
    Make,
    Sheet,
    clock,
    e,
    footer,
    labelled,
    manner,
    menu,
    paragraphs,
    related,
)


def _article(sheet: Sheet, rng: Random) -> tuple[str, str]:
    key = f"101_INSTANCE_{sheet.number * 31 % 10**8:x}"
    when = labelled(sheet.shown, rng, "day", "clock, day", "weekday")
    later = ""
    if sheet.modified:
        later = f"<p>Cập nhật lần cuối: {manner(sheet.modified, rng, 'minute')}</p>"
    return (
        "",
        f"""<div class="portlet-boundary" id="p_p_id_{key}_"><div class="portlet-body"><div class="asset-full-content">
<h3 class="header-title"><span>{e(sheet.article.title)}</span></h3><div class="asset-metadata"><p>{when}</p></div>
<div class="journal-content-article" id="_{key}_{sheet.number}"><p><strong>{e(sheet.article.lead)}</strong></p>
{paragraphs(sheet, rng, lead=False)}</div>{later}</div></div></div>{related(sheet, rng)}""",
    )


def _frame(sheet: Sheet, title: str, head: str, middle: str, rng: Random) -> str:
    return f"""<!DOCTYPE html><html class="ltr" dir="ltr" lang="vi-VN"><head>
<title>{e(title)} - {e(sheet.portal)}</title><meta content="text/html; charset=UTF-8" http-equiv="content-type"/>{head}
<script type="text/javascript">var Liferay={{Browser:{{}}}};</script></head><body class="yui3-skin-sam guest-site">
<header id="banner"><div class="date-time">{clock(sheet, rng)}</div><nav id="navigation">{menu(sheet, rng, "nav")}</nav></header>
<div id="content"><div class="columns-2"><div class="portlet-layout">{middle}</div></div></div>
<footer id="footer">{footer(sheet, rng)}</footer></body></html>"""


MAKE = Make(
    name="liferay",
    sight="address and portlet ids from public crawlers' settings",
    address=lambda s: (
        f"/web/guest/tin-tuc/-/asset_publisher/{s.number:x}Kb/content/{s.slug}"
    ),
    section="/web/guest/cai-cach-hanh-chinh",
    search="/web/guest/tim-kiem?p_p_id=3&_3_keywords={q}",
    login="/c/portal/login?p_l_id=10184",
    article=_article,
    frame=_frame,
)

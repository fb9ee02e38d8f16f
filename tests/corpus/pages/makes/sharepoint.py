"""SharePoint: `/Pages/newsdetail.aspx?NewsId=…&CatId=…`, nested tables and spans."""

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
    title = e(sheet.article.title)
    when = labelled(sheet.shown, rng, "minute", "am", "clock, day")
    return (
        "",
        f"""<div id="news_content"><div class="breadcrumb">Tin tức &gt; Cải cách hành chính</div>
<span id="ctl00_m_g_lblTitle" class="tieude">{title}</span>
<div><span id="ctl00_m_g_lblDate">{when}</span></div>
<div id="divArticleDescription"><p><strong>{e(sheet.article.lead)}</strong></p></div>
<div id="divArticleContent">{paragraphs(sheet, rng, lead=False)}
<p style="text-align:right"><b>{e(sheet.article.author)}</b></p></div></div>
{related(sheet, rng)}""",
    )


def _frame(sheet: Sheet, title: str, head: str, middle: str, rng: Random) -> str:
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "">
<html dir="ltr" lang="vi-vn"><head><meta http-equiv="X-UA-Compatible" content="IE=10"/>
<meta name="GENERATOR" content="Microsoft SharePoint"/><meta charset="utf-8"/>
<title>{e(title)}</title>{head}<script>var _spPageContextInfo={{webServerRelativeUrl:"\u002f"}};</script></head>
<body onload="x()"><form method="post" id="aspnetForm"><input type="hidden" name="__VIEWSTATE" value="/wEP{rng.getrandbits(120):x}"/>
<table id="s4-bodyContainer"><tr><td>{clock(sheet, rng)}</td></tr><tr><td>{menu(sheet, rng, "static")}</td></tr>
<tr><td><div class="ms-webpart-zone"><table><tr><td>{middle}</td></tr></table></div></td></tr>
<tr><td class="footer">{footer(sheet, rng)}</td></tr></table></form></body></html>"""


MAKE = Make(
    name="sharepoint",
    sight="address and ids from public crawlers' settings",
    address=lambda s: (
        f"/Pages/newsdetail.aspx?NewsId={s.number}&CatId={s.number % 90 + 90}"
    ),
    section="/Pages/news.aspx?CatId=101",
    search="/Pages/timkiem.aspx?k={q}",
    login="/_layouts/15/Authenticate.aspx?Source=%2F",
    article=_article,
    frame=_frame,
)

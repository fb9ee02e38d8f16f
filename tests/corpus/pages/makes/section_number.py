"""ASP.NET of ministries and departments: `/vn/tin-tuc/12345/ten-bai.aspx`."""

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
    when = labelled(sheet.shown, rng, "weekday", "zone", "hyphens")
    return (
        "",
        f"""<div id="contentnews"><h1>{e(sheet.article.title)}</h1><div class="date">{when}</div><div class="intro">{e(sheet.article.lead)}</div>
<div id="divNewsDetails">{paragraphs(sheet, rng, lead=False)}</div><div class="source">Nguồn: {e(sheet.place.body)}</div></div>{related(sheet, rng)}""",
    )


def _frame(sheet: Sheet, title: str, head: str, middle: str, rng: Random) -> str:
    return f"""<html><head><meta charset="utf-8"/><title>{e(title)}</title>{head}</head><body><form id="form1" action="./"><div id="header">{clock(sheet, rng)}</div>
<div id="menu">{menu(sheet, rng)}</div><div id="primarycontent">{middle}</div><div id="footer">{footer(sheet, rng)}</div></form></body></html>"""


MAKE = Make(
    name="section_number",
    sight="address and ids from public crawlers' settings",
    address=lambda s: f"/vn/tin-tuc/{s.number}/{s.slug}.aspx",
    section="/vn/chuyen-muc/493/Cai-cach-hanh-chinh.aspx",
    search="/vn/tim-kiem.aspx?key={q}",
    login="/vn/dang-nhap.aspx?ReturnUrl=%2f",
    article=_article,
    frame=_frame,
)

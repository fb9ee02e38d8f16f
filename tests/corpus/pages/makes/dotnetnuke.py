"""DotNetNuke: `/Default.aspx?tabid=…` or `/tabid/…/default.aspx`, panes and dnn_ ids."""

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


def _address(sheet: Sheet) -> str:
    tab = sheet.number % 900 + 20
    if sheet.number % 2:
        return f"/Default.aspx?tabid={tab}&ndid={sheet.number}&cateid=546"
    return (
        f"/tabid/{tab}/ctl/Detail/mid/{tab + 7}/ArticleId/{sheet.number}/default.aspx"
    )


def _article(sheet: Sheet, rng: Random) -> tuple[str, str]:
    when = labelled(sheet.shown, rng, "am", "short", "brackets")
    return (
        "",
        f"""<div id="dnn_ContentPane" class="contentpane"><a name="{sheet.number}"></a><div class="DnnModule">
<span id="dnn_ctr_lblHeadline" class="Head">{e(sheet.article.title)}</span><br/><span class="Normal" id="dnn_ctr_lblDate">{when}</span>
<div class="Normal"><b>{e(sheet.article.lead)}</b><br/>{paragraphs(sheet, rng, rng.choice(("p", "div")), lead=False)}</div>
<div align="right"><em>{e(sheet.article.author)}</em></div>{related(sheet, rng, "othernews")}</div></div>""",
    )


def _frame(sheet: Sheet, title: str, head: str, middle: str, rng: Random) -> str:
    return f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0 Transitional//EN">
<html xml:lang="vi-VN"><head id="Head"><meta content="text/html; charset=UTF-8" http-equiv="Content-Type"/><title>
\t{e(sheet.portal)} &gt; {e(title)}
</title><meta id="MetaGenerator" name="GENERATOR" content="DotNetNuke "/>{head}</head><body id="Body"><form name="Form" method="post" id="Form">
<table width="1000"><tr><td id="dnn_TopPane">{clock(sheet, rng)} {menu(sheet, rng, "root")}</td></tr><tr><td>{middle}</td></tr>
<tr><td id="dnn_BottomPane">{footer(sheet, rng)}</td></tr></table><input name="ScrollTop" type="hidden"/></form></body></html>"""


MAKE = Make(
    name="dotnetnuke",
    sight="address only; mark-up after the product's known ids, without sight of a page",
    address=_address,
    section="/Default.aspx?tabid=89&cateid=546",
    search="/Default.aspx?tabid=77&Search={q}",
    login="/Default.aspx?tabid=89&ctl=Login&returnurl=%2f",
    article=_article,
    frame=_frame,
)

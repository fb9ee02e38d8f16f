"""Pages of the 2000s that still stand: tables, <font>, Windows-1258 or TCVN3 letters."""

from random import Random

from tests.corpus.pages.makes.parts import (
    Make,
    Sheet,
    clock,
    e,
    footer,
    manner,
    menu,
    paragraphs,
    related,
)


def _article(sheet: Sheet, rng: Random) -> tuple[str, str]:
    when = manner(sheet.shown, rng, "short", "brackets", "day") if sheet.shown else ""
    body = paragraphs(sheet, rng, lead=False)
    return (
        "",
        f"""<table width=100% cellpadding=4><tr><td><font size=4 color=#CC0000><b>{e(sheet.article.title)}</b></font> <font size=1>{when}</font></td></tr>
<tr><td><b>{e(sheet.article.lead)}</b><br>{body}</td></tr><tr><td align=right><i>{e(sheet.article.author)}</i></td></tr></table>{related(sheet, rng)}""",
    )


def _frame(sheet: Sheet, title: str, head: str, middle: str, rng: Random) -> str:
    return f"""<HTML><HEAD><TITLE>{e(title)}</TITLE>%META%{head}</HEAD><BODY bgcolor=white><CENTER><TABLE border=0 width=780><TR><TD colspan=2>{clock(sheet, rng)}
<TR><TD width=160 valign=top>{menu(sheet, rng)}<TD valign=top>{middle}<TR><TD colspan=2>{footer(sheet, rng)}</TABLE></CENTER></BODY></HTML>"""


MAKE = Make(
    name="old_asp",
    sight="without sight of a page",
    address=lambda s: f"/news/detail.asp?id={s.number}&cat=7",
    section="/news/list.asp?cat=7",
    search="/search.asp?txt={q}",
    login="/admin/login.asp",
    article=_article,
    frame=_frame,
    charsets=("utf-8", "cp1258", "cp1258", "tcvn3"),
)

"""A portal made by script, drawn on the server first: words in the page and in its state."""

import json
from random import Random

from tests.corpus.pages.makes.parts import (
    Make,
    Sheet,
    clock,
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


def _article(sheet: Sheet, rng: Random) -> tuple[str, str]:
    when = manner(sheet.shown, rng, "clock, day", "minute") if sheet.shown else ""
    state = {
        "props": {
            "pageProps": {
                "title": sheet.article.title,
                "publishedAt": machine_moment(sheet.machine, rng)
                if sheet.machine
                else None,
            }
        },
        "buildId": f"{rng.getrandbits(60):x}",
    }
    text = json.dumps(state, ensure_ascii=True)
    head = metas(sheet, rng) + (json_ld(sheet, rng) if rng.random() < 0.6 else "")
    return (
        head,
        f"""<div class="css-{rng.getrandbits(24):x}"><h1 class="text-2xl">{e(sheet.article.title)}</h1><p class="text-gray-500">{when}</p>
<p class="font-bold">{e(sheet.article.lead)}</p><div class="prose">{paragraphs(sheet, rng, lead=False)}</div>{related(sheet, rng, "grid")}</div>
<script id="__NEXT_DATA__" type="application/json">{text}</script>""",
    )


def _frame(sheet: Sheet, title: str, head: str, middle: str, rng: Random) -> str:
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charSet="utf-8"/><title>{e(title)}</title>{head}<script src="/_next/static/chunks/main.js" defer=""></script></head>
<body><div id="__next"><header>{clock(sheet, rng)}{menu(sheet, rng, "flex")}</header><main>{middle}</main><footer>{footer(sheet, rng)}</footer></div></body></html>"""


MAKE = Make(
    name="next_app",
    sight="without sight of a page",
    address=lambda s: f"/tin-tuc/{s.slug}-{s.number * 2654435761 % 2**32:08x}",
    section="/tin-tuc?category=cai-cach-hanh-chinh",
    search="/search?q={q}",
    login="/login?callbackUrl=%2F",
    article=_article,
    frame=_frame,
)
